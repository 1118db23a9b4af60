/// A question for an overview of a conversation, without what it says about itself: of "Can you list the order in which I
/// brought up different aspects of my garden throughout our conversations?" the garden remains.
enum QueryFrame {
  /// What is left says at least so many words of so many letters; else all of the question is what it is about.
  private static let leastWords = 2
  private static let leastLength = 3

  private static let phrases = PhraseTable(LanguageWords.all.map { ($0.questions.frame, ()) })

  static func topic(of text: String) -> String {
    let runs = WordRun.runs(of: text)
    let places = runs.indices.filter { runs[$0].isWord }
    let words = places.map { runs[$0].folded }
    var dropped: Set<Int> = []
    var index = 0
    while index < words.count {
      let count = phrases.longest(in: words, at: index)?.count ?? 0
      if count > 0 { dropped.formUnion(places[index]...places[index + count - 1]) }
      index += max(1, count)
    }
    let kept = places.count { !dropped.contains($0) && runs[$0].text.count >= leastLength }
    guard !dropped.isEmpty, kept >= leastWords else { return text }
    let rest = runs.indices.filter { !dropped.contains($0) }.map { runs[$0].text }.joined()
    return rest.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
