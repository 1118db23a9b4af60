public import ScrubjayCore

extension Memories {
  /// Copies the current version of a memory to a shared namespace; the copy is an independent entry.
  ///
  /// Under a key that was deleted there, it continues that entry's versions. The expiry time is copied, too.
  ///
  /// - Parameters:
  ///   - namespace: The namespace of the copy, below `app`, `project` or `org`.
  ///   - key: The key of the copy; if `nil`, the memory's own key, if that was chosen by a caller.
  ///   - version: The current version of the memory, as the caller expects it.
  /// - Throws: `memory_not_found`; `version_redacted`; `memory_exists` when there is one of this namespace and key;
  ///   `stale` when `version` is not the current one; `missing_grant`; `invalid_field`; `embedder_unavailable` and
  ///   `not_embedded_yet` when the embedding is waited for.
  public func publish(
    _ id: String, to namespace: Namespace, key: String? = nil, version: Int? = nil, wait: WriteWait = .stored,
    as call: Call
  ) async throws -> Memory {
    guard namespace.isShared else {
      throw Check.failure("namespace", "is not shared: such a one starts with app, project or org")
    }
    return try await store(wait, call) { [analyser] tx, now in
      let memory = try tx.memories.requireReadable(id, call.access).requireThere(at: now).requireVersion(version)
        .requireUnredacted()
      var draft = MemoryDraft(repeating: memory, at: now)
      draft.namespace = namespace
      draft.key = key ?? (memory.isKeyChosen ? memory.key : nil)
      let copy = try add(
        CheckedDraft(draft, analyser, call.access), .publish(memory.id, version: memory.version), .publish,
        details: ["from": .string(memory.id), "from_version": .integer(memory.version)], tx, call, now)
      try tx.audit.append(
        AuditRecord(.publish, call, at: now, memory: memory, details: ["to": .string(copy.id)]))
      return copy
    }
  }
}

extension Namespace {
  /// Whether it is not one user's or session's alone.
  fileprivate var isShared: Bool { [.app, .project, .org].contains(root) }
}
