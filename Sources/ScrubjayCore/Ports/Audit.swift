/// Reads the audit.
public protocol AuditReader {
  /// Records, the newest first.
  func list(_ filter: AuditFilter, before cursor: String?, limit: Int) throws -> Page<AuditRecord>
  /// Returns up to `limit` records after the one with this sequence, oldest first.
  func records(after sequence: Int64, limit: Int) throws -> [AuditRecord]
  /// Returns up to `limit` seals after the one with this number, in order.
  func seals(after number: Int, limit: Int) throws -> [AuditSeal]
  /// Returns the last seal; `nil` before the first.
  func lastSeal() throws -> AuditSeal?
}

/// Writes the audit.
public protocol AuditWriter: AuditReader {
  /// Adds a record, whose sequence the store chooses.
  func append(_ record: AuditRecord) throws
  /// Adds a seal, the one after the last.
  func seal(_ seal: AuditSeal) throws
  /// Erases the content of the records of what was done in or below a namespace.
  func erase(under namespace: NamespacePrefix) throws
  /// Erases the content of the records of what was done to a memory.
  func erase(memory: String) throws
}

/// Which records to list; what is `nil` does not matter.
public struct AuditFilter: Sendable, Hashable {
  /// In or below this namespace.
  public var namespace: NamespacePrefix?
  /// The memory's id.
  public var memory: String?
  /// The action.
  public var action: AuditAction?
  /// The actor.
  public var actor: String?
  /// The task.
  public var task: String?
  /// Done at or after this time.
  public var since: Timestamp?
  /// Done at or before this time.
  public var until: Timestamp?

  /// A filter.
  public init(
    namespace: NamespacePrefix? = nil, memory: String? = nil, action: AuditAction? = nil, actor: String? = nil,
    task: String? = nil, since: Timestamp? = nil, until: Timestamp? = nil
  ) {
    self.namespace = namespace
    self.memory = memory
    self.action = action
    self.actor = actor
    self.task = task
    self.since = since
    self.until = until
  }
}
