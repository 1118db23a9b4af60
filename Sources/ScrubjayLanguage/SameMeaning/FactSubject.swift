/// Whom a fact is about, made explicit, so that facts can be compared that name the same person in different ways:
/// "Lives in Porto", "The user lives in Porto" and, of a user with this name, "Priya lives in Porto".
package struct FactSubject {
  /// What the user is called, the longest name first.
  private let names: [[String]]

  /// Of a user who is called by these names.
  package init(names: some Sequence<String>) {
    self.names = names.map(Self.pieces).filter { !$0.isEmpty }.sorted { $0.count > $1.count }
  }

  /// The text with the user by one name, and without the day on which an age or a number of years was counted.
  package func completed(_ text: String) -> String { Self.withOwner(renamed(Self.withoutDate(text))) }

  /// A fact that somebody proposed with whom it is about made explicit: whoever said what it was read in.
  ///
  /// What names somebody already stays as it is.
  package static func attributed(_ text: String, to speaker: Speaker) -> String {
    let fact = withOwner(text)
    for words in OpeningWords.all {
      if let found = attributed(fact, to: speaker, words) { return found }
    }
    guard let name = speaker.name else { return fact }
    for user in ["The user", "User", "用户"] where fact.hasPrefix(user) {
      let rest = fact.dropFirst(user.count)
      if user == "用户" || rest.first.map({ !$0.isLetter }) == true { return name + rest }
    }
    return fact
  }

  private static func attributed(_ fact: String, to speaker: Speaker, _ words: OpeningWords) -> String? {
    let (person, user) = (words.person(speaker, false), words.person(.user, false))
    let users = [user, words.person(.user, true)]
    for user in users where speaker.name != nil {
      for (lead, name) in [(user.dative, person.dative), (user.subject, person.subject)]
      where fact.hasPrefix(lead + " ") {
        return name + fact.dropFirst(lead.count)
      }
    }
    guard let opening = words.opening(of: fact) else { return nil }
    let start = opening.isDative ? person.dative : person.subject
    return "\(start) \(fact.prefix(1).lowercased())\(fact.dropFirst())"
  }

  // MARK: Names

  /// The text with "the user" in the place of the user's name.
  private func renamed(_ text: String) -> String {
    guard !names.isEmpty else { return text }
    var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    var index = 0
    while index < words.count {
      for name in names where index + name.count <= words.count {
        let found = words[index..<index + name.count].map { Self.bare($0) }
        guard found.map(\.name) == name, let tail = found.last?.tail else { continue }
        words.replaceSubrange(index..<index + name.count, with: [index == 0 ? "The" : "the", "user" + tail])
        break
      }
      index += 1
    }
    return words.joined(separator: " ")
  }

  private static func pieces(_ name: String) -> [String] { name.split(separator: " ").map { bare(String($0)).name } }

  /// A word without a possessive ending and punctuation, and those.
  private static func bare(_ word: String) -> (name: String, tail: String) {
    let end = word.lastIndex { $0.isLetter || $0.isNumber }.map { word.index(after: $0) } ?? word.startIndex
    let core = word[..<end]
    for ending in ["'s", "’s"] where core.hasSuffix(ending) && core.count > 2 {
      return (String(core.dropLast(2)), "'s" + word[end...])
    }
    return (String(core), String(word[end...]))
  }

  // MARK: Dates

  private static let dates = LanguageWords.all.compactMap { $0.facts?.counted }

  private static func withoutDate(_ text: String) -> String {
    let trimmed = text.hasSuffix(".") ? text.dropLast() : text[...]
    guard trimmed.hasSuffix(")") || trimmed.hasSuffix("）"),
      let opening = trimmed.lastIndex(where: { $0 == "(" || $0 == "（" }),
      dates.contains(where: trimmed[opening...].hasPrefix), trimmed[opening...].contains(where: \.isNumber)
    else { return text }
    return String(trimmed[..<opening].reversed().drop { $0.isWhitespace }.reversed())
  }

  // MARK: Facts that name nobody

  /// The text with "the user" before a fact that names nobody, in English.
  private static func withOwner(_ text: String) -> String {
    let words = SpokenWord.words(of: text[...].prefix(OpeningWords.leadCharacters))
    let adverbs = words.prefix { EnglishPredicate.adverbs.contains($0.lower) || ["no", "longer"].contains($0.lower) }
      .count
    guard adverbs < words.count else { return text }
    let rest = text.prefix(1).lowercased() + text.dropFirst()
    if isVerb(words[adverbs].lower) { return "The user " + rest }
    let first = words[0].lower
    let isAttribute = EnglishLexicon.attributes[first] != nil && words.count > 1 && words[1].lower == "is"
    let isFavourite = ["favourite", "favorite"].contains(first)
    let isNear = EnglishLexicon.isNear(first) && words.count > 1 && !first.hasSuffix("s")
    return isAttribute || isFavourite || isNear ? "The user's " + rest : text
  }

  private static let verbs = EnglishWords.set(
    """
    is has does can cannot was had goes moved quit got left gave started began became married grew lost joined stopped
    graduated retired adopted bought sold turned used resigned wants plans hopes says thinks knows uses
    """)

  private static func isVerb(_ word: String) -> Bool {
    verbs.contains(word) || ThirdPerson.base(word, among: EnglishVerb.all) != nil
  }
}
