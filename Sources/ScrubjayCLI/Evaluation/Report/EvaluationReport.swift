import ScrubjayCore

/// What an evaluation found: as a whole, by the questions' categories and by conversation.
struct EvaluationReport: Sendable {
  let set: EvaluationSet
  let asked: [AskedQuestion]
  let figures: GroupedFigures<Measure>
  /// By session, where questions are about conversations of several.
  let bySession: GroupedFigures<SessionMeasure>?
  /// Inside budgets, where that was asked for.
  let budgets: BudgetReport?
  let calibration: Calibration
  let staleness: Staleness?
  let stalenessByCategory: [(name: String, staleness: Staleness)]
  let comparison: Comparison?
  let ablation: Ablation?

  /// The report on questions that were asked.
  ///
  /// - Parameters:
  ///   - asked: The questions of the set, in its order.
  ///   - baseline: An earlier report over the same questions, to compare with.
  ///   - ablates: Whether to say what each feature of the ranking is worth.
  ///   - packing: By what the hits were packed, if they were.
  /// - Throws: `invalid_field` when the hits do not say their features.
  init(
    _ asked: [AskedQuestion], of set: EvaluationSet, baseline: Baseline? = nil, ablates: Bool = false,
    packing: EvidencePacking? = nil
  ) throws(ScrubjayError) {
    self.set = set
    self.asked = asked
    figures = GroupedFigures(asked, Measure.allCases) { $1.value(ranks: $0.ranks) }
    let placed = asked.filter { $0.sessions != nil }
    bySession =
      placed.measured.isEmpty
      ? nil : GroupedFigures(placed, SessionMeasure.allCases) { $1.value(ranks: $0.sessions?.ranks ?? []) }
    budgets = packing.map { BudgetReport(asked, $0) }
    calibration = Calibration(asked)
    staleness = Staleness(asked)
    stalenessByCategory = Dictionary(grouping: asked) { $0.question.category }.sorted { $0.key < $1.key }
      .compactMap { category, asked in Staleness(asked).map { (category, $0) } }
    comparison = baseline.map { [budgets] in Comparison(asked, with: $0, budgets?.measures ?? []) }
    ablation = ablates ? try Ablation(asked) : nil
  }
}
