/// What kind of answer a question asks for, as far as its own words tell.
package struct QuestionKind: OptionSet, Sendable {
  package let rawValue: Int

  /// A time: "when", "since when", "on which day".
  package static let time = QuestionKind(rawValue: 1 << 0)
  /// A number: "how many", "how much".
  package static let number = QuestionKind(rawValue: 1 << 1)
  /// What the one who is asked said or did before: "what did you recommend", "your advice". Not what is to be done now.
  package static let asked = QuestionKind(rawValue: 1 << 2)
  /// Several things, told at different times: "which sports", "what do both like".
  package static let several = QuestionKind(rawValue: 1 << 3)
  /// Something to be done or advised now, by what the one who asks once wanted: "could you show me", "what should I".
  package static let request = QuestionKind(rawValue: 1 << 4)
  /// An overview of what was said: "a summary of", "in which order".
  package static let overview = QuestionKind(rawValue: 1 << 5)
  /// Nothing: it tells something, of which what was said before may remind.
  package static let statement = QuestionKind(rawValue: 1 << 6)

  package init(rawValue: Int) { self.rawValue = rawValue }

  package init(_ question: String) {
    let text = PhraseText(question)
    var kind: QuestionKind = []
    if Self.timePhrases.occur(in: text) { kind.insert(.time) }
    if Self.numberPhrases.occur(in: text) { kind.insert(.number) }
    if Self.askedPhrases.occur(in: text) { kind.insert(.asked) }
    if Self.overviewPhrases.occur(in: text) { kind.formUnion([.overview, .several]) }
    if Self.severalPhrases.occur(in: text) || Self.asksForPlural(text.words) { kind.insert(.several) }
    // What was said before is not asked to be done again, and an overview is no advice.
    if kind.isDisjoint(with: [.asked, .overview]), Self.requestPhrases.occur(in: text) { kind.insert(.request) }
    if Self.tells(question, text) { kind.insert(.statement) }
    self = kind
  }

  /// Whether a text tells something and asks nothing: it neither begins as questions do nor holds a question mark, and is
  /// a whole sentence rather than some words to search for.
  private static func tells(_ question: String, _ text: PhraseText) -> Bool {
    let traits = TurnTraits(question)
    guard !text.words.isEmpty, !traits.asks, !openings.open(text) else { return false }
    return traits.endsSentence || traits.tellsOfItself
  }

  private static func asksForPlural(_ words: [String]) -> Bool {
    LanguageWords.all.contains { $0.questions.asksForPlural(words) }
  }

  private static let timePhrases = LanguageWords.phrases(\.questions.time)
  private static let numberPhrases = LanguageWords.phrases(\.questions.number)
  private static let askedPhrases = LanguageWords.phrases(\.questions.asked)
  private static let severalPhrases = LanguageWords.phrases(\.questions.several)
  private static let requestPhrases = LanguageWords.phrases(\.questions.request)
  private static let overviewPhrases = LanguageWords.phrases(\.questions.overview)
  private static let openings = LanguageWords.phrases(\.questions.openings)
}
