import Foundation
import ScrubjayCore

/// How well rankings find what is wanted: means over questions, from 0 to 1.
struct Measures: Sendable, Hashable {
  /// How many questions were asked.
  private(set) var questions = 0
  private var sums: [Name: Double] = [:]

  enum Name: Hashable, CaseIterable {
    case recallAt1, recallAt3, recallAt5, recallAt10, recallAt20, ndcgAt10, reciprocalRank

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
      }
    }

    /// The name in a report's table.
    var title: String {
      switch self {
      case .recallAt1: "R@1"
      case .recallAt3: "R@3"
      case .recallAt5: "R@5"
      case .recallAt10: "R@10"
      case .recallAt20: "R@20"
      case .ndcgAt10: "nDCG@10"
      case .reciprocalRank: "MRR"
      }
    }

    /// The measure of one ranking: `ranks` holds the ranks, from 1, at which wanted items were found.
    fileprivate func value(ranks: [Int], wanted: Int) -> Double {
      switch self {
      case .recallAt1: recall(1, ranks, wanted)
      case .recallAt3: recall(3, ranks, wanted)
      case .recallAt5: recall(5, ranks, wanted)
      case .recallAt10: recall(10, ranks, wanted)
      case .recallAt20: recall(20, ranks, wanted)
      case .ndcgAt10: gain(ranks.filter { $0 <= 10 }) / gain(Array(1...min(10, wanted)))
      case .reciprocalRank: ranks.min().map { 1 / Double($0) } ?? 0
      }
    }

    private func recall(_ depth: Int, _ ranks: [Int], _ wanted: Int) -> Double {
      Double(ranks.count { $0 <= depth }) / Double(wanted)
    }

    /// The discounted cumulative gain of items that are wanted or not.
    private func gain(_ ranks: [Int]) -> Double { ranks.reduce(0) { $0 + 1 / log2(Double($1) + 1) } }
  }

  /// Counts a question.
  ///
  /// - Parameters:
  ///   - ranking: What was found, the best first.
  ///   - wanted: What answers the question; at least one.
  mutating func add(ranking: [String], wanted: Set<String>) {
    var left = wanted
    let ranks = ranking.indices.filter { left.remove(ranking[$0]) != nil }.map { $0 + 1 }
    questions += 1
    for name in Name.allCases { sums[name, default: 0] += name.value(ranks: ranks, wanted: wanted.count) }
  }

  /// The mean of a measure; 0 for no questions.
  subscript(name: Name) -> Double { questions == 0 ? 0 : sums[name, default: 0] / Double(questions) }

  var json: JSON {
    .object(
      Name.allCases.map { JSON.Member($0.json, .real((self[$0] * 10_000).rounded() / 10_000)) }
        + [JSON.Member("questions", .integer(questions))])
  }
}
