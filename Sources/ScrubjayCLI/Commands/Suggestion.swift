/// What was probably meant by a word that is unknown.
enum Suggestion {
  /// The known word that is the fewest edits away; `nil` when none is near.
  static func nearest(to word: String, among known: [String]) -> String? {
    let distances = known.map { (word: $0, distance: distance(word, $0)) }
    guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
    if best.distance <= max(1, word.count / 3) { return best.word }
    let longer = known.filter { $0.hasPrefix(word) }
    return word.count > 2 && longer.count == 1 ? longer[0] : nil
  }

  /// What to tell someone who typed an unknown word.
  static func hint(_ word: String, _ known: [String], helpTopic: String? = nil) -> String {
    let help = helpTopic.map { "See 'scrubjay help \($0)'." } ?? "See 'scrubjay help'."
    return nearest(to: word, among: known).map { "Did you mean '\($0)'? \(help)" } ?? help
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other
  /// (Damerau and Levenshtein's distance, in the variant that edits no part twice).
  static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.lowercased())
    let right = Array(right.lowercased())
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var before: [Int] = []
    var above = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      for column in 1...right.count {
        let isSame = left[row - 1] == right[column - 1]
        var cost = min(above[column] + 1, current[column - 1] + 1, above[column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          cost = min(cost, before[column - 2] + 1)
        }
        current.append(cost)
      }
      before = above
      above = current
    }
    return above[right.count]
  }
}
