public import ScrubjayCore

/// Finding memories that contradict each other, and resolving that.
public struct Consolidations: Sendable {
  let work: Work
  let memories: Memories
  let search: ConflictSearch
  let merge: ModelMerge?
  /// Up to which share of what was compared may be superseded at once.
  let supersededShare: Double

  /// How many of the memories nearest to one are compared with it.
  private static let neighbours = 8
  /// The cosine from which two memories are near to each other.
  private static let nearness = 0.75
  /// So many may be superseded at once, however little there is.
  private static let leastSuperseded = 3
  /// How many conflicts a language model is asked about at once; the others wait for someone to decide.
  private static let merges = 50
  /// What kinds of memory are compared: of what happened, and of the work at hand, all can be true.
  private static let types: [MemoryType] = [.semantic, .procedural]

  /// Finds and resolves conflicts among the memories in or below a namespace.
  ///
  /// - Parameters:
  ///   - strategy: How they are resolved; by default with the language model if there is one, else by the last write.
  ///   - isDryRun: Whether to only report what would be done.
  /// - Throws: `missing_grant` unless the caller may read and write the namespace; `llm_unavailable` where there is no
  ///   language model, or it cannot be asked now; `invalid_field` for a namespace of more memories than one consolidation
  ///   compares.
  public func consolidate(
    _ namespace: Namespace, strategy: ConsolidationStrategy? = nil, isDryRun: Bool = false, as call: Call
  ) async throws -> ConsolidationReport {
    try call.access.requireRead(namespace)
    try call.access.requireWrite(namespace)
    let strategy = strategy ?? (merge == nil ? .lastWrite : .llm)
    if strategy == .llm, merge == nil {
      throw ScrubjayError(
        .llmUnavailable, "No language model is configured; use the strategy 'last_write' or 'review' instead.")
    }
    let now = work.clock.now()
    let (found, near) = try await work.read(call) { tx in
      let found = try Self.memories(under: namespace, tx, at: now)
      return (found, try Self.near(found, tx))
    }
    var groups = ConflictGroups(search, found, near: near, strategy).groups
    if strategy == .llm { groups = try await merged(groups, as: call) }
    groups = held(groups, of: found.count)
    let report = ConsolidationReport(
      namespace: namespace, strategy: strategy, isDryRun: isDryRun, compared: found.count, groups: groups)
    guard !isDryRun else { return report }
    let done = try await work.write(call, showing: { $0.groups.flatMap(\.memories) }) { tx, now in
      try resolve(report, tx, call, now)
    }
    work.wake.signal()
    return done
  }

  /// Returns the consolidations in or below these namespaces, newest first.
  ///
  /// - Throws: `scope_required` for no namespace, unless the caller is an admin; `missing_grant`.
  public func list(
    _ namespaces: [NamespacePrefix], cursor: String? = nil, limit: Int = 50, as call: Call
  ) async throws -> Page<Consolidation> {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    try call.access.requireScope(namespaces)
    return try await work.read(call) { tx in try tx.consolidations.list(namespaces, after: cursor, limit: limit) }
  }

  /// Undoes a consolidation: restores the memories to their previous text, in new versions; those changed since are
  /// left unchanged.
  ///
  /// - Throws: `consolidation_not_found`; `consolidation_undone`; `missing_grant`.
  public func undo(_ id: String, as call: Call) async throws -> UndoReport {
    let report = try await work.write(call) { tx, now in
      guard let done = try tx.consolidations.find(id) else {
        throw ScrubjayError(.consolidationNotFound, "The consolidation does not exist.")
      }
      try call.access.requireWrite(done.namespace)
      guard done.undoneAt == nil else {
        throw ScrubjayError(.consolidationUndone, "The consolidation has already been undone.")
      }
      var restored: [MemoryVersion] = []
      var left: [UndoReport.Left] = []
      for change in done.changes {
        switch try undo(change, of: id, tx, call, now) {
        case .success(let memory): restored.append(MemoryVersion(memory.id, memory.version))
        case .failure(let obstacle): left.append(.init(memory: change.memory, why: obstacle.why))
        }
      }
      if done.kind == .summary { try uncover(done, restored, tx) }
      try tx.consolidations.markUndone(id, by: call.actor, at: now)
      try tx.requireRoom()
      return UndoReport(consolidation: try tx.consolidations.find(id) ?? done, restored: restored, left: left)
    }
    work.wake.signal()
    return report
  }

