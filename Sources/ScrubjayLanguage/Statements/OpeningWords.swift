/// The words by which statements of one language are told from how they begin.
///
/// All but what is put into the facts is folded and in lower case.
struct OpeningWords: Sendable {
  /// The language.
  let language: Language
  /// How statements of the person themselves begin.
  let openings: [Opening]
  /// What stands before what is theirs: "my".
  let owners: Set<String>
  /// Who is near, and what one has one of, each with its article.
  let nouns: [String: Noun]
  /// Verbs that say something lasting of somebody near, in the third person.
  let verbs: Set<String>
  /// Several words that do.
  let naming: [[String]]
  /// "Is", between what somebody has and what it is.
  let being: String
  /// Work that somebody near may do.
  let jobs: Set<String>
  /// What makes a favourite of a noun: as its beginning, or as a word beside it with the article of both.
  let favourites: Favourites
  /// Words between two statements.
  let conjunctions: Set<String>
  /// Words that only add one.
  let additions: Set<String>
  /// Words that only lead to one.
  let leadIns: Set<String>
  /// Words by which a sentence is no lasting statement, or points at something in the conversation.
  let unsure: Set<String>
  /// How a statement is denied, beside by words that simply stand in it.
  let denial: Denial
  /// What pronouns of the first person become, by the person's gender.
  let pronouns: @Sendable (_ word: SpokenWord, _ person: OpeningPerson) -> String?
  /// How the person is written.
  let person: @Sendable (_ speaker: Speaker, _ isFeminine: Bool) -> OpeningPerson
  /// What is theirs, named as theirs: "la hermana de Priya".
  let possession: @Sendable (_ noun: String, _ article: String?, _ person: OpeningPerson) -> String
  /// The day on which a number of years is counted, in brackets.
  let date: @Sendable (_ day: Int, _ month: Int, _ year: Int) -> String

  /// Somebody near, or something that one has one of.
  struct Noun: Sendable {
    let article: String
    let category: FactCategory
    /// Whether it is what the person is called.
    var isName = false
    var isAttribute: Bool { category != .relationships }
  }

  enum Favourites: Sendable {
    case prefix(String)
    case words([String: String])
  }

  enum Denial: Sendable {
    /// Words before the verb: "no", "ya no".
    case before([[String]])
    /// A word before the verb and one behind it: "ne … plus".
    case around(String, Set<String>)
    /// Words anywhere behind the verb.
    case behind

    /// The words without those that deny them in front of the verb.
    func affirmed(_ words: [String]) -> [String] {
      switch self {
      case .before(let particles):
        return Array(words.dropFirst(particles.first { words.starts(with: $0) }?.count ?? 0))
      case .around(let before, _):
        if words.first == before { return Array(words.dropFirst()) }
        guard let first = words.first, first.hasPrefix(before.prefix(1) + "'") else { return words }
        return [String(first.dropFirst(2))] + words.dropFirst()
      case .behind: return words
      }
    }

    /// The words that stand in front of the verb.
    var particles: [String] {
      switch self {
      case .before(let particles): particles.compactMap(\.first)
      case .around(let before, _): [before, String(before.prefix(1))]
      case .behind: []
      }
    }
  }
}

/// How the person is written in a statement.
struct OpeningPerson: Sendable {
  /// As a sentence begins with it.
  let subject: String
  /// As a sentence begins with it where something pleases them.
  let dative: String
  /// Behind what is theirs: "del usuario", "de Priya".
  let genitive: String
  /// Behind a preposition.
  let object: String
  let isFeminine: Bool
  let isNamed: Bool
}

/// How a lasting statement begins.
struct Opening: Sendable {
  let words: [String]
  /// The same in the third person.
  let replacement: String
  /// Whether the person is whom something pleases, rather than who does it.
  let isDative: Bool
  /// Whether what follows is what the person is called.
  let isName: Bool
  /// Whether it says something by itself.
  let standsAlone: Bool
  private let category: FactCategory
  /// Words one of which has to follow soon; none for any.
  private let required: Set<String>

  /// How many words behind the opening are looked at.
  private static let reach = 5

