/// How central each sentence is: one is central that central ones are near to.
///
/// The continuous LexRank of Erkan and Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text
/// Summarization", Journal of Artificial Intelligence Research 22 (2004), by power iteration.
enum Centrality {
  /// The share of its rank that a sentence has whatever is near to it.
  private static let damping = 0.15
  private static let iterations = 50
  private static let tolerance = 1e-9

  /// The ranks, the highest of which is 1.
  static func ranks(_ similarity: SentenceSimilarity) -> [Double] {
    let count = similarity.count
    guard count > 0 else { return [] }
    let sums = (0..<count).map { row in (0..<count).reduce(0.0) { $0 + similarity[row, $1] } }
    var ranks = [Double](repeating: 1 / Double(count), count: count)
    for _ in 0..<iterations {
      var next = [Double](repeating: damping / Double(count), count: count)
      for row in 0..<count {
        // Every sentence is near to itself, so that no sum is zero.
        let share = (1 - damping) * ranks[row] / sums[row]
        for column in 0..<count { next[column] += share * similarity[row, column] }
      }
      let change = zip(ranks, next).reduce(0.0) { $0 + abs($1.0 - $1.1) }
      ranks = next
      if change < tolerance { break }
    }
    let highest = ranks.max() ?? 1
    return ranks.map { $0 / highest }
  }
}
