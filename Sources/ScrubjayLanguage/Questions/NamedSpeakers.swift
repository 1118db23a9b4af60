import ScrubjayCore

/// Those who speak with an owner and are named in a query.
package struct NamedSpeakers {
  /// Their names, as they stand with what they say.
  package let named: Set<String>
  /// The words of all speakers' names, folded to lower case.
  private let words: Set<String>
  /// The one whose name comes first in the query.
  private let first: String?

  /// - Parameter nicknames: Speakers by other names of theirs, folded to lower case.
  package init(_ speakers: [String], _ terms: [QueryTerm], nicknames: [String: String] = [:]) {
    let asked = terms.reduce(into: Set<String>()) { $0.formUnion(Self.words(of: $1.word)) }
    var words = Set(nicknames.keys)
    var named = Set(nicknames.filter { asked.contains($0.key) }.values)
    for speaker in speakers {
      let own = Self.words(of: speaker)
      words.formUnion(own)
      if !own.isDisjoint(with: asked) { named.insert(speaker) }
    }
    self.words = words
    self.named = named
    first =
      named.count < 2
      ? named.first
      : terms.lazy.compactMap { term in
        let own = Self.words(of: term.word)
        return speakers.first { !own.isDisjoint(with: Self.words(of: $0)) }
          ?? own.lazy.compactMap { nicknames[$0] }.first
      }.first
  }

  /// Who is asked about, and how sure that is, from 0 to 1: of several who are named the first, unless they are asked about
  /// together; "what did Anna tell Ben" is about Anna, and "what do Anna and Ben like" about neither more than the other.
  package func subject(of query: String) -> (name: String, sureness: Double)? {
    guard let first else { return nil }
    if named.count == 1 { return (first, 1) }
    return Self.joining.occur(in: PhraseText(query)) ? nil : (first, Self.surenessOfFirst)
  }

  private static let surenessOfFirst = 0.5
  private static let joining = LanguageWords.phrases { "\($0.bounds.and) | \($0.questions.together)" }

  /// Whether a word of the query is one of a speaker's name, or its possessive.
  package func isName(_ word: String) -> Bool { !words.isDisjoint(with: Self.words(of: word)) }

  /// The words of a name, folded to lower case, and of Anna's only Anna: a single letter is none.
  package static func words(of text: String) -> Set<String> {
    Set(PhraseText(text).words.filter { $0.count > 1 })
  }
}
