/// What kind of answer a question asks for, as far as its own words tell.
package struct QuestionKind: OptionSet, Sendable {
  package let rawValue: Int

  /// A time: "when", "since when", "on which day".
  package static let time = QuestionKind(rawValue: 1 << 0)
  /// A number: "how many", "how much".
  package static let number = QuestionKind(rawValue: 1 << 1)
  /// What the one who is asked said or did: "you", "your".
  package static let asked = QuestionKind(rawValue: 1 << 2)

  package init(rawValue: Int) { self.rawValue = rawValue }

  package init(_ text: PhraseText) {
    var kind: QuestionKind = []
    if Self.timePhrases.occur(in: text) { kind.insert(.time) }
    if Self.numberPhrases.occur(in: text) { kind.insert(.number) }
    if Self.askedPhrases.occur(in: text) { kind.insert(.asked) }
    self = kind
  }

  private static let timePhrases = LanguageWords.phrases(\.questions.time)
  private static let numberPhrases = LanguageWords.phrases(\.questions.number)
  private static let askedPhrases = LanguageWords.phrases(\.questions.asked)
}
