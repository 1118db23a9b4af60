/// What was done to a memory, a session or a user, by whom and when; written in the transaction that did it.
///
/// All but the sequence, the time and the action is its content. It is held by a salted digest, and can be erased: what
/// is left then says that something was done, and still proves that no record is missing or was changed.
public struct AuditRecord: Sendable, Hashable, Codable {
  /// The order of the records; it grows and is never used again.
  public let sequence: Int64
  /// When it was done.
  public let at: Timestamp
  /// What was done.
  public let action: AuditAction
  /// Who did it, as the call said; `nil` once it is erased.
  public let actor: String?
  /// The key or person behind the call; `nil` once it is erased.
  public let principal: String?
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
  /// What the digest is salted with, in hexadecimal, so that erased content cannot be guessed; `nil` once it is erased.
  public let salt: String?
  /// The digest of the salt and the content, in hexadecimal.
  public let digest: String

  /// A record.
  public init(
    sequence: Int64, at: Timestamp, action: AuditAction, actor: String?, principal: String?, task: String?,
    namespace: String?, memory: String?, version: Int?, details: JSONText, salt: String?, digest: String
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
    self.salt = salt
    self.digest = digest
  }
}

/// A link of the chain that a tenant's records are sealed with: what it covers can no longer be changed, left out or
/// added to unseen.
public struct AuditSeal: Sendable, Hashable, Codable {
  /// Which seal of the tenant it is, from 1.
  public let number: Int
  /// The sequence of the last record that it covers; the first is the one after the seal before.
  public let through: Int64
  /// How many records it covers.
  public let records: Int
  /// The chain's hash after that record, in hexadecimal.
  public let hash: String
  /// When it was made.
  public let sealedAt: Timestamp

  /// A seal.
  public init(number: Int, through: Int64, records: Int, hash: String, sealedAt: Timestamp) {
    self.number = number
    self.through = through
    self.records = records
    self.hash = hash
    self.sealedAt = sealedAt
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
  /// A memory was superseded by another that contradicts it: its validity ended.
  case consolidate
  /// A session had been over for so long that it became read-only.
  case archiveSession = "archive_session"
  /// What is set for a user was changed.
  case updateUser = "update_user"
  /// A session was deleted with its messages.
  case deleteSession = "delete_session"
  /// A version of a memory was brought in from elsewhere, as it was there.
  case `import`
  /// All that there was of a user went for good; it is not said of which.
  case erase
}
