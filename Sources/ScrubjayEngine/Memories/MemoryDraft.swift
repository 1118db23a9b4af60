public import ScrubjayCore

/// A memory to store.
public struct MemoryDraft: Sendable, Hashable {
  /// The id; one is made when there is none.
  public var id: String?
  /// Where it shall live.
  public var namespace: Namespace
  /// Its name there; one is made when there is none.
  public var key: String?
  /// The text it is recalled by; the value's JSON text when there is none.
  public var content: String?
  /// The caller's value.
  public var value: JSONText?
  /// What kind of memory it is.
  public var type: MemoryType
  /// How much it matters, from 1 to 10.
  public var importance: Int
  /// The category.
  public var category: String?
  /// The caller's own data, an object.
  public var metadata: JSONText
  /// From when it holds.
  public var validFrom: Timestamp?
  /// Until when it holds.
  public var validUntil: Timestamp?
  /// When it is forgotten.
  public var expiresAt: Timestamp?
  /// What it was made from.
  public var sources: [MemorySource]
  /// How it came to be known, where it was not stored as it is by whoever knew it; no door takes it.
  var provenance: Provenance?

  /// The importance of a memory for which none is given.
  public static let defaultImportance = 5

  /// A memory to store.
  public init(
    id: String? = nil, namespace: Namespace, key: String? = nil, content: String? = nil, value: JSONText? = nil,
    type: MemoryType = .semantic, importance: Int = MemoryDraft.defaultImportance, category: String? = nil,
    metadata: JSONText = .emptyObject, validFrom: Timestamp? = nil, validUntil: Timestamp? = nil,
    expiresAt: Timestamp? = nil, sources: [MemorySource] = []
  ) {
    self.id = id
    self.namespace = namespace
    self.key = key
    self.content = content
    self.value = value
    self.type = type
    self.importance = importance
    self.category = category
    self.metadata = metadata
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.expiresAt = expiresAt
    self.sources = sources
  }

  /// What a version says, to be said again; a time of expiry that is over is left out.
  init(repeating memory: Memory, at now: Timestamp) {
    self.init(
      namespace: memory.namespace, key: memory.key, content: memory.content, value: memory.value, type: memory.type,
      importance: memory.importance, category: memory.category, metadata: memory.metadata,
      validFrom: memory.validFrom, validUntil: memory.validUntil,
      expiresAt: memory.expiresAt.flatMap { now < $0 ? $0 : nil }, sources: memory.sources)
    provenance = memory.provenance
  }

  /// Checks the fields; answers the text to recall it by.
  func checkedContent() throws(ScrubjayError) -> String {
    try Check.name(id, "id")
    try Check.name(key, "key")
    try Check.name(category, "category")
    try Check.json(value, "value")
    try Check.object(metadata, "metadata")
    if !(1...10).contains(importance) { throw Check.failure("importance", "is not from 1 to 10") }
    if let validFrom, let validUntil, validFrom >= validUntil {
      throw Check.failure("valid_until", "is not after 'valid_from'")
    }
    if sources.count > Limits.sourcesPerMemory {
      throw Check.failure("sources", "has more than \(Limits.sourcesPerMemory) elements")
    }
    for source in sources {
      try Check.name(source.session, "sources.session")
      try Check.name(source.event, "sources.event")
    }
    let text = content ?? value?.text ?? ""
    try Check.visible(text, "content")
    try Check.text(text, "content")
    return text
  }
}

/// A change of a memory, which makes a new version; what is kept is copied from the version before.
public struct MemoryPatch: Sendable, Hashable {
  /// The new text.
  public var content: String?
  /// The new value.
  public var value: Change<JSONText>
  /// The new type.
  public var type: MemoryType?
  /// The new importance.
  public var importance: Int?
  /// The new category.
  public var category: Change<String>
  /// The new metadata, an object.
  public var metadata: JSONText?
  /// From when it holds.
  public var validFrom: Change<Timestamp>
  /// Until when it holds.
  public var validUntil: Change<Timestamp>
  /// When it is forgotten.
  public var expiresAt: Change<Timestamp>
  /// What this version was made from.
  public var sources: [MemorySource]?
  /// How what it says came to be known; no door takes it.
  var provenance: Provenance?

  /// A change of a memory.
  public init(
    content: String? = nil, value: Change<JSONText> = .keep, type: MemoryType? = nil, importance: Int? = nil,
    category: Change<String> = .keep, metadata: JSONText? = nil, validFrom: Change<Timestamp> = .keep,
    validUntil: Change<Timestamp> = .keep, expiresAt: Change<Timestamp> = .keep, sources: [MemorySource]? = nil
  ) {
    self.content = content
    self.value = value
    self.type = type
    self.importance = importance
    self.category = category
    self.metadata = metadata
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.expiresAt = expiresAt
    self.sources = sources
  }

  /// The memory after the change, as a draft.
  func applied(to memory: Memory) -> MemoryDraft {
    let newValue = value.applied(to: memory.value)
    // Content that was only the value's text follows the value; that of a redacted version is none.
    let keptContent = memory.redactedAt != nil || memory.content == memory.value?.text ? nil : memory.content
    var draft = MemoryDraft(
      namespace: memory.namespace, key: memory.key, content: content ?? keptContent, value: newValue,
      type: type ?? memory.type, importance: importance ?? memory.importance,
      category: category.applied(to: memory.category), metadata: metadata ?? memory.metadata,
      validFrom: validFrom.applied(to: memory.validFrom), validUntil: validUntil.applied(to: memory.validUntil),
      expiresAt: expiresAt.applied(to: memory.expiresAt), sources: sources ?? memory.sources)
    // What says something else now, whoever changed it says.
    draft.provenance = content == nil && newValue == memory.value ? memory.provenance : provenance
    return draft
  }
}
