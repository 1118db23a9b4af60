/// How statements are told in one language.
protocol StatementGrammar: Sendable {
  /// The statements of a sentence, in its order; none where it is in another language, or states nothing that lasts.
  ///
  /// - Parameters:
  ///   - speaker: Whom "I" is.
  ///   - time: When and where it is said.
  func statements(in sentence: Substring, by speaker: Speaker, at time: LocalTime) -> [ExtractedStatement]
}

/// The languages that statements are understood in.
enum StatementGrammars {
  private static let all: [any StatementGrammar] = LanguageWords.all.compactMap { words in
    words.grammar ?? words.openings.map { OpeningGrammar($0) }
  }

  /// The statements of a sentence, by the first language that finds any in it.
  static func statements(in sentence: Substring, by speaker: Speaker, at time: LocalTime) -> [ExtractedStatement] {
    all.lazy.map { $0.statements(in: sentence, by: speaker, at: time) }.first { !$0.isEmpty } ?? []
  }
}
