/// A word as it was written.
struct SpokenWord: Hashable {
  /// Without the punctuation around it.
  let text: String
  /// In lower case and without diacritics, by which it is compared.
  let lower: String
  /// Whether a comma follows.
  var endsPhrase = false

  init(_ text: String, endsPhrase: Bool = false) {
    self.text = text
    lower = Folding.folded(text.lowercased())
    self.endsPhrase = endsPhrase
  }

  var isCapitalised: Bool { text.first?.isUppercase == true }

  /// Whether it is an address on the web rather than a word.
  var isLink: Bool { lower.contains("://") || lower.hasPrefix("www.") }

  /// The words of a sentence; a dash or a bracket ends a phrase like a comma.
  static func words(of sentence: Substring) -> [SpokenWord] {
    var words: [SpokenWord] = []
    for piece in sentence.replacing("’", with: "'").split(whereSeparator: \.isWhitespace) {
      let start = piece.drop { !isPart($0) }
      if start.count < piece.count, let first = piece.first, "([-–—".contains(first), !words.isEmpty {
        words[words.count - 1].endsPhrase = true
      }
      guard let last = start.lastIndex(where: isPart) else { continue }
      let tail = start[start.index(after: last)...]
      words.append(SpokenWord(String(start[...last]), endsPhrase: tail.contains { ",;:)]–—".contains($0) }))
    }
    return words
  }

  private static func isPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "+#%€$£°".contains(character)
  }
}

extension [SpokenWord] {
  /// Whether the words begin with those of a phrase.
  package func begins(with phrase: [String]) -> Bool {
    count >= phrase.count && zip(self, phrase).allSatisfy { $0.lower == $1 }
  }

  /// The words as a text again.
  package var joined: String {
    enumerated().map { index, word in word.text + (word.endsPhrase && index < count - 1 ? "," : "") }.joined(
      separator: " ")
  }
}

extension [SpokenWord].SubSequence {
  package func begins(with phrase: [String]) -> Bool { Array(self).begins(with: phrase) }
}
