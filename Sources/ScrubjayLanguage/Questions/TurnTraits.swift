/// What the form of a text tells, whatever it is about.
package struct TurnTraits {
  private let text: String

  package init(_ text: String) { self.text = text }

  /// What is looked at of a text, in bytes of UTF-8, at most.
  private static let bytes = 4_096

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

  /// Whether it names a time: a weekday, a month, "yesterday", "two years ago".
  package var namesTime: Bool { Self.timeWords.occur(in: beginning) }

  /// Whether it holds a number, in digits or in words.
  package var holdsNumber: Bool {
    text.unicodeScalars.contains { $0.properties.numericType == .decimal } || Self.numberWords.occur(in: beginning)
  }

  private var beginning: PhraseText { PhraseText(Folding.truncated(text, toUTF8Bytes: Self.bytes)) }

  private static let endings: Set<Unicode.Scalar> = [".", "!", "…", "。", "！"]

  private static func isQuestionMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "?" || scalar == "？" || scalar == "؟"
  }

  private static let timeWords = LanguageWords.phrases(\.traits.time)
  private static let numberWords = LanguageWords.phrases(\.traits.number)
}
