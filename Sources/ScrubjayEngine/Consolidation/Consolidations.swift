public import ScrubjayCore

/// Finding memories that contradict each other, and resolving that.
public struct Consolidations: Sendable {
  let work: Work
  let memories: Memories
  let search: ConflictSearch

  /// How many of the memories nearest to one are compared with it.
  private static let neighbours = 8
  /// The cosine from which two memories are near to each other.
  private static let nearness = 0.75
  /// What kinds of memory are compared: of what happened, and of the work at hand, all can be true.
  private static let types: [MemoryType] = [.semantic, .procedural]

  /// Looks for conflicts among the memories in or below a namespace, and resolves them.
  ///
  /// - Parameters:
  ///   - strategy: How they are resolved.
  ///   - isDryRun: Whether it only answers what would be done.
  /// - Throws: `missing_grant` unless the caller may read and write the namespace; `llm_unavailable`; `invalid_field` for
  ///   a namespace of more memories than one consolidation compares.
  public func consolidate(
    _ namespace: Namespace, strategy: ConsolidationStrategy = .lastWrite, isDryRun: Bool = false, as call: Call
  ) async throws -> ConsolidationReport {
    try call.access.requireRead(namespace)
    try call.access.requireWrite(namespace)
    guard strategy != .llm else {
      throw ScrubjayError(
        .llmUnavailable, "No language model is configured; use the strategy 'last_write' or 'review' instead.")
    }
    let now = work.clock.now()
    let (found, near) = try await work.read(call) { tx in
      let found = try Self.memories(under: namespace, tx, at: now)
      return (found, try Self.near(found, tx))
    }
    let groups = ConflictGroups(search, found, near: near, strategy).groups
    let report = ConsolidationReport(
      namespace: namespace, strategy: strategy, isDryRun: isDryRun, compared: found.count, groups: groups)
    guard !isDryRun else { return report }
    let done = try await work.write(call, showing: { $0.groups.flatMap(\.memories) }) { tx, now in
      try resolve(report, tx, call, now)
    }
    work.wake.signal()
    return done
  }

  /// What was consolidated in or below these namespaces, the last first.
  ///
  /// - Throws: `scope_required` for no namespace, unless the caller is an admin; `missing_grant`.
  public func list(
    _ namespaces: [NamespacePrefix], cursor: String? = nil, limit: Int = 50, as call: Call
  ) async throws -> Page<Consolidation> {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    try call.access.requireScope(namespaces)
    return try await work.read(call) { tx in try tx.consolidations.list(namespaces, after: cursor, limit: limit) }
  }

  /// Has the memories say again what they said before a consolidation, by new versions; those that have been changed
  /// since stay as they are.
  ///
  /// - Throws: `consolidation_not_found`; `consolidation_undone`; `missing_grant`.
  public func undo(_ id: String, as call: Call) async throws -> UndoReport {
    let report = try await work.write(call) { tx, now in
      guard let done = try tx.consolidations.find(id) else {
        throw ScrubjayError(.consolidationNotFound, "There is no such consolidation.")
      }
      try call.access.requireWrite(done.namespace)
      guard done.undoneAt == nil else {
        throw ScrubjayError(.consolidationUndone, "The consolidation was undone before.")
      }
      var restored: [MemoryVersion] = []
      var left: [UndoReport.Left] = []
      for change in done.changes {
        switch try undo(change, of: id, tx, call, now) {
        case .success(let memory): restored.append(MemoryVersion(memory.id, memory.version))
        case .failure(let obstacle): left.append(.init(memory: change.memory, why: obstacle.why))
        }
      }
      try tx.consolidations.markUndone(id, by: call.actor, at: now)
      try tx.requireRoom()
      return UndoReport(consolidation: try tx.consolidations.find(id) ?? done, restored: restored, left: left)
    }
    work.wake.signal()
    return report
  }

  private struct Obstacle: Error {
    let why: UndoReport.Why
  }

  private func undo(
    _ change: ConsolidationChange, of id: String, _ tx: any WriteTransaction, _ call: Call, _ now: Timestamp
  ) throws -> Result<Memory, Obstacle> {
    guard let current = try tx.memories.find(change.memory), current.isThere(at: now) else {
      return .failure(Obstacle(why: .deleted))
    }
    guard current.version == change.after else { return .failure(Obstacle(why: .changed)) }
    let before = try tx.memories.requireVersion(change.before, of: current)
    guard before.redactedAt == nil else { return .failure(Obstacle(why: .redacted)) }
    let memory = try memories.append(before, to: current, .rollback(to: change.before), tx, call, now)
    try memories.embeddings.enqueue([EmbeddableItem(memory)], tx, at: now)
    try tx.audit.append(
      AuditRecord(
        .rollback, call, at: now, memory: memory,
        details: ["to": .integer(change.before), "consolidation": .string(id)]))
    return .success(memory)
  }

