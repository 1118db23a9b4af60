/// A step of a recall, in the order in which they are taken.
public enum RecallStage: String, Sendable, CaseIterable {
  /// What the query asks for, beside its words.
  case analysis
  /// The query's embedding.
  case embedding
  /// The best by words, by day and by meaning.
  case candidates
  /// What the most promising of them are, and whether they pass the filters.
  case filters
  /// What stands around them.
  case surroundings
  /// What speaks for each of them, and their order.
  case scoring
}

/// How long the steps of a recall took.
public struct StageTimes: Sendable, Hashable {
  private var durations: [RecallStage: Duration] = [:]

  init() {}

  /// How long a step took in all.
  public subscript(stage: RecallStage) -> Duration { durations[stage, default: .zero] }

  /// Takes a step, or goes on with it.
  mutating func measure<Result>(_ stage: RecallStage, _ body: () throws -> Result) rethrows -> Result {
    let start = ContinuousClock.now
    defer { add(stage, since: start) }
    return try body()
  }

  /// Adds what a step took that began at an instant.
  mutating func add(_ stage: RecallStage, since start: ContinuousClock.Instant) {
    durations[stage, default: .zero] += ContinuousClock.now - start
  }
}
