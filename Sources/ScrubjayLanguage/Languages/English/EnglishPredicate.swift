/// What an English clause says of its subject, in the third person, if it is of a kind that lasts.
struct EnglishPredicate {
  let words: [SpokenWord]
  let category: FactCategory
  /// Whether it happened once, so that a time in it says when.
  let isEvent: Bool

  /// Reads what follows on a subject; `nil` where no rule says that it lasts.
  init?(_ rest: [SpokenWord], subject: EnglishClause.Subject) {
    let adverbs = rest.prefix { Self.adverbs.contains($0.lower) }
    let body = Array(rest[adverbs.count...])
    guard let verb = body.first else { return nil }
    let object = Array(body.dropFirst())
    let reader = Reader(subject: subject, adverbs: Array(adverbs))
    let found: Found? =
      switch verb.lower {
      case "am", "is", "are": reader.being(verb, object)
      case "was", "were": reader.been(verb, object)
      case "have", "has": reader.having(object)
      case "do", "does":
        object.first?.lower == "not" ? reader.denied(Array(object.dropFirst())) : reader.acting(verb, object)
      case "can": reader.ability(object)
      case "used": object.first?.lower == "to" && object.count > 1 ? reader.found(body, .other, isEvent: true) : nil
      default: reader.acting(verb, object)
      }
    guard let found else { return nil }
    (words, category, isEvent) = (found.words, found.category, found.isEvent)
  }

  private init(words: [SpokenWord], category: FactCategory) {
    (self.words, self.category, isEvent) = (words, category, false)
  }

  /// What it denies, as if it were stated; `nil` where it denies nothing.
  var affirmed: EnglishPredicate? {
    guard words.count > 2, ["do", "does"].contains(words[0].lower), words[1].lower == "not" else { return nil }
    var affirmed = Array(words[2...])
    if words[0].lower == "does" {
      affirmed[0] = SpokenWord(ThirdPerson.verb(affirmed[0].lower), endsPhrase: affirmed[0].endsPhrase)
    }
    return EnglishPredicate(words: affirmed, category: category)
  }

  fileprivate struct Found {
    let words: [SpokenWord]
    let category: FactCategory
    let isEvent: Bool
  }

  static let adverbs = EnglishWords.set(
    """
    really also always usually often mostly generally normally typically still currently absolutely actually
    personally definitely only mainly recently just already sometimes never totally especially now rarely seldom
    finally truly simply occasionally kinda
    """)

  fileprivate struct Reader {
    let subject: EnglishClause.Subject
    let adverbs: [SpokenWord]
  }
}

extension EnglishPredicate.Reader {
  private typealias Found = EnglishPredicate.Found

  private var isPerson: Bool { !subject.isOther && !subject.isAttribute }
  /// Whether its verbs are in the third person of the singular when it is written down.
  private var isSingular: Bool { isPerson || subject.isThird }
  private var isHabit: Bool { adverbs.contains { Self.habits.contains($0.lower) } }
  private var isRecent: Bool { adverbs.contains { $0.lower == "just" } }

  fileprivate func found(
    _ words: [SpokenWord], _ category: FactCategory, isEvent: Bool = false
  ) -> EnglishPredicate.Found {
    let kept = adverbs.filter { !["just", "also", "already", "now", "actually", "personally"].contains($0.lower) }
    return EnglishPredicate.Found(words: kept + words, category: category, isEvent: isEvent)
  }

  private func form(_ base: String) -> SpokenWord { SpokenWord(isSingular ? ThirdPerson.verb(base) : base) }

  // MARK: To be

