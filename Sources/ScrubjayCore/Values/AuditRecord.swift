/// What was done to a memory, a session or a key, by whom and when; written in the transaction that did it.
public struct AuditRecord: Sendable, Hashable, Codable {
  /// The order of the records; it grows and is never used again.
  public let sequence: Int64
  /// When it was done.
  public let at: Timestamp
  /// What was done.
  public let action: AuditAction
  /// Who did it, as the call said.
  public let actor: String
  /// The key or person behind the call.
  public let principal: String
  /// The task it was done for, if any.
  public let task: String?
  /// The namespace, when it was done to a memory.
  public let namespace: String?
  /// The memory's id, when it was done to one.
  public let memory: String?
  /// The memory's version that resulted.
  public let version: Int?
  /// More, an object.
  public let details: JSONText

  /// A record.
  public init(
    sequence: Int64, at: Timestamp, action: AuditAction, actor: String, principal: String, task: String?,
    namespace: String?, memory: String?, version: Int?, details: JSONText
  ) {
    self.sequence = sequence
    self.at = at
    self.action = action
    self.actor = actor
    self.principal = principal
    self.task = task
    self.namespace = namespace
    self.memory = memory
    self.version = version
    self.details = details
  }
}

/// What the audit records.
public enum AuditAction: String, Sendable, Codable, CaseIterable {
  /// A memory was stored under a new or deleted key.
  case create
  /// A memory got a new version.
  case update
  /// A memory was deleted, softly.
  case delete
  /// A memory that was deleted or had expired came back.
  case restore
  /// A memory went back to one of its versions.
  case rollback
  /// A memory was copied to a shared namespace; recorded for it and for the copy.
  case publish
  /// What a version of a memory said was taken out of it for good.
  case redact
  /// A memory went for good, with all its versions.
  case purge
  /// A memory gave way to others, as its owner had too many; it is deleted, softly.
  case evict
  /// A memory's time was over; it is deleted, softly.
  case expire
  /// A session was deleted with its messages.
  case deleteSession = "delete_session"
}
