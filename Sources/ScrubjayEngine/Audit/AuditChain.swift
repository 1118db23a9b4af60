import ScrubjayCore

/// The chain that a tenant's records are sealed with, as far as it goes.
///
/// Its hash after a record is the SHA-256 of the hash before it, a line feed, and the record's sequence, time in
/// microseconds, action and digest, with spaces between them; before the first record it is 64 zeros.
struct AuditChain: Sendable, Hashable {
  private(set) var hash: String
  /// The sequence of the last record in it.
  private(set) var through: Int64
  /// How many records there are in it.
  private(set) var records: Int

  /// The chain before the first record.
  static let start = AuditChain(hash: String(repeating: "0", count: 64), through: 0, records: 0)

  private init(hash: String, through: Int64, records: Int) {
    self.hash = hash
    self.through = through
    self.records = records
  }

  /// The chain where a seal left it, to go on counting from there.
  init(after seal: AuditSeal?) {
    self = seal.map { AuditChain(hash: $0.hash, through: $0.through, records: 0) } ?? .start
  }

  /// Adds the record that comes next.
  mutating func add(_ record: AuditRecord) {
    hash = Fingerprint.of(
      "\(hash)\n\(record.sequence) \(record.at.microseconds) \(record.action.rawValue) \(record.digest)")
    through = record.sequence
    records += 1
  }
}

/// What of a record can be erased.
struct AuditContent: Sendable, Hashable {
  let actor: String
  let principal: String
  let task: String?
  let namespace: String?
  let memory: String?
  let version: Int?
  let details: JSONText

  /// The SHA-256 of a JSON array, without spaces, of the salt and the parts in the order in which they stand here; the
  /// details are in it as their text.
  func digest(_ salt: String) -> String {
    Fingerprint.of(
      JSON.array([
        .string(salt), .string(actor), .string(principal), .text(task), .text(namespace), .text(memory),
        version.map { .integer($0) } ?? .null, .string(details.text),
      ]).text)
  }
}

extension AuditRecord {
  /// Whether its content is what its digest says; of one that was erased nobody can tell any more.
  var isAsWritten: Bool {
    guard let salt, let actor, let principal else { return true }
    let content = AuditContent(
      actor: actor, principal: principal, task: task, namespace: namespace, memory: memory, version: version,
      details: details)
    return content.digest(salt) == digest
  }
}
