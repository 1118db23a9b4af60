/// Reads the audit.
public protocol AuditReader {
  /// Records, the newest first.
  func list(_ filter: AuditFilter, before cursor: String?, limit: Int) throws -> Page<AuditRecord>
}

/// Writes the audit.
public protocol AuditWriter: AuditReader {
  /// Adds a record, whose sequence the store chooses.
  func append(_ record: AuditRecord) throws
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