  fileprivate func being(_ form: SpokenWord, _ complement: [SpokenWord]) -> EnglishPredicate.Found? {
    if subject.isAttribute { return attribute(form, complement) }
    let verb = SpokenWord(isSingular ? "is" : "are")
    let isNegative = complement.first?.lower == "not"
    let complement = withoutAppendix(isNegative ? Array(complement.dropFirst()) : complement)
    let isName = !isNegative && subject.isOther && isWholeName(complement)
    guard !isRecent,
      let category = EnglishComplement(complement, isOther: subject.isOther, isNegative: isNegative).category
        ?? (isName ? subject.category : nil)
    else { return nil }
    return found([verb] + (isNegative ? [SpokenWord("not")] : []) + complement, category)
  }

  /// "My son is Wang Lei", "my boss is Karen".
  private func isWholeName(_ words: [SpokenWord]) -> Bool {
    (1...3).contains(words.count)
      && words.allSatisfy {
        $0.isCapitalised && !EnglishWords.isCalendarWord($0.lower) && $0.text.contains { $0.isLowercase }
      }
  }

  /// What a name, a birthday or a favourite is.
  private func attribute(_ verb: SpokenWord, _ value: [SpokenWord]) -> EnglishPredicate.Found? {
    guard let first = value.first, let category = subject.category, !Self.novalues.contains(first.lower),
      !value.contains(where: { ["mess", "disaster", "nightmare", "joke"].contains($0.lower) })
    else {
      return nil
    }
    let isNamed = first.isCapitalised || ["a", "an"].contains(first.lower) || first.text.first?.isNumber == true
    let isThing = EnglishLexicon.things.contains(where: subject.text.lowercased().hasSuffix)
    if isThing ? !isNamed : Self.states.contains(first.lower) && !holdsDate(value) { return nil }
    if EnglishLexicon.articlesOfPointing.contains(first.lower),
      value.prefix(3).contains(where: { EnglishLexicon.conversational.contains($0.lower) })
    {
      return nil
    }
    return found([verb] + withoutAppendix(value), category)
  }

  /// "A midwife, best job in the world" without what is put behind it, unless that goes on with it.
  private func withoutAppendix(_ words: [SpokenWord]) -> [SpokenWord] {
    guard let first = words.first, ["a", "an"].contains(first.lower) else { return words }
    let end = words.indices.first { index in
      index + 1 < words.count && words[index].endsPhrase && !words[index + 1].isCapitalised
        && !Self.goingOn.contains(words[index + 1].lower)
    }
    return end.map { Array(words[...$0]) } ?? words
  }

  private static let goingOn = EnglishWords.set(
    "a an and or in at for from of with who on and working based specializing specialising to mostly mainly")

  private static let novalues = EnglishWords.set(
    "no not wrong broken fine ok okay slow dead what it this that still being missing done over going finished")
  private static let states = EnglishWords.set("on off in up down")

  /// "On 3 March" and "in May" say when, "on hold" says nothing.
  private func holdsDate(_ value: [SpokenWord]) -> Bool {
    !DateReader.mentions(in: Array(value.map(\.lower).joined(separator: " ").unicodeScalars)).isEmpty
      || value.indices.dropLast().contains { index in
        RelativeDays.count(value[index].lower) != nil && RelativeDays.unit(value[index + 1].lower) != nil
      }
  }

  fileprivate func been(_ verb: SpokenWord, _ complement: [SpokenWord]) -> EnglishPredicate.Found? {
    guard let first = complement.first?.lower else { return nil }
    let verb = SpokenWord(isSingular ? "was" : "were")
    switch first {
    case "adopted": return found([verb] + complement, .relationships, isEvent: true)
    case "fired", "promoted", "sacked": return found([verb] + complement, .work, isEvent: true)
    case "laid" where complement.begins(with: ["laid", "off"]), "let" where complement.begins(with: ["let", "go"]):
      return found([verb] + complement, .work, isEvent: true)
    case _ where complement.count == 1: return nil
    case "born" where !Self.birthplaces.contains(complement[1].lower): return nil
    case "born", "raised": return found([verb] + complement, .other, isEvent: true)
    case "diagnosed": return found([verb] + complement, .health, isEvent: true)
    case "a", "an":
      let category = EnglishComplement(complement, isOther: subject.isOther, isNegative: false).category
      return category == .work ? found([verb] + complement, .work, isEvent: true) : nil
    default: return nil
    }
  }

