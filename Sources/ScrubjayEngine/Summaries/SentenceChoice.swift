/// Chooses sentences that score high and are unlike those chosen already.
///
/// Maximal marginal relevance: Carbonell and Goldstein, "The Use of MMR, Diversity-Based Reranking for Reordering
/// Documents and Producing Summaries", SIGIR 1998.
struct SentenceChoice {
  let scores: [Double]
  /// How long each is, in characters.
  let costs: [Int]
  let similarity: SentenceSimilarity

  /// How much the score counts against likeness to what is chosen.
  private static let relevance = 0.7
  /// From here on two sentences say the same.
  private static let sameness = 0.9

  /// The places of the best within a length, in their order.
  func best(within characters: Int, most: Int) -> [Int] {
    var left = characters
    var chosen: [Int] = []
    var likeness = [Double](repeating: 0, count: scores.count)
    var open = Array(scores.indices)
    while chosen.count < most {
      open.removeAll { costs[$0] > left || likeness[$0] >= Self.sameness }
      func margin(_ place: Int) -> Double { Self.relevance * scores[place] - (1 - Self.relevance) * likeness[place] }
      guard let best = open.max(by: { margin($0) != margin($1) ? margin($0) < margin($1) : $0 > $1 }) else { break }
      chosen.append(best)
      left -= costs[best]
      open.removeAll { $0 == best }
      for place in open { likeness[place] = max(likeness[place], similarity[place, best]) }
    }
    return chosen.sorted()
  }
}
