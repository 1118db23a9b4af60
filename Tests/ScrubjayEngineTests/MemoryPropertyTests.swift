import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// Random operations, each of which has to be answered as ``MemoryModel`` answers it.
@Suite struct MemoryPropertyTests {
  private static let steps = 1_000
  /// After so many steps, all that the model knows is compared.
  private static let stepsBetweenComparisons = 125
  /// How many of the last steps a failure shows.
  private static let shownSteps = 12
  private static let whatIsThere = MemoryStep.list(MemoryFilter(), .updated, limit: 200, includesInvalid: true)

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `Whatever is done to memories, they are what the model says`(seed: UInt64) async throws {
    let capacity = MemoryCapacity(org: 5, project: 3, user: 6)
    try await withWorld(capacity: capacity) { world in
      for session in MemorySessions.all {
        try await world.session(session.id, app: session.app, user: session.user, project: session.project)
      }
      var source = MemoryStepSource(seed: seed)
      var model = MemoryModel(capacity: capacity)
      var tail: [String] = []
      for number in 1...Self.steps {
        let now = world.clock.now()
        let (step, actor) = (source.next(model, at: now), source.actor())
        tail = tail.suffix(Self.shownSteps - 1) + ["\(number) at \(now): \(step)"]
        let answer = try await step.taken(in: world, actor: actor)
        var differences = answer.differences(from: model.take(step, actor: actor, at: now, after: answer))
        // What it did beside, such as letting others give way.
        differences += try await self.differences(Self.whatIsThere, model, world)
        if number.isMultiple(of: Self.stepsBetweenComparisons) {
          differences += try await self.differences(model, world)
        }
        try #require(differences == [], "seed \(seed), after\n\(tail.joined(separator: "\n"))")
      }
    }
  }

  /// What the engine answers otherwise than the model.
  private func differences(_ step: MemoryStep, _ model: MemoryModel, _ world: World) async throws -> [String] {
    var copy = model
    let answer = try await step.taken(in: world, actor: "reader")
    return answer.differences(from: copy.take(step, actor: "reader", at: world.clock.now(), after: answer))
  }

  /// What the engine says otherwise than the model, of all that the model knows.
  private func differences(_ model: MemoryModel, _ world: World) async throws -> [String] {
    var differences: [String] = []
    let everything = MemoryFilter(includesDeleted: true)
    for order in MemoryOrder.allCases {
      differences += try await self.differences(
        .list(everything, order, limit: 200, includesInvalid: true), model, world)
    }
    for entry in model.entries {
      differences += try await self.differences(.history(entry.id, asOf: nil, limit: 50), model, world)
      differences += try await self.differences(.find(entry.namespace, key: entry.key), model, world)
    }
    for owner in Set(model.entries.map(\.namespace.owner)) {
      let filter = MemoryFilter(namespaces: [NamespacePrefix(Namespace(stored: owner))])
      differences += try await self.differences(
        .list(filter, .importance, limit: 200, includesInvalid: true), model, world)
    }
    for (memory, lines) in model.audit {
      let records = try await all {
        try await world.engine.audit.list(AuditFilter(memory: memory), cursor: $0, as: world.call)
      }
      let found = records.reversed().map { MemoryModel.AuditLine(action: $0.action, version: $0.version) }
      if found != lines { differences.append("audit of \(memory): \(found), and not \(lines)") }
    }
    let usage = try await world.engine.tenants.usage(as: world.call).usage
    if usage != model.usage { differences.append("usage: \(usage), and not \(model.usage)") }
    let report = try await world.engine.indexes.check { _ in }
    // Each version that says something is found: now, or in the past.
    let indexed = model.entries.flatMap(\.versions).count { $0.redactedAt == nil }
    if !report.isIntact || report.items != indexed { differences.append("indexes: \(report), and not \(indexed)") }
    return differences
  }
}

extension MemoryStep.Outcome {
  /// What of the answer is not as it should be; of memories the first that is not.
  fileprivate func differences(from wanted: Self) -> [String] {
    guard self != wanted else { return [] }
    guard case .memories(let found) = self, case .memories(let others) = wanted else {
      return ["\(self), and not \(wanted)"]
    }
    let place = zip(found, others).enumerated().first { $1.0 != $1.1 }?.offset ?? min(found.count, others.count)
    func shown(_ memories: [Memory]) -> String {
      memories.indices.contains(place) ? "\(memories[place])" : "none"
    }
    return ["of \(found.count) and \(others.count), number \(place) is \(shown(found)), and not \(shown(others))"]
  }
}
