import Foundation

/// The formulas of the measures of a ranking, over the rank, from 1, of each thing that is wanted, at least one; `nil` for one
/// that was not found.
///
/// The discounted cumulative gain is that of Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques"
/// (2002), with gains of 0 and 1, over that of the best ranking. The reciprocal rank is that of the first that is wanted
/// (Voorhees, "The TREC-8 question answering track report", 1999).
enum RankFormula {
  /// The share of what is wanted among the first so many.
  static func recall(_ depth: Int, _ ranks: [Int?]) -> Double {
    Double(ranks.count { isFound($0, within: depth) }) / Double(ranks.count)
  }

  /// Whether any that is wanted is among the first so many: 1 or 0.
  static func hit(_ depth: Int, _ ranks: [Int?]) -> Double { ranks.contains { isFound($0, within: depth) } ? 1 : 0 }

  /// Whether all that is wanted is among the first so many: 1 or 0.
  static func allFound(_ depth: Int, _ ranks: [Int?]) -> Double {
    ranks.allSatisfy { isFound($0, within: depth) } ? 1 : 0
  }

  static func ndcg(_ depth: Int, _ ranks: [Int?]) -> Double {
    gain(ranks.compactMap(\.self).filter { $0 <= depth }) / gain(Array(1...min(depth, ranks.count)))
  }

  static func reciprocalRank(_ ranks: [Int?]) -> Double { ranks.compactMap(\.self).min().map { 1 / Double($0) } ?? 0 }

  private static func isFound(_ rank: Int?, within depth: Int) -> Bool { rank.map { $0 <= depth } ?? false }

  /// The discounted cumulative gain of items that are wanted or not; summed from the first rank on, so that the order in
  /// which the evidence is named does not matter to the last digit.
  private static func gain(_ ranks: [Int]) -> Double { ranks.sorted().reduce(0) { $0 + 1 / log2(Double($1) + 1) } }
}
