/// An English verb in the present with what follows it, and whether that lasts.
struct EnglishVerb {
  /// What it is about; `nil` where it is not known to last.
  let category: FactCategory?

  /// The verbs that are known, by their base.
  static let all = Set(simple.keys).union(
    EnglishWords.set(
      """
      live work love like enjoy adore hate dislike prefer detest loathe despise run walk cycle bike commute take read
      write wear suffer get keep use need train have speak play eat drink watch do manage lead supervise rent avoid
      follow share come hail support attend go practise practice foster raise breed grow react believe make give upset
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
        volunteer crochet snowboard bird-watch jog kayak canoe journal sculpt quilt coach mentor scuba-dive
        """
      ),
      (.work, "teach study farm freelance"), (.other, "drive own celebrate"),
      (.health, "smoke vape snore stutter faint sneeze"),
      (.preferences, "eat drink"),
    ] {
      for verb in verbs.split(whereSeparator: \.isWhitespace) { simple[String(verb)] = category }
    }
    return simple
  }()

  private static let aids = EnglishWords.set(
    "glasses contacts lenses hearing pump brace dentures hijab pacemaker insulin")
  private static let recurring = EnglishWords.set("migraines seasick carsick hives nosebleeds travel-sick")
  private static let needs = EnglishWords.set("wheelchair hearing insulin dialysis oxygen epipen inhaler")
  private static let supports = EnglishWords.set("wheelchair cane cpap inhaler crutches braille hearing")
  private static let beliefs = EnglishWords.set(
    "god jesus allah karma astrology reincarnation ghosts horoscopes fate afterlife santa")
  private static let effects = EnglishWords.set(
    "hives migraines migraine headaches headache nausea gag sick ill rash rashes sneeze itch heartburn stomach bloated")
  private static let rides = EnglishWords.set("bus train tram metro subway ferry bike tube")
  private static let arts = EnglishWords.set(
    "yoga judo karate law medicine meditation aikido pilates taekwondo archery calligraphy")
  private static let crops = EnglishWords.set("tomatoes vegetables herbs roses orchids chillies veg flowers")
  private static let ventures = EnglishWords.set(
    """
    company business shop bakery cafe restaurant farm startup blog podcast agency guesthouse hotel hostel gym salon store
    clinic charity nonprofit school pub bar bookshop bookstore newsletter firm workshop brewery winery b&b team
    department
    """)
  private static let managed = EnglishWords.set(
    "team store shop department restaurant hotel people staff warehouse branch clinic bar")

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
      return
        (["in", "at", "near", "with", "on", "off", "by", "outside", "alone", "close", "abroad", "next", "between"]
        .contains(object.first) || object.isDistance)
        && !object.holds(["moment", "fear", "denial", "it", "this", "that"]) ? .other : nil
    case "work":
      let places: Set = [
        "as", "at", "for", "in", "part-time", "full-time", "part", "full", "remotely", "nights", "shifts", "night",
      ]
      guard !object.holds(["this", "that", "it", "hours"]) else { return nil }
      return places.contains(object.first) || object.first == "from" && object.holds(["home"]) ? .work : nil
    case "play": return object.isPointing || ["around", "along"].contains(object.first) ? nil : .interests
    case "speak":
      return EnglishLexicon.languages.contains(object.first) || object.holds(EnglishLexicon.languages)
        || object.holds(["languages"])
        ? .other : nil
    case "have": return object.possessed
    case "take":
      if object.holds(rides), object.holds(["work", "school"]) { return .other }
      if ["my", "our"].contains(object.first), object.holds(["coffee", "tea", "eggs", "steak"]) {
        return .preferences
      }
      return object.saysHowOften || object.holdsMedicine || object.isForIllness ? .health : nil
    case "do":
      return EnglishLexicon.practices.contains(object.first) || object.saysHowOften && !object.isPointing
        ? .interests : nil
    case "manage", "lead", "supervise":
      return ["a", "an", "the"].contains(object.first) && object.names(managed) ? .work : nil
    case "rent", "share":
      return object.names(EnglishLexicon.possessions) || object.names(["room", "studio"]) ? .other : nil
    case "avoid": return object.isPointing ? nil : .preferences
    case "support": return object.isNamed ? .interests : nil
    case "attend": return object.isNamed || object.holds(["university", "college", "school"]) ? .work : nil
    case "go":
      if object.holds(["university", "college", "school"]), object.first == "to", object.isNamedBehindPreposition {
        return .work
      }
      return object.saysHowOften && (object.first == "to" || object.first.hasSuffix("ing")) ? .interests : nil
    case "follow": return object.holds(["diet"]) ? .preferences : nil
    case "come", "hail": return object.first == "from" && object.isNamedBehindPreposition ? .other : nil
    case "practise", "practice": return arts.contains(object.first) ? .interests : nil
    case "foster", "raise", "breed":
      return object.names(EnglishLexicon.pets) || object.names(EnglishLexicon.family) ? .relationships : nil
    case "grow":
      return object.names(crops) || object.holds(["own"]) && object.first == "my"
        ? .interests : nil
    case "believe": return object.first == "in" && object.holds(beliefs) ? .other : nil
    case "make", "give", "upset":
      return ["me", "my", "us"].contains(object.first) && object.holds(effects) ? .health : nil
    case "react": return ["badly", "poorly"].contains(object.first) && object.holds(["to"]) ? .health : nil
    case "use":
      if object.isNamed || object.holds(["pronouns"]) { return .other }
      return object.names(supports) && !object.isPointing ? .health : nil
    case "run":
      if object.names(ventures), ["a", "an", "my", "our"].contains(object.first) { return .work }
      return object.names(EnglishLexicon.distances) || object.saysHowOften ? .interests : nil
    case "walk", "cycle", "bike", "commute":
      return object.holds(["work"]) || object.saysHowOften || verb == "commute" && object.first == "by" ? .other : nil
    case "read", "watch":
      return (isHabit || object.holds(["lot"]) || isNegative) && !object.isPointing ? .interests : nil
    case "write": return object.isPointing ? nil : .interests
    case "wear": return object.isPointing ? nil : object.holds(aids) ? .health : .other
    case "suffer": return object.first == "from" ? .health : nil
    case "get": return object.holds(recurring) ? .health : nil
    case "need": return object.holds(needs) ? .health : nil
    case "keep":
      if object.first == "kosher" || object.first == "halal" { return .preferences }
      return object.holds(EnglishLexicon.pets) ? .relationships : nil
    case "train": return object.first == "for" ? .interests : nil
    default: return nil
    }
  }
}
