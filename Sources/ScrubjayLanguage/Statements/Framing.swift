/// A part of a conversation in which "I" is nobody's own word, until it plainly ends.
package enum Framing: String, Sendable, Hashable, CaseIterable {
  /// A role that is played, a game, a story, what is only supposed.
  case fiction
  /// A text that is asked for: a letter, a profile, a translation.
  case draft

  /// Whether a sentence opens one, and which.
  package static func opened(by sentence: PhraseText) -> Framing? {
    if fictions.occur(in: sentence) { return .fiction }
    guard let first = sentence.words.first(where: { !SpokenText.politeness.contains($0) }) else { return nil }
    let isTold = sentence.words.contains(where: stories.contains)
    if SpokenText.tasks.contains(first) {
      if isTold { return .fiction }
      return voices.occur(in: sentence) ? .draft : nil
    }
    return isTold && wishes.occur(in: sentence) ? .fiction : nil
  }

  /// Whether a sentence plainly ends it.
  package func isEnded(by sentence: PhraseText) -> Bool {
    if Self.ends.occur(in: sentence) { return true }
    return self == .draft && Self.turns.occur(in: sentence)
  }

  private static let fictions = SpeechWords.phrases(\.fictions)

  private static let stories = SpeechWords.words(\.stories)
  private static let wishes = SpeechWords.phrases(\.wishes)
  /// By what a text that is asked for is known to be in the voice of whoever asks.
  private static let voices = SpeechWords.phrases(\.voices)

  private static let ends = SpeechWords.phrases(\.ends)
  /// By what a text that was asked for is plainly done with.
  private static let turns = SpeechWords.phrases(\.turns)
}
