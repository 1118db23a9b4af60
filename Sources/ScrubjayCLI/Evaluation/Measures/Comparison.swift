/// This run against an earlier one, question by question.
struct Comparison: Sendable {
  let rows: [Row]

  /// One measure of both.
  struct Row: Sendable {
    let measure: Measure
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

  /// Differences that come from rounding alone.
  private static let rounding = 1e-9

  /// Compares the questions that count as a whole.
  ///
  /// - Parameter baseline: What the earlier run found for the same questions.
  init(_ asked: [AskedQuestion], with baseline: Baseline) {
    let pairs = zip(asked, baseline.ranks).filter { $0.0.isMeasured }
    rows = Measure.allCases.map { measure in
      let before = pairs.map { measure.value(ranks: $0.1) }
      let now = pairs.map { measure.value(ranks: $0.0.ranks) }
      let differences = zip(now, before).map { abs($0 - $1) < Self.rounding ? 0 : $0 - $1 }
      return Row(
        measure: measure, before: Figures.mean(before), now: Figures.mean(now),
        difference: Figures.mean(differences), interval: Bootstrap.interval(of: differences),
        pValue: SignFlipTest.pValue(of: differences), wins: differences.count { $0 > 0 },
        ties: differences.count { $0 == 0 }, losses: differences.count { $0 < 0 })
    }
  }
}
