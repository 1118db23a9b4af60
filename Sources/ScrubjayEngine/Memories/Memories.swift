public import ScrubjayCore

/// Memories: entries of namespaces, versioned, audited, found by words.
public struct Memories: Sendable {
  let work: Work
  let analyser: Analyser
  let embeddings: Embeddings

  /// How many memories a list shows unless asked otherwise.
  public static let defaultLimit = 20
  /// How many memories the list of a namespace shows unless asked otherwise.
  public static let defaultNamespaceLimit = 50

  /// Stores a memory. Adding under a deleted or expired key continues its versions.
  ///
  /// - Throws: `memory_exists` when there is one of this namespace and key; `missing_grant`; `invalid_field`;
  ///   `embedder_unavailable` and `not_embedded_yet` when the embedding is waited for.
  public func add(_ draft: MemoryDraft, wait: WriteWait = .stored, as call: Call) async throws -> Memory {
    let content = try draft.checkedContent()
    try call.access.requireWrite(draft.namespace)
    let words = analyser.document(memory: content, validFrom: draft.validFrom)
    return try await store(wait, call) { [work] tx, now in
      if let key = draft.key, let last = try tx.memories.find(draft.namespace, key: key), !last.isThere(at: now) {
        let memory = Memory(draft, content, following: last, call, now)
        try tx.memories.append(memory)
        try index(memory, words, replacing: last, tx, now)
        try tx.audit.append(AuditRecord(.create, call, at: now, memory: memory))
        return memory
      }
      let id = draft.id ?? work.ids.next(at: now)
      let memory = try tx.memories.insert(Memory(draft, content, id: id, call, now))
      try index(memory, words, replacing: nil, tx, now)
      try tx.audit.append(AuditRecord(.create, call, at: now, memory: memory))
      return memory
    }
  }

  /// Runs a write of a memory, and has it embedded.
  private func store(
    _ wait: WriteWait, _ call: Call, _ body: @escaping @Sendable (any WriteTransaction, Timestamp) throws -> Memory
  ) async throws -> Memory {
    let memory = try await work.write(call) { tx, now in
      try embeddings.check(wait)
      return try body(tx, now)
    }
    try await embeddings.follow([EmbeddableItem(memory)], wait, as: call)
    return memory
  }

  /// Makes a version findable, and the one before it no longer.
  private func index(
    _ memory: Memory, _ words: AnalysedText, replacing last: Memory?, _ tx: any WriteTransaction, _ now: Timestamp
  ) throws {
    if let last {
      try tx.words.remove(last.sequence, of: last.owner)
      // What means the same is found by it until it has been embedded again.
      if last.content != memory.content || last.deletedAt != nil {
        try tx.vectors.remove(last.sequence, of: last.owner)
      }
    }
    try tx.words.add(IndexedItem(memory: memory, words))
    try embeddings.enqueue([EmbeddableItem(memory)], tx, at: now)
  }

  /// A memory, in its current version or the given one; the versions of a deleted or expired one can still be read.
  ///
  /// - Throws: `memory_not_found`, for a deleted or expired one too unless a version is named; `version_not_found`;
  ///   `missing_grant`.
  public func get(_ id: String, version: Int? = nil, as call: Call) async throws -> Memory {
    let now = work.clock.now()
    return try await work.read(call) { tx in
      let current = try tx.memories.requireReadable(id, call.access)
      guard let version else { return try current.requireThere(at: now) }
      guard let memory = try tx.memories.version(version, of: id) else {
        throw ScrubjayError(.versionNotFound, "The memory has versions 1 to \(current.version).")
      }
      return memory
    }
  }

  /// The current version of the memory of a namespace and key.
  ///
  /// - Throws: `memory_not_found`; `missing_grant`.
  public func get(_ namespace: Namespace, key: String, as call: Call) async throws -> Memory {
    try call.access.requireRead(namespace)
    let now = work.clock.now()
    return try await work.read(call) { tx in
      guard let memory = try tx.memories.find(namespace, key: key) else { throw Memory.notFound }
      return try memory.requireThere(at: now)
    }
  }

  /// Changes a memory by giving it a new version.
  ///
  /// - Throws: `memory_not_found`; `stale` when `version` is not the current one; `missing_grant`; `invalid_field`;
  ///   `embedder_unavailable` and `not_embedded_yet` when the embedding is waited for.
  public func update(
    _ id: String, _ patch: MemoryPatch, version: Int? = nil, wait: WriteWait = .stored, as call: Call
  ) async throws -> Memory {
    try await store(wait, call) { [analyser] tx, now in
      let current = try tx.memories.requireWritable(id, call.access, version: version, at: now)
      let draft = patch.applied(to: current)
      let content = try draft.checkedContent()
      let memory = Memory(draft, content, following: current, call, now)
      try tx.memories.append(memory)
      try index(memory, analyser.document(memory: content, validFrom: memory.validFrom), replacing: current, tx, now)
      try tx.audit.append(AuditRecord(.update, call, at: now, memory: memory))
      return memory
    }
  }

  /// Deletes a memory softly: it is no longer listed or recalled, its versions stay.
  ///
  /// - Throws: `memory_not_found`; `stale` when `version` is not the current one; `missing_grant`.
  public func delete(_ id: String, version: Int? = nil, as call: Call) async throws {
    _ = try await work.write(call) { tx, now in
      let memory = try tx.memories.requireWritable(id, call.access, version: version, at: now)
      try tx.delete(memory, call, now)
      return Done()
    }
  }

