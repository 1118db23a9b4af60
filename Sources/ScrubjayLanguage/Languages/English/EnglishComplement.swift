/// What somebody is said to be, and whether that lasts.
struct EnglishComplement {
  /// What it is about; `nil` where it is not known to last.
  let category: FactCategory?

  private static let intensifiers = EnglishWords.set(
    """
    very quite severely also really mildly highly originally currently still now deathly extremely super so both
    actually happily recently fully only pretty totally terribly born
    """)
  private static let boundaries = EnglishWords.set(
    "at in for from of with who that by on and working based specializing specialising to")
  private static let closing = EnglishWords.set("now myself too currently again")
  private static let belittling = EnglishWords.set("bit little tad lot mess fool total complete few")

  init(_ words: [SpokenWord], isOther: Bool, isNegative: Bool) {
    let lead = Array(words.drop { Self.intensifiers.contains($0.lower) })
    category = Self.category(lead, isOther: isOther, isNegative: isNegative)
  }

  private static func category(_ words: [SpokenWord], isOther: Bool, isNegative: Bool) -> FactCategory? {
    guard let first = words.first?.lower else { return nil }
    let second = words.count > 1 ? words[1].lower : ""
    let object = EnglishObject(Array(words.dropFirst(2)))
    if words.prefix(3).contains(where: { $0.lower == "intolerant" }) { return .health }
    switch (first, second) {
    case ("allergic", "to"), ("allergic", "against"), ("diagnosed", "with"): return object.isPointing ? nil : .health
    case ("afraid", "of"), ("scared", "of"), ("terrified", "of"), ("fluent", "in"):
      return object.isPointing ? nil : .other
    case ("sensitive", "to"): return object.isPointing ? nil : .health
    case ("big", "on"), ("addicted", "to"): return object.isPointing ? nil : .preferences
    case ("on", _): return treatment(EnglishObject(Array(words.dropFirst())))
    case ("in", "my"), ("in", "our"): return stage(object)
    case ("doing", _), ("pursuing", _), ("finishing", _), ("getting", _):
      return EnglishObject(Array(words.dropFirst())).names(EnglishLexicon.studies) ? .work : nil
    case ("majoring", "in"): return object.isPointing ? nil : .work
    case ("expecting", _):
      return EnglishObject(Array(words.dropFirst())).names(EnglishLexicon.family) ? .relationships : nil
    case ("obsessed", "with"), ("passionate", "about"), ("interested", "in"), ("keen", "on"), ("fond", "of"):
      return object.isPointing ? nil : .interests
    case ("into", _): return EnglishObject(Array(words.dropFirst())).isPointing ? nil : .interests
    case ("from", _): return words.count > 1 && words[1].isCapitalised ? .other : nil
    case ("based", "in"), ("living", "in"), ("living", "with"), ("living", "at"), ("living", "near"):
      return object.isPointing ? nil : .other
    case ("living", "alone"): return .other
    case ("at", _), ("in", "high"), ("in", "primary"), ("in", "medical"), ("in", "law"), ("in", "college"):
      return EnglishObject(Array(words.dropFirst().prefix(3))).holds(schools) && second != "the" ? .work : nil
    case ("in", "the"): return object.names(services) ? .work : nil
    case ("in", _) where EnglishLexicon.fields.contains(second): return .work
    case ("more", "of"): return noun(words.dropFirst(3), isOther, isNegative)
    case ("with", "my"):
      return EnglishObject(Array(words.dropFirst(2))).holds(EnglishLexicon.family) ? .relationships : nil
    case ("the", "oldest"), ("the", "eldest"), ("the", "youngest"), ("the", "middle"): return .relationships
    case ("called", _), ("named", _): return words.count > 1 ? .other : nil
    case ("learning", _):
      return words.count > 1 && !EnglishObject(Array(words.dropFirst())).isPointing ? .interests : nil
    case ("studying", _), ("teaching", _):
      return words.count > 1 && second != "the" && !EnglishObject(Array(words.dropFirst())).isPointing ? .work : nil
    case ("training", "for"), ("volunteering", _), ("playing", _):
      return words.count > 2 && !EnglishObject(Array(words.dropFirst(2))).isPointing ? .interests : nil
    case ("working", "as"), ("working", "at"), ("working", "for"), ("working", "part-time"), ("working", "full-time"):
      return object.isPointing && !second.hasSuffix("time") ? nil : .work
    case ("dating", _): return words.count > 1 && (words[1].isCapitalised || second == "a") ? .relationships : nil
    case ("a", _), ("an", _): return belittling.contains(second) ? nil : noun(words.dropFirst(), isOther, isNegative)
    case ("the", _):
      let category = noun(words.dropFirst(), isOther, isNegative)
      return category == .work || category == .relationships && ["main", "only", "sole", "primary"].contains(second)
        ? category : nil
    default: return state(first, words, isOther, isNegative)
    }
  }