  private static let birthplaces = EnglishWords.set("in on at near with without and deaf blind here abroad prematurely")

  // MARK: To have

  fileprivate func having(_ object: [SpokenWord]) -> EnglishPredicate.Found? {
    guard let first = object.first?.lower else { return nil }
    let verb = SpokenWord(isSingular ? "has" : "have")
    switch first {
    case "been":
      let complement = Array(object.dropFirst())
      let category = EnglishComplement(complement, isOther: subject.isOther, isNegative: false).category
      return (category ?? (isLongstanding(complement) ? .other : nil)).map { found([verb] + object, $0) }
    case "never" where object.count > 2 && Self.nevers.contains(object[1].lower):
      return EnglishObject(Array(object.dropFirst(2))).isPointing ? nil : found([verb] + object, .preferences)
    case "never" where object.count == 2 && ["smoked", "drunk", "vaped", "drank", "married"].contains(object[1].lower):
      return found([verb] + object, object[1].lower == "married" ? .relationships : .health)
    case "never"
    where object.begins(with: ["never", "been"]) && object.count > 3 && ["to", "on", "in"].contains(object[2].lower):
      return found([verb] + object, .other)
    case "always" where object.count > 2:
      guard ["loved", "hated", "liked", "disliked", "preferred"].contains(object[1].lower),
        !EnglishLexicon.pointing.contains(object[2].lower)
      else { return nil }
      return found([verb] + object, object[2].lower.hasSuffix("ing") ? .interests : .preferences)
    case "never", "always": return nil
    case "got": return possession(verb, Array(object.dropFirst()))
    case "had":
      return EnglishObject(Array(object.dropFirst())).possessed.map { found([verb] + object, $0) }
    default:
      if let category = Self.perfects[first], lasts(object), object.count > 2,
        !EnglishLexicon.pointing.subtracting(["in", "at", "for", "as"]).contains(object[1].lower)
      {
        return found([verb] + object, category)
      }
      return possession(verb, object)
    }
  }

  private static let perfects: [String: FactCategory] = [
    "lived": .other, "worked": .work, "played": .interests, "studied": .work, "taught": .work, "smoked": .health,
    "loved": .preferences, "hated": .preferences, "known": .relationships, "supported": .preferences,
  ]

  private static let nevers = EnglishWords.set("liked loved eaten smoked drunk owned")
  private static let unsteady = EnglishWords.set(
    "trying thinking wondering meaning waiting looking getting having seeing feeling going using debugging")

  /// Whether something has been done for years, or since some time.
  private func isLongstanding(_ words: [SpokenWord]) -> Bool {
    guard let verb = words.first?.lower, verb.hasSuffix("ing"), !Self.unsteady.contains(verb),
      !words.contains(where: { ["this", "that", "it", "these"].contains($0.lower) })
    else { return false }
    return words.indices.contains { index in
      ["years", "decades", "life"].contains(words[index].lower)
        || words[index].lower == "since" && index + 1 < words.count && isYearsAgo(words[index + 1].lower)
    }
  }

  /// A year, or "I was little".
  private func isYearsAgo(_ word: String) -> Bool {
    Int(word).map(DateReader.years.contains) ?? ["i", "childhood", "school", "college", "university"].contains(word)
  }

  /// Whether it says since when, or for how long.
  private func lasts(_ object: [SpokenWord]) -> Bool {
    object.contains { ["since", "for", "in", "life"].contains($0.lower) }
  }

  private func possession(_ verb: SpokenWord, _ object: [SpokenWord]) -> EnglishPredicate.Found? {
    guard !isRecent, let category = EnglishObject(object).possessed else { return nil }
    return found([verb] + object, category)
  }

  // MARK: Other verbs

