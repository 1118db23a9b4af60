import ScrubjayCore

/// What an evaluation found: as a whole, by the questions' categories and by conversation.
struct EvaluationReport: Sendable {
  let set: EvaluationSet
  let asked: [AskedQuestion]
  /// The questions that have an answer; adversarial ones, whose answer is that there is none, stand apart.
  let overall: Figures
  let byCategory: [Group]
  let byConversation: [Group]
  let calibration: Calibration
  let staleness: Staleness?
  let stalenessByCategory: [(name: String, staleness: Staleness)]
  let comparison: Comparison?
  let ablation: Ablation?

  /// Questions that have something in common, and their figures.
  struct Group: Sendable {
    let name: String
    let figures: Figures
  }

  /// The report on questions that were asked.
  ///
  /// - Parameters:
  ///   - asked: The questions of the set, in its order.
  ///   - baseline: An earlier report over the same questions, to compare with.
  ///   - ablates: Whether to say what each feature of the ranking is worth.
  /// - Throws: `invalid_field` when the hits do not say their features.
  init(_ asked: [AskedQuestion], of set: EvaluationSet, baseline: Baseline?, ablates: Bool) throws(ScrubjayError) {
    self.set = set
    self.asked = asked
    overall = Figures(asked.measured)
    byCategory = Self.groups(asked.filter(\.hasEvidence)) { $0.question.category }
    byConversation = Self.groups(asked.measured, by: \.conversation)
    calibration = Calibration(asked)
    staleness = Staleness(asked)
    stalenessByCategory = Dictionary(grouping: asked) { $0.question.category }.sorted { $0.key < $1.key }
      .compactMap { category, asked in Staleness(asked).map { (category, $0) } }
    comparison = baseline.map { Comparison(asked, with: $0) }
    ablation = ablates ? try Ablation(asked) : nil
  }

  private static func groups(_ asked: [AskedQuestion], by name: (AskedQuestion) -> String) -> [Group] {
    Dictionary(grouping: asked, by: name).sorted { $0.key < $1.key }.map { Group(name: $0, figures: Figures($1)) }
  }
}
