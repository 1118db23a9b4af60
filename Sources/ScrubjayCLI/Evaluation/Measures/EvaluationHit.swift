import ScrubjayCore

/// What recall found at one rank.
struct EvaluationHit: Sendable {
  /// The id in the evaluated file; empty for what is not from there, which still takes its rank.
  let id: String
  let score: Double

  init(id: String, score: Double) {
    self.id = id
    self.score = score
  }

  /// A hit as recall answers it.
  init(_ json: JSON) {
    id = json["metadata"]?["external_id"]?.stringValue ?? ""
    score = json["score"]?.doubleValue ?? 0
  }
}
