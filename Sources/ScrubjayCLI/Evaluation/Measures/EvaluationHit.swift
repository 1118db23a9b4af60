import ScrubjayCore

/// What recall found at one rank.
struct EvaluationHit: Sendable {
  /// The id in the evaluated file; empty for what is not from there, which still takes its rank.
  let id: String
  let score: Double
  /// What the hit's rank follows from, where recall was asked to explain.
  let explanation: Explanation?

  /// The sum that hits are ranked by, and each feature's share of it.
  struct Explanation: Sendable {
    let evidence: Double
    let shares: [(feature: String, share: Double)]
  }

  init(id: String, score: Double, explanation: Explanation? = nil) {
    self.id = id
    self.score = score
    self.explanation = explanation
  }

  /// A hit as recall answers it.
  init(_ json: JSON) {
    id = json["metadata"]?["external_id"]?.stringValue ?? ""
    score = json["score"]?.doubleValue ?? 0
    let why = json["why"]
    if let evidence = why?["evidence"]?.doubleValue, let features = why?["features"]?.arrayValue {
      explanation = Explanation(
        evidence: evidence,
        shares: features.compactMap { feature in
          guard let name = feature["feature"]?.stringValue, let share = feature["share"]?.doubleValue else {
            return nil
          }
          return (name, share)
        })
    } else {
      explanation = nil
    }
  }
}
