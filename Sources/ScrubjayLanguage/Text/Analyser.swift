public import ScrubjayCore

/// Turns texts and queries into index terms: the one analyser of word search.
///
/// A text is normalised (NFKC); then each word is put in lower case, stemmed in its language and stripped of its
/// diacritics, in this order.
/// A document is stemmed in the language it is taken to be in; a query asks for the stem in each language the owner's
/// documents are in. Stop words are left out, unless a text has nothing else: "who am I" can be found.
///
/// An analyser may be shared by any number of tasks.
public struct Analyser: Sendable {
  /// Changes whenever the same text gives other terms; an index made by another version is rebuilt.
  public static let version = 2
  /// The longest index term, in bytes of UTF-8.
  public static let longestTermInBytes = Tokenizer.longestWordInBytes

  private let stemmers = StemmerPool()

  /// Makes an analyser with its own pool of stemmers.
  public init() {}

  /// The terms by which a text is found.
  ///
  /// - Parameters:
  ///   - text: What was said or written.
  ///   - speaker: Who said it; the words of the name are terms like any other, and none of them is a stop word.
  ///   - day: When it was said; see `CalendarDay.terms`. Date terms do not count in the length.
  public func document(_ text: String, speaker: String? = nil, day: CalendarDay? = nil) -> AnalysedText {
    let reading = Reading(Self.scalars(text), singleIdeographs: true)
    var tokens = reading.tokens
    if let speaker {
      tokens += Tokenizer.tokens(of: Self.scalars(speaker), singleIdeographs: true)
    }

    var stemmers = StemmerLoan(from: stemmers)
    var terms: [String: Int] = [:]
    terms.reserveCapacity(tokens.count)
    for token in tokens {
      terms[Self.term(token.text, in: token.language(latin: reading.latin), &stemmers), default: 0] += 1
    }
    for term in day?.terms ?? [] { terms[term] = 1 }
    return AnalysedText(terms: terms, length: tokens.count, language: reading.language)
  }

  /// What a query asks for: its words in their order, each once; of Chinese and Japanese the pairs of neighbouring
  /// characters, and each character that means something by itself.
  ///
  /// - Parameters:
  ///   - text: The question, or some words.
  ///   - languages: The languages of the texts to be searched, as ``AnalysedText/language`` gave them; the query's own
  ///     is added.
  public func query(_ text: String, languages: Set<Language> = []) -> [QueryTerm] {
    let scalars = Self.scalars(text)
    let reading = Reading(scalars, singleIdeographs: true)
    let others = Language.allCases.filter { $0.isLatin && $0 != reading.latin && languages.contains($0) }

    var stemmers = StemmerLoan(from: stemmers)
    var seen: Set<[String]> = []
    var terms: [QueryTerm] = []
    let meaning = reading.tokens.filter { !StopWords.isCommon(ideograph: $0.text) }
    for token in meaning.isEmpty ? reading.tokens : meaning {
      var alternatives = [Self.term(token.text, in: token.language(latin: reading.latin), &stemmers)]
      for language in others where token.script == .latin {
        let alternative = Self.term(token.text, in: language, &stemmers)
        if !alternatives.contains(alternative) { alternatives.append(alternative) }
      }
      guard seen.insert(alternatives).inserted else { continue }
      let word = String(String.UnicodeScalarView(scalars[token.range]))
      terms.append(QueryTerm(word: word, alternatives: alternatives))
    }
    return terms
  }

  /// The terms of each of a text's parts, which together are all of it, in the language of the whole; stop words too.
  package func terms(ofParts parts: [String]) -> [Set<String>] {
    let latin = Reading(Self.scalars(parts.joined()), singleIdeographs: true).latin
    var stemmers = StemmerLoan(from: stemmers)
    return parts.map { part in
      var terms: Set<String> = []
      for token in Tokenizer.tokens(of: Self.scalars(part), singleIdeographs: true) {
        terms.insert(Self.term(token.text, in: token.language(latin: latin), &stemmers))
      }
      return terms
    }
  }

  /// The index term of a word in lower case, in a text of this language.
  package func stem(_ word: String, in language: Language) -> String {
    var stemmers = StemmerLoan(from: stemmers)
    return Self.term(word, in: language, &stemmers)
  }

  /// The stem of an English word in lower case.
  @Sendable package func englishStem(_ word: String) -> String { stem(word, in: .en) }

  private static func scalars(_ text: String) -> [Unicode.Scalar] {
    Array(Folding.normalised(text).unicodeScalars)
  }

  private static func term(_ word: String, in language: Language, _ stemmers: inout StemmerLoan) -> String {
    Folding.bounded(Folding.folded(stemmers.stem(word, in: language)), toUTF8Bytes: longestTermInBytes)
  }
}
