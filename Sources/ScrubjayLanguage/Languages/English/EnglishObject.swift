/// What a verb is about.
struct EnglishObject {
  private let words: [SpokenWord]

  init(_ words: [SpokenWord]) { self.words = words }

  /// Whether it is missing, or points at something in the conversation: "it", "this answer", "the second option".
  var isPointing: Bool {
    guard let first = words.first?.lower else { return true }
    if EnglishLexicon.articlesOfPointing.contains(first) {
      return words.prefix(4).contains { EnglishLexicon.conversational.contains($0.lower) }
    }
    return EnglishLexicon.pointing.contains(first)
      || words.prefix(2).contains { ["idea", "answer", "suggestion"].contains($0.lower) }
  }

  private static let boundaries = EnglishWords.set(
    """
    named called who that with in from at for since about of which on to living right coming due yesterday today
    last this when against into through via using over under after before near outside
    """
  )

  /// What it is about if it is something that one has for long: family, animals, illnesses, a house.
  var possessed: FactCategory? {
    guard let first = words.first?.lower, !EnglishLexicon.pointing.subtracting(["no"]).contains(first),
      !["my", "your", "been", "had"].contains(first)
    else { return nil }
    let phrase = self.phrase
    if phrase.count < words.count, words[phrase.count].lower == "to", phrase.last?.lower != "allergy" { return nil }
    let heads = self.heads
    for head in heads where head > phrase.startIndex {
      if EnglishLexicon.conditions.contains("\(phrase[head - 1].lower) \(phrase[head].lower)") { return .health }
    }
    for head in heads.map({ phrase[$0].lower }) {
      if EnglishLexicon.family.contains(head) || EnglishLexicon.isPet(head) { return .relationships }
      if EnglishLexicon.diseases.contains(head) { return .health }
      if EnglishLexicon.careers.contains(head) { return .work }
      if EnglishLexicon.possessions.contains(head) { return .other }
    }
    return nil
  }

  /// The words up to where something else about it begins, such as a place or a time.
  private var phrase: ArraySlice<SpokenWord> {
    let end = words.indices.first { Self.boundaries.contains(words[$0].lower) || beginsTime(at: $0) } ?? words.count
    return words[..<end]
  }

  /// Where the nouns stand that it names.
  private var heads: [Int] {
    let phrase = phrase
    return phrase.indices.filter { index in
      index + 1 == phrase.endIndex || phrase[index].endsPhrase || ["and", "or"].contains(phrase[index + 1].lower)
    }
  }

  /// Whether it names one of some things, and does not only mention it.
  func names(_ things: Set<String>) -> Bool { heads.contains { things.contains(words[$0].lower) } }

  /// "Two years ago".
  private func beginsTime(at index: Int) -> Bool {
    index + 1 < words.count && RelativeDays.count(words[index].lower) != nil
      && RelativeDays.unit(words[index + 1].lower) != nil
  }

  /// Whether it says how often something is done.
  var saysHowOften: Bool {
    words.indices.contains { index in
      let next = index + 1 < words.count ? words[index + 1].lower : ""
      return switch words[index].lower {
      case "daily", "weekly", "regularly": true
      case "a" where next == "lot": true
      case "all" where next == "the": index + 2 < words.count && words[index + 2].lower == "time"
      case "every": Self.units.contains(next)
      case "once", "twice", "times": ["a", "per", "every"].contains(next)
      case "most": Self.recurring.contains(next)
      case "on": next.hasSuffix("days") || next == "weekends"
      default: false
      }
    }
  }

  private static let units = EnglishWords.set(
    """
    day morning evening afternoon night week weekend month year summer winter spring autumn fall other few single
    monday tuesday wednesday thursday friday saturday sunday two three
    """)
  private static let recurring = EnglishWords.set(
    "days mornings evenings nights weekends mondays tuesdays wednesdays thursdays fridays saturdays sundays")

  /// "About ten minutes from work": how far away something is.
  var isDistance: Bool {
    words.prefix(4).contains {
      ["minutes", "miles", "km", "blocks", "kilometres", "kilometers", "hours", "hour"].contains($0.lower)
    }
      && holds(["from", "away", "outside"])
  }

  /// "Ramipril for high blood pressure".
  var isForIllness: Bool {
    guard let place = words.firstIndex(where: { $0.lower == "for" }), place > 0 else { return false }
    let rest = Array(words[(place + 1)...])
    return EnglishObject([SpokenWord("a")] + rest).possessed == .health
  }

  /// Whether any of some words is in it.
  func holds(_ some: Set<String>) -> Bool { words.contains { some.contains($0.lower) } }

  /// Whether it begins with these words.
  func begins(with phrase: [String]) -> Bool { words.begins(with: phrase) }

  /// The words behind the name that it begins with.
  var nameless: [SpokenWord] { Array(words.drop { $0.isCapitalised }) }

  var first: String { words.first?.lower ?? "" }
  /// Whether there is a medicine in it.
  var holdsMedicine: Bool { words.contains { EnglishLexicon.isMedicine($0.lower) } }

  /// How many words it takes.
  var length: Int { words.count }
  var isEmpty: Bool { words.isEmpty }
  /// Whether a name follows on the preposition that it begins with.
  var isNamedBehindPreposition: Bool { words.count > 1 && words[1].isCapitalised }
  var isNamed: Bool { words.first?.isCapitalised == true }
}

extension EnglishLexicon {
  /// Articles with which something in the conversation may be pointed at.
  static let articlesOfPointing: Set<String> = ["the", "my", "our"]
}
