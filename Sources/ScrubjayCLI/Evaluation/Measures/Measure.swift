/// How well one ranking finds what answers a question, from 0 to 1; of many questions the mean is told.
enum Measure: Hashable, CaseIterable {
  case recallAt1, recallAt3, recallAt5, recallAt10, recallAt20, ndcgAt10, reciprocalRank
  /// Whether all of the evidence is among the first ten hits.
  case allFoundAt10

  /// How many hits the measures of the first ten look at.
  static let firstHits = 10

  /// Those that a report gives in one object.
  static let core = allCases.filter { $0 != .allFoundAt10 }

  /// The name in a report's JSON.
  var json: String {
    switch self {
    case .recallAt1: "recall_at_1"
    case .recallAt3: "recall_at_3"
    case .recallAt5: "recall_at_5"
    case .recallAt10: "recall_at_10"
    case .recallAt20: "recall_at_20"
    case .ndcgAt10: "ndcg_at_10"
    case .reciprocalRank: "mrr"
    case .allFoundAt10: "all_found_at_10"
    }
  }

  /// The name in a report's tables.
  var title: String {
    switch self {
    case .recallAt1: "R@1"
    case .recallAt3: "R@3"
    case .recallAt5: "R@5"
    case .recallAt10: "R@10"
    case .recallAt20: "R@20"
    case .ndcgAt10: "nDCG@10"
    case .reciprocalRank: "MRR"
    case .allFoundAt10: "all@10"
    }
  }

  /// The measure of one ranking.
  ///
  /// - Parameter ranks: The rank, from 1, of each piece of evidence, at least one; `nil` for one that was not found.
  func value(ranks: [Int?]) -> Double {
    switch self {
    case .recallAt1: RankFormula.recall(1, ranks)
    case .recallAt3: RankFormula.recall(3, ranks)
    case .recallAt5: RankFormula.recall(5, ranks)
    case .recallAt10: RankFormula.recall(10, ranks)
    case .recallAt20: RankFormula.recall(20, ranks)
    case .ndcgAt10: RankFormula.ndcg(Self.firstHits, ranks)
    case .reciprocalRank: RankFormula.reciprocalRank(ranks)
    case .allFoundAt10: RankFormula.allFound(Self.firstHits, ranks)
    }
  }
}
