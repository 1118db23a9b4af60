import Foundation

/// What is compared of a fact in a language of which only how statements begin is known: its words without whom it is
/// about and without what denies it.
struct PlainForm: Sendable, Equatable {
  /// The language, where the words say that.
  let language: Language
  /// The words, folded and in lower case, without the subject and without what denies them.
  let words: [String]
  /// Whether they are denied.
  let isNegative: Bool

  /// Returns `nil` for a text in a language that is compared otherwise, or not at all.
  init?(_ text: String, names: [String]) {
    guard let grammar = Self.grammars.first(where: { $0.isOf(text, names) }) else { return nil }
    language = grammar.language
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
    guard language == other.language else { return false }
    if words == other.words { return isNegative != other.isNegative && !words.isEmpty }
    guard !isNegative, !other.isNegative,
      let grammar = Self.grammars.first(where: { $0.language == language }),
      let lead = grammar.single.first(where: { words.starts(with: $0) && other.words.starts(with: $0) })
    else { return false }
    let (one, another) = (Array(words.dropFirst(lead.count)), Array(other.words.dropFirst(lead.count)))
    guard let place = one.first, let rival = another.first, place != rival else { return false }
    // A town within a country is no other place.
    return grammar.lands.contains(place) == grammar.lands.contains(rival)
  }

  // MARK: Languages

  private static let grammars = [
    Grammar(
      .de, subjects: ["der nutzer", "die nutzerin"],
      verbs: "ist hat wohnt lebt arbeitet mag liebt hasst isst trinkt heisst kommt",
      negations: "nicht kein keine keinen", idle: "mehr ein eine einen", single: ["wohnt in", "lebt in", "heisst"]),
    Grammar(
      .es, subjects: ["el usuario", "la usuaria", "al usuario", "a la usuaria"],
      verbs: "es tiene vive trabaja le odia prefiere toca juega habla se estudia no ya",
      negations: "no", idle: "ya un una", single: ["vive en", "se llama"]),
    Grammar(
      .fr, subjects: ["l utilisateur", "l utilisatrice"],
      verbs: "est a habite vit travaille aime adore deteste prefere joue parle s etudie n ne",
      negations: "ne n pas plus jamais",
      idle: "un une de d",
      single: ["habite a", "vit a", "s appelle"]),
    Grammar(.und, subjects: ["用 户"], verbs: "", negations: "不 没", idle: "再 了", single: ["住 在", "叫"]),
  ]

  private struct Grammar: Sendable {
    let language: Language
    let subjects: [[String]]
    let verbs: Set<String>
    let negations: Set<String>
    /// Words that may stand beside what denies.
    let idle: Set<String>
    let single: [[String]]
    let lands: Set<String>

    init(_ language: Language, subjects: [String], verbs: String, negations: String, idle: String, single: [String]) {
      func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
      self.language = language
      self.subjects = subjects.map(words).sorted { $0.count > $1.count }
      self.verbs = Set(words(verbs))
      self.negations = Set(words(negations))
      self.idle = Set(words(idle))
      self.single = single.map(words)
      let locale = Locale(identifier: language == .und ? "zh" : language.rawValue)
      lands = Set(
        Locale.Region.isoRegions.compactMap { locale.localizedString(forRegionCode: $0.identifier) }
          .compactMap { PhraseText($0).words.first })
    }

    /// The words of a text; in Chinese each of its signs.
    func tokens(_ text: String) -> [String] {
      let words = PhraseText(text).words
      return language == .und ? words.flatMap { $0.map { String($0) } } : words
    }

    /// How whom a fact is about may be written.
    func subjects(_ names: [String]) -> [[String]] {
      let named = names.flatMap { [tokens($0)] + (language == .es ? [["a"] + tokens($0)] : []) }
      return (subjects + [["the", "user"], ["a", "the", "user"]] + named).filter { !$0.isEmpty }.sorted {
        $0.count > $1.count
      }
    }

    func isOf(_ text: String, _ names: [String]) -> Bool {
      let words = tokens(text)
      guard language != .und else {
        return words.first.map { $0.unicodeScalars.allSatisfy { ScalarKind($0) == .ideograph } } == true
      }
      if let subject = subjects(names).first(where: { words.starts(with: $0) }) {
        return subjects.contains(subject) || words.dropFirst(subject.count).first.map(verbs.contains) == true
      }
      return words.first.map(verbs.contains) == true && words.count > 1
    }
  }
}