  // MARK: Finding

  /// The memories that say something now or later.
  private static func memories(
    under namespace: Namespace, _ tx: any ReadTransaction, at now: Timestamp
  ) throws -> [Memory] {
    let filter = MemoryFilter(namespaces: [NamespacePrefix(namespace)], types: types, unexpiredAt: now)
    var found: [Memory] = []
    var bytes = 0
    var cursor: String?
    repeat {
      let page = try tx.memories.list(filter, order: .updated, after: cursor, limit: Limits.pageSize)
      found += page.elements.filter { $0.redactedAt == nil && ($0.validUntil.map { now < $0 } ?? true) }
      bytes += page.elements.reduce(0) { $0 + $1.content.utf8.count + ($1.value?.text.utf8.count ?? 0) }
      guard bytes <= Limits.bytesPerConsolidation else {
        throw Check.failure(
          "namespace", "says more than \(Limits.bytesPerConsolidation) bytes to compare; name one further below")
      }
      guard found.count <= Limits.memoriesPerConsolidation else {
        throw Check.failure(
          "namespace", "has more than \(Limits.memoriesPerConsolidation) memories to compare; name one further below")
      }
      cursor = page.nextCursor
    } while cursor != nil
    return found
  }

  /// Pairs of memories that are near to each other in meaning, by their sequences; none without a model.
  private static func near(_ memories: [Memory], _ tx: any ReadTransaction) throws -> Set<ConflictSearch.Pair> {
    guard let live = try tx.vectors.models().first(where: \.isLive), let owner = memories.first?.owner,
      let number = try tx.words.owners(.memory, first: owner.first, second: owner.second).first?.number
    else { return [] }
    var pairs: Set<ConflictSearch.Pair> = []
    for memory in memories {
      guard let embedding = try tx.vectors.embedding(of: memory.sequence, owner: owner, model: live.number) else {
        continue
      }
      let query = VectorQuery(embedding, model: live.number, owner: number)
      for match in try tx.vectors.nearest(query, limit: neighbours + 1)
      where match.item != memory.sequence && match.cosine >= nearness {
        pairs.insert(.init(Int(memory.sequence), Int(match.item)))
      }
    }
    return pairs
  }

  // MARK: Resolving

  /// Resolves the conflicts whose memories are still as they were found.
  private func resolve(
    _ report: ConsolidationReport, _ tx: any WriteTransaction, _ call: Call, _ now: Timestamp
  ) throws -> ConsolidationReport {
    var report = report
    let id = work.ids.next(at: now)
    var changes: [ConsolidationChange] = []
    report.groups = try report.groups.filter { group in
      try group.memories.allSatisfy { memory in
        try tx.memories.find(memory.id).map { $0.version == memory.version && $0.isThere(at: now) } ?? false
      }
    }
    for (index, group) in report.groups.enumerated() {
      switch group.outcome {
      case .resolved:
        for memory in group.memories.dropFirst() {
          changes.append(try memories.supersede(memory, by: group.memories[0], in: id, tx, call, now))
        }
      case .flagged:
        let conflict = Conflict(
          id: work.ids.next(at: now), namespace: report.namespace, reason: group.reason,
          members: group.memories.map { MemoryVersion($0.id, $0.version) }, foundAt: now)
        report.groups[index].conflict = try tx.conflicts.insert(conflict)?.id
      }
    }
    guard !changes.isEmpty else { return report }
    report.id = id
    _ = try tx.consolidations.insert(
      Consolidation(
        id: id, namespace: report.namespace, strategy: report.strategy, at: now, actor: call.actor, changes: changes))
    try tx.requireRoom()
    return report
  }
}

extension Memories {
  /// Ends a memory's validity where that of another begins, by a new version.
  func supersede(
    _ memory: Memory, by other: Memory, in consolidation: String, _ tx: any WriteTransaction, _ call: Call,
    _ now: Timestamp
  ) throws -> ConsolidationChange {
    var draft = MemoryDraft(repeating: memory, at: now)
    // A validity is never empty, even where both are said to begin at once.
    let end = max(other.begin, memory.validFrom?.advanced(by: .microseconds(1)) ?? other.begin)
    draft.validUntil = min(end, memory.validUntil ?? end)
    let next = Memory(
      draft, memory.content, following: memory, .superseded(by: other.id, version: other.version), call, now)
    try tx.memories.append(next)
    try index(next, analyser.document(memory: next.content, validFrom: next.validFrom), replacing: memory, tx)
    try embeddings.enqueue([EmbeddableItem(next)], tx, at: now)
    try tx.audit.append(
      AuditRecord(
        .consolidate, call, at: now, memory: next,
        details: ["superseded_by": .string(other.id), "consolidation": .string(consolidation)]))
    return ConsolidationChange(memory: memory.id, before: memory.version, after: next.version)
  }
}
