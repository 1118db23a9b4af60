/// What of a question's evidence is inside a budget.
struct PackedEvidence: Sendable {
  let budget: Int
  /// How many tokens are packed, in how many pieces.
  let tokens: Int
  let pieces: Int
  /// How many of the pieces are cut down to passages.
  let cutPieces: Int
  /// The ids of the evidence that is inside, by what counts as that.
  let inside: [BudgetMeasure.Part: [String]]
}

extension AskedQuestion {
  /// The share of the evidence that is inside a budget; `nil` for a budget that was not asked for.
  func share(_ measure: BudgetMeasure) -> Double? {
    packed.first { $0.budget == measure.budget }.map {
      Double($0.inside[measure.part]?.count ?? 0) / Double(question.evidence.count)
    }
  }
}