  fileprivate func denied(_ rest: [SpokenWord]) -> EnglishPredicate.Found? {
    let more = rest.prefix { ["really", "usually", "even", "actually", "ever", "particularly"].contains($0.lower) }
    let words = Array(rest[more.count...])
    guard let verb = words.first?.lower else { return nil }
    let object = Array(words.dropFirst())
    let category =
      verb == "have" ? EnglishObject(object).possessed : EnglishVerb(verb, object, isNegative: true).category
    let kept = more.filter { ["really", "usually", "particularly"].contains($0.lower) }
    let auxiliary = SpokenWord(isSingular ? "does" : "do")
    return category.map { found([auxiliary, SpokenWord("not")] + kept + words, $0) }
  }

  fileprivate func ability(_ rest: [SpokenWord]) -> EnglishPredicate.Found? {
    if rest.begins(with: ["not", "stand"]), !EnglishObject(Array(rest.dropFirst(2))).isPointing {
      return found([SpokenWord("cannot")] + rest.dropFirst(), .preferences)
    }
    let isNegative = rest.first?.lower == "not"
    let words = isNegative ? Array(rest.dropFirst()) : rest
    guard let verb = words.first?.lower else { return nil }
    let object = EnglishObject(Array(words.dropFirst()))
    let category: FactCategory? =
      switch verb {
      case "speak": EnglishLexicon.languages.contains(object.first) ? .other : nil
      case "play": object.holds(EnglishLexicon.instruments) ? .interests : nil
      case "eat": isNegative && !object.isPointing ? .health : nil
      case "have", "drink", "tolerate", "digest", "handle":
        isNegative && !object.isPointing && object.holds(EnglishLexicon.foods) ? .health : nil
      case "swim", "cook", "whistle": isNegative && object.isEmpty ? .other : nil
      default: nil
      }
    return category.map { found([SpokenWord(isNegative ? "cannot" : "can")] + words, $0) }
  }

  fileprivate func acting(_ verb: SpokenWord, _ object: [SpokenWord]) -> EnglishPredicate.Found? {
    if verb.lower == "go", object.first?.lower == "by", object.count > 1 { return found([form("go")] + object, .other) }
    if let category = EnglishEvent.category(verb.lower, object, isOther: subject.isOther) {
      return found([SpokenWord(verb.lower)] + object, category, isEvent: true)
    }
    if adverbs.contains(where: { $0.lower == "never" }), object.isEmpty,
      ["smoked", "drank", "vaped"].contains(verb.lower)
    {
      return found([SpokenWord(verb.lower)], .health)
    }
    guard !isRecent, let base = base(of: verb.lower) else { return nil }
    if let category = EnglishVerb(base, object, isHabit: isHabit).category {
      return found([form(base)] + object, category)
    }
    return isPerson && isHabitual(base, object) ? found([form(base)] + object, .other) : nil
  }

  private func base(of verb: String) -> String? {
    guard subject.isThird else { return verb }
    return ThirdPerson.base(verb, among: EnglishVerb.all)
  }

  /// Whether someone says that they usually do something, whatever it is.
  private func isHabitual(_ verb: String, _ object: [SpokenWord]) -> Bool {
    guard !object.isEmpty, verb.allSatisfy(\.isLetter), verb.count > 1, !verb.hasSuffix("ed"), !verb.hasSuffix("ing"),
      IrregularForms.base(of: verb) == nil, !Self.notHabits.contains(verb), !EnglishObject(object).isPointing
    else { return false }
    return isHabit || EnglishObject(object).saysHowOften
  }

  private static let habits = EnglishWords.set(
    "always usually often mostly generally normally typically never sometimes rarely seldom occasionally")
  private static let notHabits = EnglishWords.set(
    """
    know think mean want need wonder feel see say said told forget remember understand wanted can could will would
    must should may might had knew thought went saw got did was been be am are is hope guess believe expect wish try
    keep seem appear end a the of
    """)
}
