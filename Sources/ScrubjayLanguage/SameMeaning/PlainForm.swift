import Foundation

/// What is compared of a fact in a language of which only how statements begin is known: its words without whom it is
/// about and without what denies it.
struct PlainForm: Sendable, Equatable {
  /// The language, by where it is spoken.
  private let locale: String
  /// The words, folded and in lower case, without the subject and without what denies them.
  let words: [String]
  /// Whether they are denied.
  let isNegative: Bool

  /// Returns `nil` for a text in a language that is compared otherwise, or not at all.
  init?(_ text: String, names: [String]) {
    guard let grammar = Self.grammars.first(where: { $0.isOf(text, names) }) else { return nil }
    locale = grammar.locale
    var words = grammar.tokens(text)
    for subject in grammar.subjects(names) where words.starts(with: subject) {
      words.removeFirst(subject.count)
      break
    }
    isNegative = words.contains(where: grammar.negations.contains)
    self.words = words.filter { !grammar.negations.contains($0) && !grammar.idle.contains($0) }
  }

  /// Whether one denies what the other says, or both name another one of what there is one of, such as where somebody lives.
  func contradicts(_ other: PlainForm) -> Bool {
    guard locale == other.locale else { return false }
    if words == other.words { return isNegative != other.isNegative && !words.isEmpty }
    guard !isNegative, !other.isNegative,
      let grammar = Self.grammars.first(where: { $0.locale == locale }),
      let lead = grammar.single.first(where: { words.starts(with: $0) && other.words.starts(with: $0) })
    else { return false }
    let (one, another) = (Array(words.dropFirst(lead.count)), Array(other.words.dropFirst(lead.count)))
    guard let place = one.first, let rival = another.first, place != rival else { return false }
    // A town within a country is no other place.
    return grammar.lands.contains(place) == grammar.lands.contains(rival)
  }

  // MARK: Languages

  private static let grammars = LanguageWords.all.compactMap { ComparedLanguage($0) }
}

/// A language whose facts are compared by how they begin.
private struct ComparedLanguage: Sendable {
  let locale: String
  let negations: Set<String>
  let idle: Set<String>
  let single: [[String]]
  let lands: Set<String>
  /// How the user may be written.
  private let users: [[String]]
  /// How statements begin, in a language that has spaces.
  private let openings: OpeningWords?
  /// What the words behind somebody's name may begin with.
  private let verbs: Set<String>

  init?(_ words: LanguageWords) {
    guard let comparison = words.facts?.comparison else { return nil }
    openings = words.openings
    locale = comparison.locale
    let isUnspaced = openings == nil
    func phrases(_ table: String) -> [[String]] {
      table.split(separator: "|").map { Self.tokens(String($0), isUnspaced: isUnspaced) }
    }
    negations = Set(phrases(comparison.negations).joined())
    idle = Set(phrases(comparison.idle).joined())
    single = phrases(comparison.single)
    let persons = [false, true].compactMap { words.openings?.person(.user, $0) }
    users =
      phrases(comparison.users)
      + persons.flatMap { [$0.subject, $0.dative] }.map { Self.tokens($0, isUnspaced: false) }
    let begun = openings?.openings.compactMap { opening in opening.verbs.first.flatMap { PhraseText($0).words.first } }
    verbs = Set((begun ?? []) + (openings?.denial.particles ?? []))
    let locale = Locale(identifier: comparison.locale)
    lands = Set(
      Locale.Region.isoRegions.compactMap { locale.localizedString(forRegionCode: $0.identifier) }
        .compactMap { PhraseText($0).words.first })
  }

  /// The words of a text; of one without spaces each of its signs.
  func tokens(_ text: String) -> [String] { Self.tokens(text, isUnspaced: openings == nil) }

  private static func tokens(_ text: String, isUnspaced: Bool) -> [String] {
    let words = PhraseText(text).words
    return isUnspaced ? words.flatMap { $0.map { String($0) } } : words
  }

  /// How whom a fact is about may be written, the longest first.
  func subjects(_ names: [String]) -> [[String]] {
    let person = names.flatMap { name in [name, openings?.person(.named(name), false).dative ?? name] }
    let all = users + (["the user", "a the user"] + person).map(tokens)
    return all.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
  }

  func isOf(_ text: String, _ names: [String]) -> Bool {
    let words = tokens(text)
    guard let openings else {
      return words.first.map { $0.unicodeScalars.allSatisfy { ScalarKind($0) == .ideograph } } == true
    }
    if let subject = subjects(names).first(where: { words.starts(with: $0) }) {
      return users.contains(subject) || words.dropFirst(subject.count).first.map(verbs.contains) == true
    }
    return openings.opening(of: text) != nil
  }
}