  /// Has what a summary covered count as not summed up, unless more was summed up after it.
  private func uncover(_ summary: Consolidation, _ removed: [MemoryVersion], _ tx: any WriteTransaction) throws {
    for version in removed {
      guard let json = try tx.memories.version(version.version, of: version.memory)?.metadata.json,
        let id = json["session"]?.stringValue, let start = json["from"]?.integerValue,
        let end = json["to"]?.integerValue, var session = try tx.sessions.find(id), session.summarized == Int(end)
      else { continue }
      session.summarized = Int(start)
      try tx.sessions.update(session)
    }
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
    guard let version = change.before else {
      // There was no such memory before.
      try tx.delete(current, .delete, call, now)
      return .success(current)
    }
    let before = try tx.memories.requireVersion(version, of: current)
    guard before.redactedAt == nil else { return .failure(Obstacle(why: .redacted)) }
    let memory = try memories.append(before, to: current, .rollback(to: version), tx, call, now)
    try memories.embeddings.enqueue([EmbeddableItem(memory)], tx, at: now)
    try tx.audit.append(
      AuditRecord(
        .rollback, call, at: now, memory: memory,
        details: ["to": .integer(version), "consolidation": .string(id)]))
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

  /// The groups with what a language model makes of each.
  private func merged(_ groups: [ConflictGroup], as call: Call) async throws -> [ConflictGroup] {
    guard let merge else { return groups }
    var merged = groups
    for index in merged.indices.prefix(Self.merges) {
      // What has a value of its own does not say what it means in its text alone.
      guard merged[index].memories.allSatisfy({ $0.value == nil }) else { continue }
      let memories = merged[index].memories
      let content = try await LanguageModel.answering { try await merge.content(for: memories, as: call) }
      guard let content else { continue }
      merged[index].merged = content
      merged[index].outcome = .resolved
    }
    return merged
  }

  /// The groups, of which those wait for someone to decide that would have too much superseded at once.
  private func held(_ groups: [ConflictGroup], of count: Int) -> [ConflictGroup] {
    let limit = max(Self.leastSuperseded, Int(Double(count) * supersededShare))
    var superseded = 0
    return groups.map { group in
      var group = group
      guard group.outcome == .resolved else { return group }
      superseded += group.memories.count - 1
      if superseded > limit { (group.outcome, group.merged) = (.flagged, nil) }
      return group
    }
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
        var holding = group.memories[0]
        if let merged = group.merged, let maker = merge?.maker {
          var patch = MemoryPatch(content: merged)
          patch.provenance = Provenance(voice: group.voice, means: .merge, maker: maker)
          holding = try memories.update(holding, patch, tx, call, now)
          try memories.embeddings.enqueue([EmbeddableItem(holding)], tx, at: now)
          changes.append(
            ConsolidationChange(memory: holding.id, before: group.memories[0].version, after: holding.version))
        }
        for memory in group.memories.dropFirst() {
          changes.append(try memories.supersede(memory, by: holding, in: id, tx, call, now))
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
        id: id, namespace: report.namespace, kind: .init(report.strategy), at: now, actor: call.actor, changes: changes)
    )
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

extension ConsolidationKind {
  /// The reason that a way of resolving conflicts is.
  fileprivate init(_ strategy: ConsolidationStrategy) {
    self =
      switch strategy {
      case .llm: .llm
      case .lastWrite: .lastWrite
      case .review: .review
      }
  }
}
