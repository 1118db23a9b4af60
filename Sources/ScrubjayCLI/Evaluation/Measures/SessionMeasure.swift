/// How well one ranking finds the sessions that hold what answers a question, as papers report it: a session ranks by its
/// best hit. From 0 to 1; of many questions the mean is told.
enum SessionMeasure: Hashable, CaseIterable {
  case hitAt1, recallAt5, ndcgAt5

  /// How many hits are looked at: enough for the first five sessions in all but a few conversations.
  static let depth = 100

  /// The name in a report's JSON.
  var json: String {
    switch self {
    case .hitAt1: "hit_at_1"
    case .recallAt5: "recall_at_5"
    case .ndcgAt5: "ndcg_at_5"
    }
  }

  /// The name in a report's tables.
  var title: String {
    switch self {
    case .hitAt1: "Hit@1"
    case .recallAt5: "R@5"
    case .ndcgAt5: "nDCG@5"
    }
  }

  /// The measure of one ranking.
  ///
  /// - Parameter ranks: The rank, from 1, of each session that holds evidence, at least one; `nil` for one that was not found.
  func value(ranks: [Int?]) -> Double {
    switch self {
    case .hitAt1: RankFormula.hit(1, ranks)
    case .recallAt5: RankFormula.recall(5, ranks)
    case .ndcgAt5: RankFormula.ndcg(5, ranks)
    }
  }
}
