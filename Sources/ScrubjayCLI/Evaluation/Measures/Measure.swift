import Foundation
import ScrubjayCore

/// How well one ranking finds what answers a question, from 0 to 1; of many questions the mean is told.
///
/// Recall at k is the share of the evidence among the first k hits. The discounted cumulative gain is that of Järvelin
/// and Kekäläinen, "Cumulated gain-based evaluation of IR techniques" (2002), with gains of 0 and 1, over that of the
/// best ranking. The reciprocal rank is that of the first evidence (Voorhees, "The TREC-8 question answering track
/// report", 1999).
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
    let found = ranks.compactMap(\.self)
    return switch self {
    case .recallAt1: Self.recall(1, found, ranks.count)
    case .recallAt3: Self.recall(3, found, ranks.count)
    case .recallAt5: Self.recall(5, found, ranks.count)
    case .recallAt10: Self.recall(10, found, ranks.count)
    case .recallAt20: Self.recall(20, found, ranks.count)
    case .ndcgAt10:
      Self.gain(found.filter { $0 <= Self.firstHits }) / Self.gain(Array(1...min(Self.firstHits, ranks.count)))
    case .reciprocalRank: found.min().map { 1 / Double($0) } ?? 0
    case .allFoundAt10: ranks.allSatisfy { $0.map { $0 <= Self.firstHits } ?? false } ? 1 : 0
    }
  }

  private static func recall(_ depth: Int, _ found: [Int], _ wanted: Int) -> Double {
    Double(found.count { $0 <= depth }) / Double(wanted)
  }

  /// The discounted cumulative gain of items that are wanted or not; summed from the first rank on, so that the order in
  /// which the evidence is named does not matter to the last digit.
  private static func gain(_ ranks: [Int]) -> Double { ranks.sorted().reduce(0) { $0 + 1 / log2(Double($1) + 1) } }
}
