/// Something worth remembering: an entry of a namespace in one of its versions.
public struct Memory: Sendable, Hashable, Codable {
  /// The order in which the tenant's entries were first stored; it grows, with gaps, and is never used again; 0 until then.
  public var sequence: Int64
  /// The entry's id, the same for all its versions, unique in the tenant.
  public let id: String
  /// Where it lives.
  public let namespace: Namespace
  /// The name of the entry in its namespace.
  public let key: String
  /// Whether the caller chose the key; such an entry is never evicted.
  public let isKeyChosen: Bool
  /// The version that this value shows, from 1.
  public let version: Int
  /// How this version came to be.
  public let origin: VersionOrigin
  /// What kind of memory it is.
  public let type: MemoryType
  /// The text it is recalled by.
  public let content: String
  /// The caller's value, if one was given.
  public let value: JSONText?
  /// How much it matters, from 1 to 10.
  public let importance: Int
  /// The category (preferences, health, …), if any.
  public let category: String?
  /// The caller's own data, an object.
  public let metadata: JSONText
  /// From when it holds, if that is known.
  public let validFrom: Timestamp?
  /// Until when it holds, if it ends.
  public let validUntil: Timestamp?
  /// When it is forgotten, if it is.
  public let expiresAt: Timestamp?
  /// What it was made from.
  public let sources: [MemorySource]
  /// How it came to be known; `nil` where it was stored as it is by whoever knew it.
  public var provenance: Provenance?
  /// When the entry was first stored.
  public let createdAt: Timestamp
  /// Who first stored the entry.
  public let createdBy: String
  /// When this version was stored.
  public let recordedAt: Timestamp
  /// Until when this version was the current one; `nil` while it is.
  public let recordedUntil: Timestamp?
  /// Who stored this version.
  public let updatedBy: String
  /// When what this version said was taken out of it for good, if it was.
  public let redactedAt: Timestamp?
  /// When the entry was deleted, if it is.
  public let deletedAt: Timestamp?

  /// A memory.
  public init(
    sequence: Int64, id: String, namespace: Namespace, key: String, isKeyChosen: Bool, version: Int,
    origin: VersionOrigin,
    type: MemoryType, content: String, value: JSONText?, importance: Int, category: String?, metadata: JSONText,
    validFrom: Timestamp?,
    validUntil: Timestamp?, expiresAt: Timestamp?, sources: [MemorySource], provenance: Provenance? = nil,
    createdAt: Timestamp, createdBy: String,
    recordedAt: Timestamp, recordedUntil: Timestamp?, updatedBy: String, redactedAt: Timestamp?,
    deletedAt: Timestamp?
  ) {
    self.sequence = sequence
    self.id = id
    self.namespace = namespace
    self.key = key
    self.isKeyChosen = isKeyChosen
    self.version = version
    self.origin = origin
    self.type = type
    self.content = content
    self.value = value
    self.importance = importance
    self.category = category
    self.metadata = metadata
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.expiresAt = expiresAt
    self.sources = sources
    self.provenance = provenance
    self.createdAt = createdAt
    self.createdBy = createdBy
    self.recordedAt = recordedAt
    self.recordedUntil = recordedUntil
    self.updatedBy = updatedBy
    self.redactedAt = redactedAt
    self.deletedAt = deletedAt
  }
}

/// The kinds of memory.
public enum MemoryType: String, Sendable, Codable, CaseIterable {
  /// For the work at hand; it usually expires.
  case working
  /// What happened.
  case episodic
  /// What is known.
  case semantic
  /// How something is done; never evicted.
  case procedural
}

/// The event that a memory was made from.
public struct MemorySource: Sendable, Hashable, Codable {
  /// The session.
  public let session: String
  /// The event, when it is one and not the whole session.
  public let event: String?
  /// When the session was deleted, if it was.
  public let deletedAt: Timestamp?

  /// A source.
  public init(session: String, event: String? = nil, deletedAt: Timestamp? = nil) {
    self.session = session
    self.event = event
    self.deletedAt = deletedAt
  }
}
