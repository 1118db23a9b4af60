import ScrubjayCore
import ScrubjayLanguage

extension Access {
  /// Checks that the caller may read all these namespaces; only an admin may name none.
  func requireScope(_ namespaces: [NamespacePrefix]) throws(ScrubjayError) {
    for namespace in namespaces { try requireRead(namespace) }
    if namespaces.isEmpty { try requireScope(user: nil, app: nil) }
  }
}

extension Memory {
  static var notFound: ScrubjayError { ScrubjayError(.memoryNotFound, "The memory does not exist.") }

  /// This version, unless what it said was taken out of it.
  func requireUnredacted() throws(ScrubjayError) -> Memory {
    guard redactedAt == nil else {
      throw ScrubjayError(.versionRedacted, "The content of version \(version) has been redacted.")
    }
    return self
  }

  /// What is left of it once what it said is gone.
  func emptied(at now: Timestamp, isPurged: Bool = false) -> Memory {
    Memory(
      sequence: sequence, id: id, namespace: namespace, key: key, isKeyChosen: isKeyChosen, version: version,
      origin: origin, type: type, content: "", value: nil, importance: importance, category: nil,
      metadata: .emptyObject, validFrom: validFrom, validUntil: validUntil, expiresAt: expiresAt,
      sources: isPurged ? [] : sources, provenance: provenance, createdAt: createdAt, createdBy: createdBy,
      recordedAt: recordedAt,
      recordedUntil: isPurged ? recordedUntil ?? now : recordedUntil, updatedBy: updatedBy, redactedAt: now,
      deletedAt: isPurged ? deletedAt ?? now : deletedAt)
  }

  static func notFound(_ time: Timestamp) -> ScrubjayError {
    ScrubjayError(.memoryNotFound, "The memory did not exist at \(time).")
  }

  /// Whether it is neither deleted nor expired.
  func isThere(at now: Timestamp) -> Bool { deletedAt == nil && isUnexpired(at: now) }

  /// Whether its time is not over.
  func isUnexpired(at time: Timestamp) -> Bool { expiresAt.map { time < $0 } ?? true }

  /// Whether what it says holds at a time.
  func isValid(at time: Timestamp) -> Bool {
    validFrom.map { $0 <= time } ?? true && validUntil.map { time < $0 } ?? true
  }

  /// This memory, unless it is deleted or expired.
  func requireThere(at now: Timestamp) throws(ScrubjayError) -> Memory {
    guard isThere(at: now) else {
      throw ScrubjayError(
        .memoryNotFound,
        "The memory \(isUnexpired(at: now) ? "was deleted" : "has expired"); its versions can still be read by number, "
          + "up to \(version).")
    }
    return self
  }

  /// This memory, if it is at the version that the caller expects, or the caller expects none.
  func requireVersion(_ expected: Int?) throws(ScrubjayError) -> Memory {
    if let expected, expected != version {
      throw ScrubjayError(.stale, "The memory is now at version \(version); read it and try again.")
    }
    return self
  }

  /// The first version of a new entry.
  init(_ draft: MemoryDraft, _ content: String, id: String, _ origin: VersionOrigin, _ call: Call, _ now: Timestamp) {
    self.init(
      draft, content, origin, sequence: 0, id: id, key: draft.key ?? id, isKeyChosen: draft.key != nil, version: 1,
      createdAt: now, createdBy: call.actor, call, now)
  }

  /// The version after another.
  init(
    _ draft: MemoryDraft, _ content: String, following last: Memory, _ origin: VersionOrigin, _ call: Call,
    _ now: Timestamp
  ) {
    self.init(
      draft, content, origin, sequence: last.sequence, id: last.id, key: last.key, isKeyChosen: last.isKeyChosen,
      version: last.version + 1, createdAt: last.createdAt, createdBy: last.createdBy, call, now)
  }

