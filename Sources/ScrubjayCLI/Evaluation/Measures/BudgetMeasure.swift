/// A share of the evidence that is inside what would be packed into a budget.
struct BudgetMeasure: Hashable, Sendable {
  /// How many tokens there is room for.
  let budget: Int
  let part: Part

  /// What has to be inside for a piece of evidence to count.
  enum Part: Hashable, CaseIterable, Sendable {
    /// All of it.
    case whole
    /// All of it, or passages that have all that it has of the answer's words; see ``AnswerWords``.
    case withAnswer
    /// Any passage of it.
    case touched

    /// The name in a report's JSON.
    var json: String {
      switch self {
      case .whole: "whole"
      case .withAnswer: "with_answer"
      case .touched: "touched"
      }
    }

    /// The name in a report's tables.
    var title: String {
      switch self {
      case .whole: "whole"
      case .withAnswer: "with the answer"
      case .touched: "touched"
      }
    }
  }
}
