public import ScrubjayCore
import ScrubjayLanguage

/// Memories: entries of namespaces, versioned, audited, found by words.
public struct Memories: Sendable {
  let work: Work
  let analyser: Analyser
  let embeddings: Embeddings
  let capacity: MemoryCapacity

  /// How many memories a list shows unless asked otherwise.
  public static let defaultLimit = 20
  /// How many memories the list of a namespace shows unless asked otherwise.
  public static let defaultNamespaceLimit = 50

  /// Stores a memory. Adding under a deleted or expired key continues its versions.
  ///
  /// If the owner then exceeds its capacity, its least important memories are evicted.
  ///
  /// - Throws: `memory_exists` when there is one of this namespace and key; `missing_grant`; `invalid_field`;
  ///   `embedder_unavailable` and `not_embedded_yet` when the embedding is waited for.
  public func add(_ draft: MemoryDraft, wait: WriteWait = .stored, as call: Call) async throws -> Memory {
    let checked = try CheckedDraft(draft, analyser, call.access)
    return try await store(wait, call) { tx, now in try add(checked, .create, .create, tx, call, now) }
  }

  /// Stores several memories atomically; see ``add(_:wait:as:)``.
  ///
  /// - Throws: What that throws; what is wrong with the fields of one names it, as in `memories[2].content`.
  public func add(_ drafts: [MemoryDraft], wait: WriteWait = .stored, as call: Call) async throws -> [Memory] {
    try Check.count(drafts.count, "memories", maximum: Limits.memoriesPerRequest)
    let checked = try drafts.enumerated().map { index, draft throws(ScrubjayError) in
      do throws(ScrubjayError) { return try CheckedDraft(draft, analyser, call.access) } catch {
        throw error.of(element: index, of: "memories", field: "namespace")
      }
    }
    return try await storeAll(wait, call) { tx, now in
      try checked.enumerated().map { index, draft in
        do { return try add(draft, .create, .create, tx, call, now) } catch let error as ScrubjayError
          where error.code == .memoryExists
        { throw error.of(element: index, of: "memories", field: "key") }
      }
    }
  }

  /// Stores a memory; under a deleted or expired key it continues the versions.
  func add(
    _ checked: CheckedDraft, _ origin: VersionOrigin, _ action: AuditAction, details: JSON = [:],
    _ tx: any WriteTransaction, _ call: Call, _ now: Timestamp
  ) throws -> Memory {
    let draft = checked.draft
    var last: Memory?
    if let key = draft.key, let memory = try tx.memories.find(draft.namespace, key: key), !memory.isThere(at: now) {
      last = memory
    }
    let memory: Memory
    if let last {
      memory = Memory(draft, checked.content, following: last, origin, call, now)
      try tx.memories.append(memory)
    } else {
      let id = draft.id ?? work.ids.next(at: now)
      memory = try tx.memories.insert(Memory(draft, checked.content, id: id, origin, call, now))
    }
    try index(memory, checked.words, replacing: last, tx)
    try tx.audit.append(AuditRecord(action, call, at: now, memory: memory, details: details))
    return memory
  }

  /// Runs a write of a memory, and has it embedded.
  func store(
    _ wait: WriteWait, _ call: Call, _ body: @escaping @Sendable (any WriteTransaction, Timestamp) throws -> Memory
  ) async throws -> Memory {
    try await storeAll(wait, call) { tx, now in [try body(tx, now)] }[0]
  }

  /// Runs a write of memories, has them embedded, and lets others give way where there are too many.
  private func storeAll(
    _ wait: WriteWait, _ call: Call, _ body: @escaping @Sendable (any WriteTransaction, Timestamp) throws -> [Memory]
  ) async throws -> [Memory] {
    let memories = try await work.write(call, showing: { $0 }) { tx, now in
      try embeddings.check(wait)
      let memories = try body(tx, now)
      try embeddings.enqueue(memories.map { EmbeddableItem($0) }, tx, at: now)
      try makeRoom(for: memories, tx, call, now)
      try tx.requireRoom()
      return memories
    }
    try await embeddings.follow(memories.map { EmbeddableItem($0) }, wait, as: call)
    return memories
  }

  /// Makes a version findable by its words, and the one before it only in the past.
  func index(
    _ memory: Memory, _ words: AnalysedText, replacing last: Memory?, _ tx: any WriteTransaction
  ) throws {
    if let last {
      if last.deletedAt == nil { try tx.retire(last, at: memory.recordedAt) }
      // What means the same is found by it until it has been embedded again.
      if last.content != memory.content || last.deletedAt != nil {
        try tx.vectors.remove(last.sequence, of: last.owner)
      }
    }
    try tx.words.add(IndexedItem(memory: memory, words))
  }

