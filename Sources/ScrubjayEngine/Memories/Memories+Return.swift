public import ScrubjayCore

// What brings an earlier version back.

extension Memories {
  /// Restores a deleted or expired memory, as a new version with the content of the last one.
  ///
  /// A time of expiry that is over does not come back.
  ///
  /// - Throws: `memory_not_found`; `memory_not_deleted` when it is there; `version_redacted` when its last
  ///   version says nothing any more; `stale` when `version` is not the last one;
  ///   `missing_grant`; `embedder_unavailable` and `not_embedded_yet` when the embedding is waited for.
  public func restore(
    _ id: String, version: Int? = nil, wait: WriteWait = .stored, as call: Call
  ) async throws -> Memory {
    try await store(wait, call) { tx, now in
      let last = try tx.memories.requireEntry(id, writableFor: call.access)
      if last.isThere(at: now) {
        throw ScrubjayError(.memoryNotDeleted, "The memory is not deleted; it is at version \(last.version).")
      }
      let memory = try append(
        last.requireVersion(version).requireUnredacted(), to: last, .restore(last.version), tx, call, now)
      try tx.audit.append(AuditRecord(.restore, call, at: now, memory: memory))
      return memory
    }
  }

  /// Rolls back a memory to one of its versions, by a new version with the same content.
  ///
  /// A time of expiry that is over does not come back.
  ///
  /// - Throws: `memory_not_found`; `version_not_found`; `version_redacted`; `stale` when `version` is not the current
  ///   one; `missing_grant`; `embedder_unavailable` and `not_embedded_yet` when the embedding is waited for.
  public func rollback(
    _ id: String, to target: Int, version: Int? = nil, wait: WriteWait = .stored, as call: Call
  ) async throws -> Memory {
    try await store(wait, call) { tx, now in
      let current = try tx.memories.requireWritable(id, call.access, version: version, at: now)
      let earlier = try tx.memories.requireVersion(target, of: current).requireUnredacted()
      let memory = try append(earlier, to: current, .rollback(to: target), tx, call, now)
      try tx.audit.append(AuditRecord(.rollback, call, at: now, memory: memory, details: ["to": .integer(target)]))
      return memory
    }
  }

  /// Gives an entry a new version that says what one of its versions says.
  func append(
    _ earlier: Memory, to last: Memory, _ origin: VersionOrigin, _ tx: any WriteTransaction, _ call: Call,
    _ now: Timestamp
  ) throws -> Memory {
    let draft = MemoryDraft(repeating: earlier, at: now)
    let memory = Memory(draft, earlier.content, following: last, origin, call, now)
    try tx.memories.append(memory)
    let words = analyser.document(memory: memory.content, validFrom: memory.validFrom)
    try index(memory, words, replacing: last, tx)
    return memory
  }
}
