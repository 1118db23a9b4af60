/// How much of the evidence is inside budgets, over all questions.
struct BudgetReport: Sendable {
  /// What tokens were counted by.
  let counter: String
  /// How many tokens there was room for, ascending.
  let budgets: [Int]
  /// What is told of each budget: without answers nobody knows which passages hold them.
  let parts: [BudgetMeasure.Part]
  let figures: GroupedFigures<BudgetMeasure>
  /// How the budgets were filled, in their order.
  let fillings: [Filling]

  /// What goes into a budget, in the mean of the questions with an answer.
  struct Filling: Sendable {
    let tokens: Double
    let pieces: Double
    let cutPieces: Double
  }

  /// The report on questions whose hits were packed.
  init(_ asked: [AskedQuestion], _ packing: EvidencePacking) {
    counter = packing.counterName
    budgets = packing.budgets
    let hasAnswers = asked.measured.contains { $0.question.answer != nil }
    parts = BudgetMeasure.Part.allCases.filter { hasAnswers || $0 != .withAnswer }
    figures = GroupedFigures(asked, Self.measures(budgets, parts)) { $0.share($1) ?? 0 }
    fillings = budgets.map { budget in
      let packed = asked.measured.compactMap { $0.packed.first { $0.budget == budget } }
      return Filling(
        tokens: packed.map { Double($0.tokens) }.mean, pieces: packed.map { Double($0.pieces) }.mean,
        cutPieces: packed.map { Double($0.cutPieces) }.mean)
    }
  }

  /// All that is measured, budget by budget.
  var measures: [BudgetMeasure] { Self.measures(budgets, parts) }

  /// The part by which categories are told apart: the fullest that can be known.
  var mainPart: BudgetMeasure.Part { parts.contains(.withAnswer) ? .withAnswer : .whole }

  private static func measures(_ budgets: [Int], _ parts: [BudgetMeasure.Part]) -> [BudgetMeasure] {
    budgets.flatMap { budget in parts.map { BudgetMeasure(budget: budget, part: $0) } }
  }
}