  /// Returns a memory, in its current version or the given one; the versions of a deleted or expired one can still be read.
  ///
  /// - Parameters:
  ///   - version: The version to read, whatever its time.
  ///   - asOf: The recorded time: selects the version that was current then; now if `nil`.
  ///   - validAt: The valid time: the version must be valid then.
  /// - Throws: `memory_not_found`, for one that is deleted, expired or not valid at these times too, unless a version is
  ///   named; `version_not_found`; `missing_grant`; `invalid_field` for a version and a time.
  public func get(
    _ id: String, version: Int? = nil, asOf: Timestamp? = nil, validAt: Timestamp? = nil, as call: Call
  ) async throws -> Memory {
    if version != nil, asOf != nil { throw Check.failure("as_of", "is given, and a version too") }
    let now = work.clock.now()
    return try await work.read(call) { tx in
      var memory = try tx.memories.requireReadable(id, call.access)
      if let version {
        memory = try tx.memories.requireVersion(version, of: memory)
      } else if let asOf {
        guard let earlier = try tx.memories.find(id, asOf: asOf), earlier.isUnexpired(at: asOf) else {
          throw Memory.notFound(asOf)
        }
        memory = earlier
      } else {
        memory = try memory.requireThere(at: now)
      }
      if let validAt, !memory.isValid(at: validAt) { throw Memory.notFound(validAt) }
      return memory
    }
  }

  /// Returns the current version of the memory of a namespace and key.
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

  /// Updates a memory, which creates a new version.
  ///
  /// - Throws: `memory_not_found`; `stale` when `version` is not the current one; `missing_grant`; `invalid_field`;
  ///   `embedder_unavailable` and `not_embedded_yet` when the embedding is waited for.
  public func update(
    _ id: String, _ patch: MemoryPatch, version: Int? = nil, wait: WriteWait = .stored, as call: Call
  ) async throws -> Memory {
    try await store(wait, call) { tx, now in
      try update(
        tx.memories.requireWritable(id, call.access, version: version, at: now), patch, tx, call, now)
    }
  }

  /// Gives a memory a new version.
  func update(
    _ current: Memory, _ patch: MemoryPatch, _ tx: any WriteTransaction, _ call: Call, _ now: Timestamp
  ) throws -> Memory {
    let draft = patch.applied(to: current)
    let content = try draft.checkedContent()
    let memory = Memory(draft, content, following: current, .update, call, now)
    try tx.memories.append(memory)
    try index(memory, analyser.document(memory: content, validFrom: memory.validFrom), replacing: current, tx)
    try tx.audit.append(AuditRecord(.update, call, at: now, memory: memory))
    return memory
  }

  /// Soft-deletes a memory: it is no longer listed or recalled; its versions stay.
  ///
  /// - Throws: `memory_not_found`; `stale` when `version` is not the current one; `missing_grant`.
  public func delete(_ id: String, version: Int? = nil, as call: Call) async throws {
    _ = try await work.write(call) { tx, now in
      let memory = try tx.memories.requireWritable(id, call.access, version: version, at: now)
      try tx.delete(memory, .delete, call, now)
      return Done()
    }
  }

  /// Returns the versions of a memory, deleted or not, oldest first.
  ///
  /// - Parameter asOf: Only those that were stored by this time.
  /// - Throws: `memory_not_found`; `missing_grant`.
  public func history(
    of id: String, asOf: Timestamp? = nil, cursor: String? = nil, limit: Int = 50, as call: Call
  ) async throws -> Page<Memory> {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    return try await work.read(call) { tx in
      _ = try tx.memories.requireReadable(id, call.access)
      return try tx.memories.history(of: id, asOf: asOf, after: cursor, limit: limit)
    }
  }

  /// Returns the memories in the filter's namespaces that are current now, or were at its recorded time, without
  /// those that had expired or were not valid then, unless the filter has a valid time.
  ///
  /// - Parameter includesInvalid: Whether to include invalid memories, if the filter has no valid time.
  /// - Throws: `scope_required` for no namespace, unless the caller is an admin; `missing_grant`.
  public func list(
    _ filter: MemoryFilter, order: MemoryOrder = .importance, cursor: String? = nil,
    limit: Int = Memories.defaultLimit, includesInvalid: Bool = false, as call: Call
  ) async throws -> Page<Memory> {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    try call.access.requireScope(filter.namespaces)
    var filter = filter
    let time = filter.asOf ?? work.clock.now()
    filter.unexpiredAt = filter.unexpiredAt ?? time
    if !includesInvalid { filter.validAt = filter.validAt ?? time }
    return try await work.read(call) { [filter] tx in
      try tx.memories.list(filter, order: order, after: cursor, limit: limit)
    }
  }
}
