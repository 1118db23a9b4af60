import ScrubjayCore

/// An earlier report, to compare with.
struct Baseline: Sendable {
  /// What the earlier run found for each question, in their order.
  let questions: [Question]

  struct Question: Sendable {
    /// The ranks of its evidence, as in ``AskedQuestion/ranks``.
    let ranks: [Int?]
    /// The ranks of the sessions that hold it, by their names; `nil` where the report does not tell them.
    let sessionRanks: [String: Int?]?
    /// What was inside budgets; empty where the report does not tell it.
    let packed: [BudgetMeasure: Double]
  }

  /// Reads a report over the questions of a set.
  ///
  /// - Throws: `invalid_field` when it is no report, or one over other questions.
  init(_ report: JSON, over set: EvaluationSet) throws(ScrubjayError) {
    guard let entries = report["per_question"]?.arrayValue else {
      throw Self.failure("it has no 'per_question'; write one with --json.")
    }
    let questions = set.questions
    guard entries.count == questions.count else {
      throw Self.failure("it has \(entries.count) questions, the file \(questions.count).")
    }
    var found: [Question] = []
    for ((conversation, question), entry) in zip(questions, entries) {
      guard
        entry["conversation"]?.stringValue == conversation.id, entry["question"]?.stringValue == question.text,
        entry["category"]?.stringValue == question.category,
        let ranks = entry["ranks"]?.members, ranks.map(\.name) == question.evidence
      else {
        throw Self.failure("its question \(found.count) is another than the file's: '\(question.text)'.")
      }
      found.append(
        Question(
          ranks: ranks.map { Self.rank($0.value) },
          sessionRanks: entry["session_ranks"]?.members.map { members in
            Dictionary(members.map { ($0.name, Self.rank($0.value)) }) { first, _ in first }
          }, packed: Self.packed(entry, evidence: ranks.count)))
    }
    self.questions = found
  }

  private static func rank(_ json: JSON) -> Int? { json.integerValue.map(Int.init(clamping:)) }

  private static func packed(_ entry: JSON, evidence: Int) -> [BudgetMeasure: Double] {
    var packed: [BudgetMeasure: Double] = [:]
    for budget in entry["budgets"]?.arrayValue ?? [] {
      guard let tokens = budget["budget"]?.integerValue.flatMap(Int.init(exactly:)) else { continue }
      for part in BudgetMeasure.Part.allCases {
        guard let ids = budget[part.json]?.arrayValue else { continue }
        packed[BudgetMeasure(budget: tokens, part: part)] = Double(ids.count) / Double(evidence)
      }
    }
    return packed
  }

  private static func failure(_ problem: String) -> ScrubjayError {
    ScrubjayError(.invalidField, "The report cannot be used as a baseline: \(problem)")
  }
}
