public import ScrubjayCore

/// What the index keeps of one text.
public struct AnalysedText: Sendable, Equatable {
  /// How often each index term occurs; date terms (`CalendarDay.terms`) occur once.
  public let terms: [String: Int]
  /// The sum of all frequencies but those of date terms: the length that BM25 divides by.
  public let length: Int
  /// The language the text was taken to be in; give an owner's languages to ``Analyser/query(_:languages:)``.
  public let language: Language

  /// The same text, said on a day, by which it is found, too.
  public func said(on day: CalendarDay) -> AnalysedText {
    AnalysedText(terms: terms.merging(day.terms.map { ($0, 1) }) { _, new in new }, length: length, language: language)
  }
}

/// One word that a query asks for, a character pair, a number or an emoji.
public struct QueryTerm: Sendable, Hashable {
  /// The word as typed.
  public let word: String
  /// The index terms that satisfy it, without duplicates, the query's own language first; a document has the term
  /// if it has any of them.
  public let alternatives: [String]

  /// Whether it begins with a capital, as names do.
  package var isCapitalised: Bool { word.unicodeScalars.first?.properties.isUppercase == true }

  /// Whether it is a pair of characters in a script without spaces, which may belong to two words.
  package var isPair: Bool {
    let scalars = word.unicodeScalars
    return scalars.count == 2 && scalars.allSatisfy { ScalarKind($0).isUnspaced }
  }

  /// A term of a query.
  package init(word: String, alternatives: [String]) {
    self.word = word
    self.alternatives = alternatives
  }
}
