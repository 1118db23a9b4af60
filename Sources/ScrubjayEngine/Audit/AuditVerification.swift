public import ScrubjayCore

/// The result of verifying the audit.
public struct AuditVerification: Sendable, Hashable {
  /// Whether all is as it was written, as far as can be proved.
  public var isIntact: Bool { problems.isEmpty }
  /// How many records there are.
  public private(set) var records = 0
  /// How many of them are sealed.
  public private(set) var sealed = 0
  /// How many of them were erased: that they were written can be proved, and not what they said.
  public private(set) var erased = 0
  /// The last seal; its hash, noted elsewhere, proves later that nothing up to it was made anew.
  public private(set) var lastSeal: AuditSeal?
  /// The sequences of the first and the last record that no seal covers yet; `nil` when there is none.
  public private(set) var unsealed: ClosedRange<Int64>?
  /// What is wrong, up to ``problemsShown``.
  public private(set) var problems: [Problem] = []

  /// How many problems are listed.
  public static let problemsShown = 100
  /// How many records are read at a time.
  private static let batch = 1_000

  /// Something that is not as it was written.
  public struct Problem: Sendable, Hashable {
    /// The record, when it is one.
    public let record: Int64?
    /// The number of the seal, when it is one.
    public let seal: Int?
    /// What is wrong with it.
    public let message: String
  }

  /// Goes through the records, and through the seals beside them.
  init(of audit: some AuditReader, noted: String?) throws {
    var seals = SealWalk(audit)
    var next = try seals.next()
    var chain = AuditChain.start
    var isNoted = false
    var page = try audit.records(after: 0, limit: Self.batch)
    while !page.isEmpty {
      for record in page {
        while let seal = next, seal.through < record.sequence {
          isNoted = isNoted || seal.hash == noted
          chain = close(chain, with: seal)
          next = try seals.next()
        }
        chain.add(record)
        count(record, isSealed: next != nil)
      }
      page = try audit.records(after: chain.through, limit: Self.batch)
    }
    while let seal = next {
      isNoted = isNoted || seal.hash == noted
      chain = close(chain, with: seal)
      next = try seals.next()
    }
    if noted != nil, !isNoted { report(message: "No seal has the hash that was noted: the chain is another.") }
  }

  private mutating func count(_ record: AuditRecord, isSealed: Bool) {
    records += 1
    if isSealed { sealed += 1 } else { unsealed = (unsealed?.lowerBound ?? record.sequence)...record.sequence }
    if record.salt == nil { erased += 1 }
    if !record.isAsWritten { report(record: record.sequence, message: "Its content is not what its digest says.") }
  }

  /// Compares the chain with a seal, and goes on from what the seal says, so that one break is one problem.
  private mutating func close(_ chain: AuditChain, with seal: AuditSeal) -> AuditChain {
    if seal.number != (lastSeal?.number ?? 0) + 1 {
      report(seal: seal.number, message: "The seal before it is missing.")
    } else if chain.records != seal.records || chain.through != seal.through {
      report(
        seal: seal.number,
        message: "It covers \(seal.records) records up to \(seal.through); there are \(chain.records) up to "
          + "\(chain.through).")
    } else if chain.hash != seal.hash {
      report(seal: seal.number, message: "A record that it covers was changed.")
    }
    lastSeal = seal
    return AuditChain(after: seal)
  }

  private mutating func report(record: Int64? = nil, seal: Int? = nil, message: String) {
    if problems.count < Self.problemsShown {
      problems.append(Problem(record: record, seal: seal, message: message))
    }
  }
}

/// The seals of a tenant, one after the other.
private struct SealWalk {
  private let audit: any AuditReader
  private var page: ArraySlice<AuditSeal> = []
  private var last = 0
  private static let batch = 1_000

  init(_ audit: any AuditReader) { self.audit = audit }

  mutating func next() throws -> AuditSeal? {
    if page.isEmpty { page = try audit.seals(after: last, limit: Self.batch)[...] }
    let seal = page.popFirst()
    last = seal?.number ?? last
    return seal
  }
}
