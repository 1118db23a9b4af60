import ScrubjayCore
import ScrubjayLanguage

/// What looking at a user's messages comes to, before it is stored.
struct ExtractionPlan: Sendable {
  let input: ExtractionInput
  let reconciliation: Reconciliation
  /// Whether what proposed the facts was cut off.
  let isCut: Bool
  /// What proposed the facts, with its version.
  let maker: String

  /// What is known by the plan's lights, to be compared with what is known when it is stored.
  private var known: [MemoryVersion] { input.facts.map { MemoryVersion($0.id, $0.version) } }

  /// How soon it is tried again where something else has changed what is known meanwhile.
  private static let changePause = Duration.milliseconds(200)

  /// The messages of which it is known what they say: of an answer that was cut off those that it names, but for the last,
  /// of which there may have been more. The others wait on.
  private var settled: [ExtractionInput.SaidMessage] {
    guard isCut else { return input.messages }
    let named = Set(reconciliation.steps.flatMap(\.evidence).map(\.sequence))
    let messages = input.messages.filter { named.contains($0.event.sequence) }
    return messages.count > 1 ? messages.dropLast() : messages
  }

  /// Stores what was planned, in the transaction that completes the job.
  ///
  /// - Throws: ``Postponement`` when what is known has changed since.
  func store(
    _ memories: Memories, run: String, _ tx: any WriteTransaction, _ call: Call, _ now: Timestamp
  ) throws -> ExtractionCounts {
    let messages = input.messages.map(\.event.sequence)
    // Somebody may have marked them, or deleted their session.
    guard try tx.extractions.outcomes(of: messages).values.count(where: { $0.state == .waiting }) == messages.count
    else {
      throw Postponement(reason: "The messages do not wait any more.", pause: Self.changePause)
    }
    let current = try ExtractionInput.facts(of: input.user, tx.memories, at: now).map {
      MemoryVersion($0.id, $0.version)
    }
    guard Set(current) == Set(known) else {
      throw Postponement(reason: "What is known of the user has changed meanwhile.", pause: Self.changePause)
    }
    let consolidation = memories.work.ids.next(at: now)
    var counts = ExtractionCounts()
    var states: [Int64: ExtractionOutcome.State] = [:]
    var changes: [ConsolidationChange] = []
    var stored: [Memory] = []
    for step in reconciliation.steps {
      var state = ExtractionOutcome.State.nothing
      switch step.action {
      case .ignore(let reason):
        counts.ignored += 1
        if reason == .known { state = .merged }
      case .merge(let memory):
        // It may have been merged with, or superseded, by a step before.
        guard let latest = try tx.memories.find(memory.id) else { continue }
        stored.append(try merge(step, into: latest, memories, tx, call, now))
        counts.merged += 1
        state = .merged
      case .add, .outdated, .supersede, .holdBack:
        let memory = try add(step, memories, tx, call, now)
        stored.append(memory)
        counts.added += 1
        state = .stored
        if case .supersede(let others) = step.action {
          for other in others {
            // One before it may have done so.
            guard !changes.contains(where: { $0.memory == other.id }), let latest = try tx.memories.find(other.id)
            else { continue }
            changes.append(try memories.supersede(latest, by: memory, in: consolidation, tx, call, now))
            counts.superseded += 1
          }
        } else if case .holdBack(let others) = step.action {
          try flag(memory, others, memories.work.ids, tx, at: now)
          counts.heldBack += 1
        }
      }
      for event in step.evidence where states[event.sequence] != .stored && state != .nothing {
        states[event.sequence] = state
      }
    }
    if !changes.isEmpty {
      _ = try tx.consolidations.insert(
        Consolidation(
          id: consolidation, namespace: Namespace(.user, input.user), kind: .extraction, at: now, actor: call.actor,
          changes: changes))
    }
    for message in settled {
      let outcome = ExtractionOutcome(states[message.event.sequence] ?? .nothing, run: run, settledAt: now)
      counts.messages += try tx.extractions.settle([message.event.sequence], outcome)
    }
    try memories.makeRoom(for: stored, tx, call, now)
    try tx.requireRoom()
    return counts
  }

  /// Stores a fact that was not known.
  private func add(
    _ step: Reconciliation.Step, _ memories: Memories, _ tx: any WriteTransaction, _ call: Call, _ now: Timestamp
  ) throws -> Memory {
    let said = step.evidence.map(\.occurredAt).min() ?? now
    var draft = MemoryDraft(
      namespace: Namespace(.user, input.user), content: step.fact.content, category: step.fact.category.rawValue,
      validFrom: step.fact.validFrom ?? said, sources: Self.sources(step.evidence))
    if case .outdated(let other) = step.action, let start = draft.validFrom {
      // A validity is never empty.
      draft.validFrom = min(start, other.begin.advanced(by: .microseconds(-1)))
      draft.validUntil = other.begin
    }
    if let end = step.end, let start = draft.validFrom, start < end, draft.validUntil.map({ end < $0 }) ?? true {
      draft.validUntil = end
    }
    draft.provenance = Provenance(voice: .user, means: .extraction, maker: maker)
    let memory = try memories.add(
      CheckedDraft(draft, memories.analyser, call.access), .create, .create, tx, call, now)
    try memories.embeddings.enqueue([EmbeddableItem(memory)], tx, at: now)
    return memory
  }

  /// Notes that what is known was said once more.
  private func merge(
    _ step: Reconciliation.Step, into memory: Memory, _ memories: Memories, _ tx: any WriteTransaction, _ call: Call,
    _ now: Timestamp
  ) throws -> Memory {
    let there = Set(memory.sources.compactMap(\.event))
    let new = Self.sources(step.evidence.filter { !there.contains($0.id) })
    let room = max(0, Limits.sourcesPerMemory - memory.sources.count)
    guard !new.isEmpty, room > 0 else { return memory }
    return try memories.update(memory, MemoryPatch(sources: memory.sources + new.prefix(room)), tx, call, now)
  }

  /// Puts aside for someone to decide which of two holds.
  private func flag(
    _ memory: Memory, _ others: [Memory], _ ids: any IDSource, _ tx: any WriteTransaction, at now: Timestamp
  ) throws {
    let members = try [memory] + others.compactMap { try tx.memories.find($0.id) }
    _ = try tx.conflicts.insert(
      Conflict(
        id: ids.next(at: now), namespace: memory.namespace, reason: .value,
        members: members.map { MemoryVersion($0.id, $0.version) }, foundAt: now))
  }

  private static func sources(_ events: [Event]) -> [MemorySource] {
    events.map { MemorySource(session: $0.session, event: $0.id) }
  }

  /// What would be done, for who asks.
  var preview: ExtractionPreview {
    ExtractionPreview(
      user: input.user, messages: input.messages.count,
      steps: reconciliation.steps.map { step in
        let (action, memories, reason): (ExtractionPreview.Action, [Memory], String?) =
          switch step.action {
          case .add: (.add, [], nil)
          case .outdated(let other): (.add, [other], "outdated")
          case .merge(let memory): (.merge, [memory], nil)
          case .supersede(let others): (.supersede, others, nil)
          case .holdBack(let others): (.holdBack, others, nil)
          case .ignore(let reason): (.ignore, [], reason.rawValue)
          }
        return ExtractionPreview.Step(
          action: action, content: SecretReader.masked(step.fact.content), category: step.fact.category.rawValue,
          memories: memories.map(\.id), reason: reason)
      })
  }
}
