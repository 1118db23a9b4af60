/// The sentences of a message that its writer says on their own account.
struct OwnSentences {
  /// The sentences, in their order.
  private(set) var sentences: [Substring] = []
  /// What the message leaves open, so that the next one of the session goes on with it.
  private(set) var open: Framing?

  /// Reads a message.
  ///
  /// - Parameters:
  ///   - framing: What an earlier message of the session has opened.
  ///   - limit: How many sentences are read, at most.
  init(of message: String, within framing: Framing?, limit: Int) {
    open = framing
    let text = SpokenText.own(of: message)
    guard !SpokenText.isIronic(text) else { return }
    let isPasted = SpokenText.isPasted(text)
    var all = StatementReader.sentences(of: text, limit: .max)
    // The last sentence says what a long message is for as often as the first.
    if all.count > limit { all.removeSubrange((limit - 1)..<(all.count - 1)) }
    var isTask = false
    var isQuoting = false
    var quotes = QuotedText()
    for (number, sentence) in all.enumerated() {
      let phrases = PhraseText(String(sentence))
      let isQuoted = quotes.holds(sentence)
      if let framing = open, framing.isEnded(by: phrases) {
        (open, isTask) = (nil, false)
      } else if isTask, SpokenText.returns.occur(in: phrases) {
        isTask = false
      }
      // Around a pasted text its writer says what it is for; what stands within it opens nothing.
      let isWithinPaste = isPasted && number > 0 && number + 1 < all.count
      if !isWithinPaste, !isQuoting, let opened = Framing.opened(by: phrases) {
        open = opened
        continue
      }
      // A task that a message begins with is what all of it is about.
      if SpokenText.asksForWork(phrases) { isTask = isTask || number == 0 || SpokenText.isOfText(phrases) }
      if SpokenText.reports(sentence) { isQuoting = true }
      if open == nil, !isTask, !isQuoting, !isQuoted, !isPasted { sentences.append(sentence) }
      if isQuoting, SpokenText.returns.occur(in: phrases) { isQuoting = false }
    }
  }
}

/// What stands between quotation marks, however many sentences that is.
private struct QuotedText {
  private var closing: Character?

  /// Whether a sentence is quoted, as a whole or in part.
  mutating func holds(_ sentence: Substring) -> Bool {
    var isQuoted = closing != nil
    var before: Character = " "
    var rest = sentence[...]
    while let character = rest.popFirst() {
      if let end = closing {
        if character == end { closing = nil }
      } else if let end = Self.closing(of: character) {
        // Inches and feet: 6'4".
        if character != "\"" || !before.isNumber {
          (closing, isQuoted) = (end, true)
        }
      } else if "'‘".contains(character), !before.isLetter, !before.isNumber, let end = Self.apostrophe(in: rest) {
        // A single mark counts only where it closes in the same sentence: 'tis and the '90s have none.
        rest = rest[rest.index(after: end)...]
        isQuoted = true
      }
      before = character
    }
    return isQuoted
  }

  private static func closing(of character: Character) -> Character? {
    switch character {
    case "\"", "`": character
    case "“", "„": character == "„" ? "“" : "”"
    case "«": "»"
    case "「": "」"
    case "『": "』"
    default: nil
    }
  }

  /// Where a quotation in single marks ends: before something that is no letter, and behind something.
  private static func apostrophe(in text: Substring) -> Substring.Index? {
    var before: Character = " "
    for index in text.indices {
      let next = text.index(after: index)
      let isEnd = next == text.endIndex || !text[next].isLetter && !text[next].isNumber
      if "'’".contains(text[index]), isEnd, !before.isWhitespace { return index }
      before = text[index]
    }
    return nil
  }
}
