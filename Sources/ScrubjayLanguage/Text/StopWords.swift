/// The words so common in a language that they say nothing about a text, and much about its language.
enum StopWords {
  /// The languages in which a folded word is a stop word.
  static func languages(of word: String) -> LanguageSet {
    languages[word] ?? []
  }

  /// Whether a phrase may be one of a language in a text in another: a single word is not where it is a common word of the
  /// text's own, as the French "hier" is in German.
  static func allow(_ phrase: [String], of language: Language?, in text: Language) -> Bool {
    guard phrase.count == 1, let language, language != text else { return true }
    return !languages(of: phrase[0]).contains(LanguageSet(text))
  }

  private static let languages: [String: LanguageSet] = {
    var languages: [String: LanguageSet] = [:]
    for words in LanguageWords.all {
      guard let language = words.language else { continue }
      for word in Folding.folded(words.stopWords).split(whereSeparator: \.isWhitespace) {
        languages[String(word), default: []].insert(LanguageSet(language))
      }
    }
    return languages
  }()

  /// Whether a character is one that holds Chinese sentences together, and tells nothing of what they are about.
  static func isCommon(ideograph: String) -> Bool { ideographs.contains(ideograph) }

  private static let ideographs = Set(LanguageWords.chinese.stopWords.split(separator: " ").map(String.init))
}
