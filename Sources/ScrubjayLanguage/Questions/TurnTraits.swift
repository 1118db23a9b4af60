/// What the form of a text tells, whatever it is about.
package struct TurnTraits {
  private let text: String

  package init(_ text: String) { self.text = text }

  /// What is looked at of a text, in bytes of UTF-8, at most; and of what its first sentences tell.
  private static let bytes = 4_096
  private static let openingBytes = 600

  /// Whether something is asked in it.
  package var asks: Bool {
    text.utf8.contains(UInt8(ascii: "?"))
      || (!text.utf8.allSatisfy { $0 < 0x80 } && text.unicodeScalars.contains(where: Self.isQuestionMark))
  }

  /// Whether it ends with a question, whatever remark in brackets follows.
  package var endsWithQuestion: Bool {
    var scalars = text.unicodeScalars[...]
    if scalars.last == "]", let bracket = scalars.lastIndex(of: "[") { scalars = scalars[..<bracket] }
    for scalar in scalars.reversed() {
      if Self.isQuestionMark(scalar) { return true }
      // Quotation marks, brackets, emojis and the like may follow.
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || Self.endings.contains(scalar) {
        return false
      }
    }
    return false
  }

  /// How much of it is in sentences that ask, from 0 to 1, by bytes of UTF-8.
  package var questionShare: Double { QuestionShare(text).share }

  /// Whether it ends as a sentence does that tells something.
  var endsSentence: Bool {
    let last = text.unicodeScalars.last { !$0.properties.isWhitespace && !Self.closing.contains($0) }
    return last.map(Self.endings.contains) ?? false
  }

  /// Whether who says it speaks of themselves: "I", "my".
  package var tellsOfItself: Bool {
    var isFound = false
    let isPlain = PlainWords.forEach(in: text, upTo: Self.openingBytes) { word in
      isFound = Self.ownWords[Int(word[0])].contains(word)
      return !isFound
    }
    return isPlain ? isFound : Self.ownPerson.occur(in: opening)
  }

  /// Whether it says what is to hold from then on, or what is preferred: "always", "I'd rather".
  package var isStanding: Bool { Self.standingWords.occur(in: opening) }

  /// Whether it greets somebody by a name, folded and in lower case.
  package func greets(_ name: String) -> Bool {
    let words = opening.words
    return words.indices.contains { index in
      words[index] == name && Self.greetings.longest(in: words, endingAt: index) != nil
    }
  }

  /// Whether it names a time: a weekday, a month, "yesterday", "two years ago".
  package var namesTime: Bool { Self.timeWords.occur(in: beginning) }

  /// Whether it holds a number, in digits or in words.
  package var holdsNumber: Bool {
    text.unicodeScalars.contains { $0.properties.numericType == .decimal } || Self.numberWords.occur(in: beginning)
  }

  private var beginning: PhraseText { PhraseText(Folding.truncated(text, toUTF8Bytes: Self.bytes)) }

  private var opening: PhraseText { PhraseText(Folding.truncated(text, toUTF8Bytes: Self.openingBytes)) }

  private static let endings: Set<Unicode.Scalar> = [".", "!", "…", "。", "！"]
  /// What may follow the end of a sentence.
  private static let closing: Set<Unicode.Scalar> = ["\"", "'", "”", "’", "»", ")", "」", "』"]

  private static func isQuestionMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "?" || scalar == "？" || scalar == "؟"
  }

  private static let timeWords = LanguageWords.phrases(\.traits.time)
  private static let numberWords = LanguageWords.phrases(\.traits.number)
  private static let ownPerson = LanguageWords.phrases(\.traits.ownPerson)
  /// The words of ``ownPerson`` in plain letters, by their first byte.
  private static let ownWords: [[[UInt8]]] = LanguageWords.words(\.traits.ownPerson)
    .map { Array($0.utf8) }.filter { $0.allSatisfy { $0 < 0x80 } }
    .reduce(into: Array(repeating: [], count: 0x80)) { words, word in words[Int(word[0])].append(word) }
  private static let standingWords = LanguageWords.phrases(\.traits.standing)
  private static let greetings = PhraseTable(LanguageWords.all.map { ($0.traits.greeting, ()) })
}