  private init(
    _ draft: MemoryDraft, _ content: String, _ origin: VersionOrigin, sequence: Int64, id: String, key: String,
    isKeyChosen: Bool, version: Int,
    createdAt: Timestamp, createdBy: String, _ call: Call, _ now: Timestamp
  ) {
    self.init(
      sequence: sequence, id: id, namespace: draft.namespace, key: key, isKeyChosen: isKeyChosen, version: version,
      origin: origin,
      type: draft.type, content: content, value: draft.value, importance: draft.importance, category: draft.category,
      metadata: draft.metadata, validFrom: draft.validFrom, validUntil: draft.validUntil, expiresAt: draft.expiresAt,
      sources: draft.sources, provenance: draft.provenance, createdAt: createdAt, createdBy: createdBy,
      recordedAt: now, recordedUntil: nil,
      updatedBy: call.actor, redactedAt: nil, deletedAt: nil)
  }
}

extension MemoryReader {
  /// The memory's current version, deleted or not, which must be there and readable for the caller.
  func requireReadable(_ id: String, _ access: Access) throws -> Memory {
    guard let memory = try find(id) else { throw Memory.notFound }
    try access.requireRead(memory.namespace)
    return memory
  }

  /// One of an entry's versions, which must be there.
  func requireVersion(_ version: Int, of current: Memory) throws -> Memory {
    guard let memory = try self.version(version, of: current.id) else {
      throw ScrubjayError(.versionNotFound, "The memory has versions 1 to \(current.version).")
    }
    return memory
  }

  /// The memory's current version, deleted or not, which must be there and writable for the caller.
  func requireEntry(_ id: String, writableFor access: Access) throws -> Memory {
    guard let memory = try find(id) else { throw Memory.notFound }
    try access.requireWrite(memory.namespace)
    return memory
  }

  /// The memory, which must be there and writable for the caller, at the version that the caller expects if any.
  func requireWritable(_ id: String, _ access: Access, version: Int?, at now: Timestamp) throws -> Memory {
    try requireEntry(id, writableFor: access).requireThere(at: now).requireVersion(version)
  }
}

extension WriteTransaction {
  /// Removes an item from what is searched.
  func unindex(_ item: Int64, of owner: ItemOwner) throws {
    try words.remove(item, of: owner)
    try vectors.remove(item, of: owner)
  }

  /// Has a version that was current found as one of the past: by its words at once, by its meaning as soon as it is
  /// embedded, if it was not. Its embeddings stay with the entry, too.
  func retire(_ memory: Memory, at now: Timestamp) throws {
    try words.move(memory.sequence, of: memory.owner, to: memory.pastItem, of: memory.pastOwner)
    guard memory.redactedAt == nil, try !vectors.models().isEmpty,
      try !vectors.copy(memory.sequence, of: memory.owner, to: memory.pastItem, of: memory.pastOwner)
    else { return }
    try jobs.enqueueEmbedding(of: [EmbeddableItem(past: memory)], at: now)
  }

  /// Removes a version that is not current any more from what is searched of the past.
  func unindexPast(_ memory: Memory) throws { try unindex(memory.pastItem, of: memory.pastOwner) }

  /// Deletes a memory softly, so that it is found no more but in the past, and records why.
  func delete(_ memory: Memory, _ action: AuditAction, _ call: Call, _ now: Timestamp) throws {
    try retire(memory, at: now)
    try vectors.remove(memory.sequence, of: memory.owner)
    try memories.delete(memory.id, at: now)
    try audit.append(AuditRecord(action, call, at: now, memory: memory))
  }
}

extension IndexedItem {
  /// A version of a memory that is not current any more, as the index of words sees it.
  init(past memory: Memory, _ words: AnalysedText) {
    self.init(
      owner: memory.pastOwner, item: memory.pastItem, terms: words.terms, length: words.length,
      language: words.language.rawValue)
  }

  /// A memory as the index of words sees it.
  init(memory: Memory, _ words: AnalysedText) {
    self.init(
      owner: memory.owner, item: memory.sequence, terms: words.terms, length: words.length,
      language: words.language.rawValue)
  }
}
