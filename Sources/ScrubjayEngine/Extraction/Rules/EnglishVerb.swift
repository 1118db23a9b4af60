/// An English verb in the present with what follows it, and whether that lasts.
struct EnglishVerb {
  /// What it is about; `nil` where it is not known to last.
  let category: FactCategory?

  /// The verbs that are known, by their base.
  static let all = Set(simple.keys).union(
    EnglishWords.set(
      """
      live work love like enjoy adore hate dislike prefer detest loathe despise run walk cycle commute take read
      write wear suffer get keep use need train have speak play eat drink watch
      """
    ))

  private static let likes = EnglishWords.set("love like enjoy adore")
  private static let dislikes = EnglishWords.set("hate dislike detest loathe despise prefer")

  /// Verbs whose present says what is usual, whatever follows.
  private static let simple: [String: FactCategory] = {
    var simple: [String: FactCategory] = [:]
    for (category, verbs) in [
      (
        FactCategory.interests,
        """
        collect paint knit sew bake dance sing surf ski climb swim hike garden sail draw skate meditate brew juggle
        volunteer crochet snowboard bird-watch
        """
      ),
      (.work, "teach study farm"), (.other, "drive own celebrate"), (.health, "smoke vape"),
      (.preferences, "eat drink"),
    ] {
      for verb in verbs.split(whereSeparator: \.isWhitespace) { simple[String(verb)] = category }
    }
    return simple
  }()

  private static let often = EnglishWords.set("every daily twice once regularly weekly")
  private static let medicines = EnglishWords.set(
    "medication insulin pills antidepressants supplements vitamins antihistamines blood-thinners")
  private static let aids = EnglishWords.set(
    "glasses contacts lenses hearing pump brace dentures hijab pacemaker insulin")
  private static let recurring = EnglishWords.set("migraines seasick carsick hives nosebleeds travel-sick")
  private static let distances = EnglishWords.set(
    "marathons marathon ultramarathons half-marathons ultras 5k 10k triathlons trails")
  private static let ventures = EnglishWords.set(
    "company business shop bakery cafe restaurant farm startup blog podcast agency")

  init(_ verb: String, _ words: [SpokenWord], isNegative: Bool = false, isHabit: Bool = false) {
    let object = EnglishObject(words)
    category = Self.category(verb, object, isNegative: isNegative, isHabit: isHabit)
  }

  private static func category(_ verb: String, _ object: EnglishObject, isNegative: Bool, isHabit: Bool)
    -> FactCategory?
  {
    if likes.contains(verb) || dislikes.contains(verb) {
      if object.first == "to" { return likes.contains(verb) ? .interests : .preferences }
      guard !object.isPointing else { return nil }
      if object.holds(EnglishLexicon.family) { return .relationships }
      return likes.contains(verb) && !isNegative && object.first.hasSuffix("ing") ? .interests : .preferences
    }
    if verb == "own", object.holds(EnglishLexicon.pets) { return .relationships }
    if let category = simple[verb] {
      if object.isEmpty {
        return [.health, .interests].contains(category) || ["eat", "drink", "drive"].contains(verb) && isNegative
          ? category : nil
      }
      if verb == "drive", object.first == "to", !object.holds(["work"]) { return nil }
      if verb == "study", object.first == "the" { return nil }
      return object.isPointing && !["to", "in", "at", "about", "for", "with"].contains(object.first)
        ? nil
        : object.first == "about" ? nil : category
    }
    switch verb {
    case "live":
      return ["in", "at", "near", "with", "on", "by", "outside", "alone", "close", "abroad", "next", "between"]
        .contains(object.first)
        && !object.holds(["moment", "fear", "denial", "it", "this", "that"]) ? .other : nil
    case "work":
      let places: Set = ["as", "at", "for", "in", "part-time", "full-time", "remotely", "nights", "shifts", "night"]
      guard !object.holds(["this", "that", "it", "hours"]) else { return nil }
      return places.contains(object.first) || object.first == "from" && object.holds(["home"]) ? .work : nil
    case "play": return object.isPointing || ["around", "along"].contains(object.first) ? nil : .interests
    case "speak":
      return EnglishLexicon.languages.contains(object.first) || object.holds(EnglishLexicon.languages)
        || object.holds(["languages"])
        ? .other : nil
    case "have": return object.possessed
    case "take": return object.holds(often) || object.holds(medicines) ? .health : nil
    case "run":
      if object.holds(ventures), ["a", "an", "the", "my", "our"].contains(object.first) { return .work }
      return object.holds(distances) || object.holds(often) ? .interests : nil
    case "walk", "cycle", "commute": return object.holds(["work"]) || object.holds(often) ? .other : nil
    case "read", "watch":
      return (isHabit || object.holds(["lot"]) || isNegative) && !object.isPointing ? .interests : nil
    case "write": return object.isPointing ? nil : .interests
    case "wear": return object.isPointing ? nil : object.holds(aids) ? .health : .other
    case "suffer": return object.first == "from" ? .health : nil
    case "get": return object.holds(recurring) ? .health : nil
    case "need": return object.holds(["wheelchair", "hearing"]) ? .health : nil
    case "keep": return object.holds(EnglishLexicon.pets) ? .relationships : nil
    case "train": return object.first == "for" ? .interests : nil
    default: return nil
    }
  }
}