  /// The versions of a memory, deleted or not, the oldest first.
  ///
  /// - Throws: `memory_not_found`; `missing_grant`.
  public func history(of id: String, cursor: String? = nil, limit: Int = 50, as call: Call) async throws
    -> Page<Memory>
  {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    return try await work.read(call) { tx in
      _ = try tx.memories.requireReadable(id, call.access)
      return try tx.memories.history(of: id, after: cursor, limit: limit)
    }
  }

  /// Current memories of the filter's namespaces, without expired ones.
  ///
  /// - Throws: `scope_required` for no namespace, unless the caller is an admin; `missing_grant`.
  public func list(
    _ filter: MemoryFilter, order: MemoryOrder = .importance, cursor: String? = nil,
    limit: Int = Memories.defaultLimit, as call: Call
  ) async throws -> Page<Memory> {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    try call.access.requireScope(filter.namespaces)
    var filter = filter
    filter.unexpiredAt = filter.unexpiredAt ?? work.clock.now()
    return try await work.read(call) { [filter] tx in
      try tx.memories.list(filter, order: order, after: cursor, limit: limit)
    }
  }
}

extension Access {
  /// Checks that the caller may read all these namespaces; only an admin may name none.
  func requireScope(_ namespaces: [NamespacePrefix]) throws(ScrubjayError) {
    for namespace in namespaces { try requireRead(namespace) }
    if namespaces.isEmpty { try requireScope(user: nil, app: nil) }
  }
}

extension Memory {
  static var notFound: ScrubjayError { ScrubjayError(.memoryNotFound, "There is no such memory.") }

  /// Whether it is neither deleted nor expired.
  func isThere(at now: Timestamp) -> Bool { deletedAt == nil && expiresAt.map { now < $0 } ?? true }

  /// This memory, unless it is deleted or expired.
  func requireThere(at now: Timestamp) throws(ScrubjayError) -> Memory {
    guard isThere(at: now) else {
      throw ScrubjayError(
        .memoryNotFound,
        "The memory \(deletedAt == nil ? "has expired" : "was deleted"); its versions can still be read by their numbers, "
          + "up to \(version).")
    }
    return self
  }

  /// The first version of a new entry.
  fileprivate init(_ draft: MemoryDraft, _ content: String, id: String, _ call: Call, _ now: Timestamp) {
    self.init(
      draft, content, sequence: 0, id: id, key: draft.key ?? id, isKeyChosen: draft.key != nil, version: 1,
      createdAt: now, createdBy: call.actor, call, now)
  }

  /// The version after another.
  fileprivate init(_ draft: MemoryDraft, _ content: String, following last: Memory, _ call: Call, _ now: Timestamp) {
    self.init(
      draft, content, sequence: last.sequence, id: last.id, key: last.key, isKeyChosen: last.isKeyChosen,
      version: last.version + 1, createdAt: last.createdAt, createdBy: last.createdBy, call, now)
  }

  private init(
    _ draft: MemoryDraft, _ content: String, sequence: Int64, id: String, key: String, isKeyChosen: Bool, version: Int,
    createdAt: Timestamp, createdBy: String, _ call: Call, _ now: Timestamp
  ) {
    self.init(
      sequence: sequence, id: id, namespace: draft.namespace, key: key, isKeyChosen: isKeyChosen, version: version,
      type: draft.type, content: content, value: draft.value, importance: draft.importance, category: draft.category,
      metadata: draft.metadata, validFrom: draft.validFrom, validUntil: draft.validUntil, expiresAt: draft.expiresAt,
      sources: draft.sources, createdAt: createdAt, createdBy: createdBy, recordedAt: now, recordedUntil: nil,
      updatedBy: call.actor, deletedAt: nil)
  }
}

extension MemoryReader {
  /// The memory's current version, deleted or not, which must be there and readable for the caller.
  fileprivate func requireReadable(_ id: String, _ access: Access) throws -> Memory {
    guard let memory = try find(id) else { throw Memory.notFound }
    try access.requireRead(memory.namespace)
    return memory
  }

  /// The memory, which must be there and writable for the caller, at the version that the caller expects if any.
  fileprivate func requireWritable(
    _ id: String, _ access: Access, version: Int?, at now: Timestamp
  ) throws -> Memory {
    guard let memory = try find(id) else { throw Memory.notFound }
    try access.requireWrite(memory.namespace)
    let current = try memory.requireThere(at: now)
    if let version, version != current.version {
      throw ScrubjayError(
        .stale, "The memory is at version \(current.version) by now; read it and try again.")
    }
    return current
  }
}

extension WriteTransaction {
  /// Removes an item from what is searched.
  func unindex(_ item: Int64, of owner: ItemOwner) throws {
    try words.remove(item, of: owner)
    try vectors.remove(item, of: owner)
  }

  /// Deletes a memory softly, so that it is found no more, and records it.
  func delete(_ memory: Memory, _ call: Call, _ now: Timestamp) throws {
    try unindex(memory.sequence, of: memory.owner)
    try memories.delete(memory.id, at: now)
    try audit.append(AuditRecord(.delete, call, at: now, memory: memory))
  }
}

extension IndexedItem {
  /// A memory as the index of words sees it.
  init(memory: Memory, _ words: AnalysedText) {
    self.init(
      owner: memory.owner, item: memory.sequence, terms: words.terms, length: words.length,
      language: words.language.rawValue)
  }
}
