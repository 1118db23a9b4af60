@testable import ScrubjayCLI

extension AskedQuestion {
  /// A question with made-up hits, whose scores fall from 1 in steps of 0.1.
  static func madeUp(
    _ hits: [String], evidence: [String], stale: Set<String> = [], isAnswerable: Bool = true,
    category: String = "any", text: String = "question"
  ) -> AskedQuestion {
    AskedQuestion(
      EvaluationSet.Question(
        text: text, category: category, evidence: evidence, stale: stale, time: nil, isAnswerable: isAnswerable),
      of: "someone",
      hits: hits.enumerated().map { EvaluationHit(id: $1, score: Double(10 - $0) / 10) }, depth: 20)
  }
}
