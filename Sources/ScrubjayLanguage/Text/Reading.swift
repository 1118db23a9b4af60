/// A text split into tokens, with the language it was taken to be in.
struct Reading {
  /// The tokens that count: those that are no stop words, or all where there are only stop words.
  let tokens: [Token]
  /// The language of the text by its prevailing script and, in the Latin one, its stop words.
  let language: Language
  /// The language its words in the Latin alphabet are stemmed in.
  let latin: Language

  init(_ scalars: [Unicode.Scalar], singleIdeographs: Bool) {
    let tokens = Tokenizer.tokens(of: scalars, singleIdeographs: singleIdeographs)
    let stopWordIn = tokens.map { $0.script == .other ? [] : StopWords.languages(of: Folding.folded($0.text)) }
    (language, latin) = LanguageGuess.guess(scalars: scalars, stopWordIn: stopWordIn)

    let guessed = latin
    let counted = zip(tokens, stopWordIn).compactMap { token, languages in
      languages.contains(LanguageSet(token.language(latin: guessed))) ? nil : token
    }
    self.tokens = counted.isEmpty ? tokens : counted
  }
}
