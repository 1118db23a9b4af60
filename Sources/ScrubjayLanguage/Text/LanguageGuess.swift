/// Guesses the language of a text from its script and its stop words.
enum LanguageGuess {
  /// The language of the text, and the one its Latin words are in; the two differ only where another script prevails.
  static func guess(scalars: [Unicode.Scalar], stopWordIn: [LanguageSet]) -> (language: Language, latin: Language) {
    var latin = 0
    var cyrillic = 0
    var other = 0
    for scalar in scalars {
      switch scalar {
      case "a"..."z", "A"..."Z": latin += 1
      case "\0"..."\u{7F}": break
      default:
        switch Token.Script(ofLetter: scalar) {
        case .latin: latin += 1
        case .cyrillic: cyrillic += 1
        case .other: if scalar.properties.isAlphabetic { other += 1 }
        }
      }
    }
    if latin == 0, cyrillic == 0, other == 0 { return (.und, .en) }
    if latin >= max(cyrillic, other) {
      let guess = latinLanguage(scalars: scalars, stopWordIn: stopWordIn)
      return (guess, guess)
    }
    return (cyrillic >= other ? .ru : .und, .en)
  }

  /// A word that several languages share is divided among them; this is divisible by their number.
  private static let wholeWord = 840

  /// What speaks for English before a word is read: a word shared with other languages does not decide against it.
  private static let presumptionOfEnglish = wholeWord / 2

  /// The language with most evidence, English where that is little.
  private static func latinLanguage(scalars: [Unicode.Scalar], stopWordIn: [LanguageSet]) -> Language {
    let accented = scalars.filter { !$0.isASCII }
    var best = (language: Language.en, evidence: 0)
    for words in LanguageWords.all {
      guard let language = words.language, language.isLatin else { continue }
      let own = LanguageSet(language)
      var evidence = language == .en ? presumptionOfEnglish : 0
      for languages in stopWordIn where languages.contains(own) { evidence += wholeWord / languages.count }
      if !accented.isEmpty {
        evidence += accented.count { words.letters.contains($0) } * wholeWord / 2
      }
      if evidence > best.evidence { best = (language, evidence) }
    }
    return best.language
  }
}