  /// "On metformin", "on a vegan diet".
  private static func treatment(_ object: EnglishObject) -> FactCategory? {
    if object.holdsMedicine || object.holds(EnglishLexicon.treatments.subtracting(["therapy"])) {
      return .health
    }
    if object.begins(with: ["the", "spectrum"]) || object.begins(with: ["the", "autism", "spectrum"]) {
      return .health
    }
    return object.holds(["diet"]) && !object.begins(with: ["a", "diet"]) ? .preferences : nil
  }

  /// "In my thirties", "in my second year of medical school".
  private static func stage(_ object: EnglishObject) -> FactCategory? {
    if object.names(decades) { return .other }
    return object.names(["year"]) && object.holds(places) ? .work : nil
  }

  private static let decades = EnglishWords.set(
    "20s 30s 40s 50s 60s 70s 80s 90s teens twenties thirties forties fifties sixties seventies eighties nineties")
  private static let schools: Set<String> = ["school", "university", "college", "uni"]
  private static let places = EnglishLexicon.studies.union(schools)
  private static let services = EnglishWords.set("army navy military police marines reserves")

  /// A state in one word, of which something with a preposition may follow.
  private static func state(_ first: String, _ words: [SpokenWord], _ isOther: Bool, _ isNegative: Bool)
    -> FactCategory?
  {
    if isAge(words) { return isNegative ? nil : .other }
    let next = words.count > 1 && !words[0].endsPhrase ? words[1].lower : ""
    let isWhole =
      next.isEmpty || ["and", "to", "since", "for", "with", "in", "from", "but", "now", "on"].contains(next)
    if let category = EnglishLexicon.twoWordStates["\(first) \(next)"] { return category }
    guard isWhole else { return EnglishLexicon.isOccupation(first) && next == "of" ? .work : nil }
    if next == "to", EnglishObject(Array(words.dropFirst(2))).isPointing { return nil }
    if EnglishLexicon.healthStates.contains(first) { return next == "to" ? nil : .health }
    if EnglishLexicon.diets.contains(first) { return .preferences }
    if EnglishLexicon.marital.contains(first) { return .relationships }
    if EnglishLexicon.workStates.contains(first) { return .work }
    if EnglishLexicon.traits.contains(first) { return .other }
    if isOther, EnglishLexicon.characters.contains(first) { return .other }
    let isNationality = words[0].isCapitalised && ["ese", "ian", "ish", "can", "ean"].contains { first.hasSuffix($0) }
    return isNationality ? .other : nil
  }

  private static func isAge(_ words: [SpokenWord]) -> Bool {
    let start = words.prefix(4).map(\.lower)
    if let age = Int(start[0]), words.count == 1 || words[0].endsPhrase || ["and", "but", "now"].contains(start[1]) {
      return (6...110).contains(age)
    }
    // 6'4.
    if start[0].first?.isNumber == true, start[0].contains("'") { return true }
    guard words.count > 1 else { return false }
    let isMeasure = start.contains("old") || start.contains("tall")
    return isMeasure && (start[0].first?.isNumber == true || EnglishLexicon.articles.contains(start[0]))
  }

  /// "A software engineer at …", "a huge fan of …": by the noun that it ends with.
  private static func noun(_ words: ArraySlice<SpokenWord>, _ isOther: Bool, _ isNegative: Bool) -> FactCategory? {
    var phrase = words.prefix { !boundaries.contains($0.lower) }
    if let end = phrase.firstIndex(where: \.endsPhrase) { phrase = phrase[...end] }
    while phrase.count > 1, let last = phrase.last, closing.contains(last.lower) { phrase.removeLast() }
    guard let head = phrase.last?.lower, phrase.count <= 5 else { return nil }
    if EnglishLexicon.isOccupation(head) { return isNegative ? nil : .work }
    if head == "fan", phrase.endIndex < words.endIndex {
      return EnglishObject(Array(words[phrase.endIndex...].dropFirst())).isPointing ? nil : .preferences
    }
    if isOther, EnglishLexicon.isPet(head) { return .relationships }
    if head == "person" { return phrase.count > 1 ? .other : nil }
    return EnglishLexicon.roles[head]
  }
}
