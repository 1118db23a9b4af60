/// This run against an earlier one, question by question.
struct Comparison: Sendable {
  let rows: [Row<Measure>]
  /// By session, where both runs tell it.
  let sessionRows: [Row<SessionMeasure>]
  /// Inside budgets, as far as both runs were asked for the same.
  let budgetRows: [Row<BudgetMeasure>]

  /// One measure of both.
  struct Row<Key: Sendable>: Sendable {
    let measure: Key
    let before: Double
    let now: Double
    /// The mean difference, positive where this run is better.
    let difference: Double
    let interval: Interval
    /// How probable so large a difference is, were there none; see ``SignFlipTest``.
    let pValue: Double
    /// How many questions are better, the same and worse than before.
    let wins: Int
    let ties: Int
    let losses: Int
  }

  /// Compares the questions that count as a whole.
  ///
  /// - Parameters:
  ///   - baseline: What the earlier run found for the same questions.
  ///   - budgetMeasures: What is measured of budgets.
  init(_ asked: [AskedQuestion], with baseline: Baseline, _ budgetMeasures: [BudgetMeasure]) {
    let pairs = zip(asked, baseline.questions).filter { $0.0.isMeasured }
    rows = Measure.allCases.map { measure in
      Row(measure, pairs.map { (measure.value(ranks: $0.1.ranks), measure.value(ranks: $0.0.ranks)) })
    }
    let sessions = pairs.compactMap { asked, before -> ([Int?], [Int?])? in
      guard let now = asked.sessions, let before = before.sessionRanks else { return nil }
      return (now.sessions.map { before[$0] ?? nil }, now.ranks)
    }
    sessionRows =
      sessions.isEmpty
      ? []
      : SessionMeasure.allCases.map { measure in
        Row(measure, sessions.map { (measure.value(ranks: $0.0), measure.value(ranks: $0.1)) })
      }
    budgetRows = budgetMeasures.compactMap { measure in
      let values = pairs.compactMap { asked, before in
        before.packed[measure].flatMap { before in asked.share(measure).map { (before, $0) } }
      }
      return values.count == pairs.count && !values.isEmpty ? Row(measure, values) : nil
    }
  }
}

extension Comparison.Row {
  fileprivate init(_ measure: Key, _ values: [(before: Double, now: Double)]) {
    // What is less comes from rounding alone.
    let differences = values.map { abs($0.now - $0.before) < 1e-9 ? 0 : $0.now - $0.before }
    self.init(
      measure: measure, before: values.map(\.before).mean, now: values.map(\.now).mean, difference: differences.mean,
      interval: Bootstrap.interval(of: differences), pValue: SignFlipTest.pValue(of: differences),
      wins: differences.count { $0 > 0 }, ties: differences.count { $0 == 0 }, losses: differences.count { $0 < 0 })
  }
}
