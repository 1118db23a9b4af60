import ScrubjayCore

/// An earlier report, to compare with.
struct Baseline: Sendable {
  /// The ranks of each question's evidence, as in ``AskedQuestion/ranks``.
  let ranks: [[Int?]]

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
    var ranks: [[Int?]] = []
    for ((conversation, question), entry) in zip(questions, entries) {
      guard
        entry["conversation"]?.stringValue == conversation.id, entry["question"]?.stringValue == question.text,
        entry["category"]?.stringValue == question.category,
        let found = entry["ranks"]?.members, found.map(\.name) == question.evidence
      else {
        throw Self.failure("its question \(ranks.count) is another than the file's: '\(question.text)'.")
      }
      ranks.append(found.map { $0.value.integerValue.map(Int.init(clamping:)) })
    }
    self.ranks = ranks
  }

  private static func failure(_ problem: String) -> ScrubjayError {
    ScrubjayError(.invalidField, "The report cannot be used as a baseline: \(problem)")
  }
}