  init(
    _ words: String, _ replacement: String, _ category: FactCategory, _ required: String = "", isDative: Bool = false,
    isName: Bool = false, standsAlone: Bool = false
  ) {
    self.words = words.split(separator: " ").map(String.init)
    self.replacement = replacement
    self.isDative = isDative
    self.isName = isName
    self.standsAlone = standsAlone
    self.category = category
    self.required = Set(required.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// What a fact begins with that names nobody, folded and in lower case.
  var verbs: [String] { Folding.folded(replacement.lowercased()).split(separator: " ").map(String.init) }

  /// What a statement is about that goes on like this, and whether its words say that a woman makes it; `nil` where it is
  /// none that lasts.
  func reading(of rest: [SpokenWord]) -> (category: FactCategory, isFeminine: Bool)? {
    guard !rest.isEmpty else { return standsAlone ? (category, false) : nil }
    if isName { return rest[0].isCapitalised ? (category, false) : nil }
    guard !required.isEmpty else { return (category, false) }
    guard let word = rest.prefix(Self.reach).first(where: { required.contains($0.lower) })?.lower else { return nil }
    return (category, Self.isFeminine(word, among: required))
  }

  /// Whether words hold one that this opening has to be followed by.
  func isKnown(by words: [String]) -> Bool {
    words.prefix(verbs.count + Self.reach).contains { required.contains($0) }
  }

  /// Whether a word is the feminine form of one that is known, too.
  static func isFeminine(_ word: String, among known: Set<String>) -> Bool {
    onlyFeminine.contains(word) || masculine(of: word).contains { known.contains($0) }
  }

  private static let onlyFeminine: Set<String> = ["krankenschwester", "schwanger", "embarazada", "enceinte"]

  /// What the masculine form of a word would be, were it a feminine one.
  private static func masculine(of word: String) -> [String] {
    var forms: [String] = []
    if word.hasSuffix("in") { forms.append(String(word.dropLast(2))) }
    if word.hasSuffix("a") { forms += [word.dropLast() + "o", String(word.dropLast())] }
    if word.hasSuffix("e") { forms.append(String(word.dropLast())) }
    if word.hasSuffix("ne") { forms.append(String(word.dropLast(2))) }
    if word.hasSuffix("iere") { forms.append(word.dropLast(4) + "ier") }
    if word.hasSuffix("euse") { forms.append(word.dropLast(4) + "eur") }
    return forms
  }
}

extension OpeningWords {
  /// The languages of which statements are known by how they begin.
  static let all = LanguageWords.all.compactMap(\.openings)

  /// How a fact begins that names nobody; `nil` where it begins otherwise, or may be in another language.
  func opening(of fact: String) -> Opening? {
    // Of openings that begin alike, such as "no come" and "no le gusta", the longest.
    let said = SpokenWord.words(of: fact.prefix(Self.leadCharacters)).map(\.lower)
    func beginning(_ said: [String]) -> [Opening] { openings.filter { said.starts(with: $0.verbs) } }
    let found = beginning(said).isEmpty ? beginning(denial.affirmed(said)) : beginning(said)
    guard let opening = found.max(by: { $0.verbs.count < $1.verbs.count }) else { return nil }
    // Words as short as "a", "no" and "hat" are words of several languages: something else has to tell.
    if opening.verbs.contains(where: { $0.count > Self.lettersOfShortWords }) { return opening }
    if found.contains(where: { $0.isKnown(by: said) }) { return opening }
    let reading = Reading(Array(Folding.normalised(fact).unicodeScalars), singleIdeographs: false)
    return reading.latin == language ? opening : nil
  }

  /// How much of a fact is looked at for how it begins.
  static let leadCharacters = 120
  private static let lettersOfShortWords = 3

  static func words(_ text: String) -> Set<String> { Set(text.split(whereSeparator: \.isWhitespace).map(String.init)) }

  /// Nouns of one category, by their article.
  static func nouns(_ category: FactCategory, _ rows: [(String, String)]) -> [String: Noun] {
    Dictionary(
      rows.flatMap { text, article in words(text).map { ($0, Noun(article: article, category: category)) } },
      uniquingKeysWith: { first, _ in first })
  }
}
