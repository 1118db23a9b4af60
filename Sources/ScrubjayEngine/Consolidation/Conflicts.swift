public import ScrubjayCore

/// Conflicts that were put aside for someone to decide.
public struct Conflicts: Sendable {
  let work: Work
  let memories: Memories

  /// Returns the conflicts that were found in or below these namespaces, most recently found first.
  ///
  /// - Throws: `scope_required` for no namespace, unless the caller is an admin; `missing_grant`.
  public func list(
    _ namespaces: [NamespacePrefix], state: ConflictState? = nil, cursor: String? = nil, limit: Int = 50, as call: Call
  ) async throws -> Page<ConflictDetail> {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    try call.access.requireScope(namespaces)
    return try await work.read(call) { tx in
      try tx.conflicts.list(namespaces, state: state, after: cursor, limit: limit).map { conflict in
        ConflictDetail(
          conflict: conflict,
          memories: try conflict.members.compactMap { try tx.memories.version($0.version, of: $0.memory) })
      }
    }
  }

  /// Resolves a conflict: one of the memories is kept, optionally with new content, and supersedes the others.
  ///
  /// - Parameters:
  ///   - keep: The id of the memory to keep; the newest if `nil`.
  ///   - content: The new content of that memory.
  /// - Returns: The memory that is kept.
  /// - Throws: `conflict_not_found`; `conflict_not_open`; `missing_grant`; `invalid_field` for neither, or for a memory
  ///   that is not in the conflict.
  public func resolve(
    _ id: String, keep: String? = nil, content: String? = nil, as call: Call
  ) async throws -> Memory {
    guard keep != nil || content != nil else { throw Check.failure("keep", "is missing, and 'content' is, too") }
    let memory = try await memories.store(.stored, call) { tx, now in
      guard let conflict = try tx.conflicts.find(id) else {
        throw ScrubjayError(.conflictNotFound, "The conflict does not exist.")
      }
      try call.access.requireWrite(conflict.namespace)
      let members = try members(of: conflict, tx, at: now)
      guard let kept = keep.map({ keep in members.first { $0.id == keep } }) ?? members.first else {
        throw Check.failure("keep", "is not a memory of this conflict")
      }
      // Before its memories change, which would make it outdated.
      try tx.conflicts.resolve(id, by: call.actor, at: now)
      let consolidation = work.ids.next(at: now)
      var changes: [ConsolidationChange] = []
      var holding = kept
      if let content {
        holding = try memories.update(kept, MemoryPatch(content: content), tx, call, now)
        changes.append(ConsolidationChange(memory: kept.id, before: kept.version, after: holding.version))
      }
      for memory in members where memory.id != kept.id {
        changes.append(try memories.supersede(memory, by: holding, in: consolidation, tx, call, now))
      }
      _ = try tx.consolidations.insert(
        Consolidation(
          id: consolidation, namespace: conflict.namespace, kind: .review, at: now, actor: call.actor,
          changes: changes))
      return holding
    }
    return memory
  }

  /// The memories of an open conflict, which are still as they were found.
  private func members(of conflict: Conflict, _ tx: any WriteTransaction, at now: Timestamp) throws -> [Memory] {
    switch conflict.state {
    case .resolved: throw ScrubjayError(.conflictNotOpen, "The conflict has already been resolved.")
    case .outdated: throw Self.outdated
    case .open:
      let members = try conflict.members.compactMap { try tx.memories.find($0.memory) }
      guard members.allSatisfy({ $0.isThere(at: now) }) else { throw Self.outdated }
      return members
    }
  }

  private static var outdated: ScrubjayError {
    ScrubjayError(
      .conflictNotOpen, "A memory of the conflict has changed since it was found; run the consolidation again.")
  }
}

/// A conflict with the memories that it is about.
public struct ConflictDetail: Sendable, Hashable, Codable {
  /// The conflict.
  public let conflict: Conflict
  /// Its memories in the versions that contradict each other.
  public let memories: [Memory]
}
