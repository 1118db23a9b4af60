import ScrubjayCore

/// Those who speak with an owner and are named in a query.
package struct NamedSpeakers {
  /// Their names, as they stand with what they say.
  package let named: Set<String>
  /// The words of all speakers' names, folded to lower case.
  private let words: Set<String>

  package init(_ speakers: [String], _ terms: [QueryTerm]) {
    let asked = terms.reduce(into: Set<String>()) { $0.formUnion(Self.words(of: $1.word)) }
    var words: Set<String> = []
    var named: Set<String> = []
    for speaker in speakers {
      let own = Self.words(of: speaker)
      words.formUnion(own)
      if !own.isDisjoint(with: asked) { named.insert(speaker) }
    }
    self.words = words
    self.named = named
  }

  /// Whether a word of the query is one of a speaker's name, or its possessive.
  package func isName(_ word: String) -> Bool { !words.isDisjoint(with: Self.words(of: word)) }

  /// The words of a name, folded to lower case, and of Anna's only Anna: a single letter is none.
  private static func words(of text: String) -> Set<String> {
    Set(PhraseText(text).words.filter { $0.count > 1 })
  }
}
