import Foundation

/// What of a message its writer says on their own account.
enum SpokenText {
  /// A text longer than this is taken to be pasted unless its writer speaks of themselves in it, in letters.
  private static let pastedLength = 1_200
  /// How many words of a long text there are at most for each in the first person.
  private static let wordsPerSelf = 40

  /// The message without lines that are quoted, pasted or code.
  static func own(of message: String) -> String { OwnLines(message).lines.joined(separator: "\n") }

  /// Whether a text is long and hardly speaks of its writer.
  static func isPasted(_ text: String) -> Bool {
    guard text.count > pastedLength else { return false }
    let words = PhraseText(text).words
    return words.count(where: selves.contains) * wordsPerSelf < words.count
  }

  /// Whether a sentence gives an assistant something to do.
  static func asksForWork(_ sentence: PhraseText) -> Bool {
    sentence.words.first { !politeness.contains($0) }.map(tasks.contains) == true
  }

  /// Whether the task is one on a text that follows.
  static func isOfText(_ sentence: PhraseText) -> Bool {
    sentence.words.first { !politeness.contains($0) }.map(textTasks.contains) == true
  }

  static let politeness = SpeechWords.words(\.politeness)
  private static let selves = SpeechWords.words(\.selves)
  /// Verbs that a task on a text begins with.
  private static let textTasks = SpeechWords.words(\.textTasks)
  /// Verbs that a task for an assistant begins with.
  static let tasks = textTasks.union(SpeechWords.words(\.tasks))
  /// Words by which someone turns from a text or a quotation to themselves.
  static let returns = SpeechWords.phrases(\.returns)

  /// Whether the words of someone else follow on a sentence, or on a colon in it.
  static func reports(_ sentence: Substring) -> Bool {
    guard let colon = sentence.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return false }
    // What stands between quotation marks ends where they close.
    let quoted = sentence[sentence.index(after: colon)...].first { !$0.isWhitespace }
    if let quoted, "\"“„«‘'「『".contains(quoted) { return false }
    return reporting.occur(in: PhraseText(String(sentence[..<colon])))
  }

  private static let reporting = SpeechWords.phrases(\.reporting)

  /// Whether a message says that it is not meant as it stands there.
  static func isIronic(_ text: String) -> Bool {
    text.hasSuffix(" /s") || text.contains(" /s ") || text.contains("🙄") || ironies.occur(in: PhraseText(text))
  }

  private static let ironies = SpeechWords.phrases(\.ironies)

  static func isQuestion(_ sentence: Substring) -> Bool {
    sentence.unicodeScalars.contains { $0 == "?" || $0 == "？" || $0 == "¿" }
  }
}
