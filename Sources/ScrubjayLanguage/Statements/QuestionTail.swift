/// A question that follows on a statement in one sentence: "I have ADHD, can you help me plan?"
enum QuestionTail {
  private static let openings = SpeechWords.phrases(\.questions)
  private static let leads = SpeechWords.words(\.beforeQuestions)

  /// What stands before the question; `nil` where nothing does.
  static func statement(before sentence: Substring) -> Substring? {
    var found: Substring?
    for index in sentence.indices where ",，;—–".contains(sentence[index]) {
      let tail = PhraseText(String(sentence[sentence.index(after: index)...]))
      let isUnspaced = "，".contains(sentence[index])
      let words = tail.words.drop { leads.contains($0) }
      if isUnspaced || openings.begin(words) {
        found = found ?? sentence[..<index]
        if isUnspaced { found = sentence[..<index] } else { break }
      }
    }
    guard let found, found.contains(where: \.isLetter) else { return nil }
    return found
  }
}
