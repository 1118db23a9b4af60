/// What happened to somebody and still matters: they moved, married, fell ill, began or gave up something.
enum EnglishEvent {
  private static let work = EnglishWords.set(
    """
    job company business startup start-up position role degree phd career apprenticeship internship working school
    university
    """
  )
  private static let health = EnglishWords.set("smoking drinking alcohol cigarettes sugar vaping")

  /// What a verb in the past is about with what follows it; `nil` where it does not matter for long.
  static func category(_ verb: String, _ words: [SpokenWord], isOther: Bool) -> FactCategory? {
    let object = EnglishObject(words)
    switch verb {
    case "moved":
      if object.begins(with: ["here", "from"]) { return .other }
      return ["to", "from", "in", "into", "back", "out", "away"].contains(object.first) && !object.holds(["on"])
        ? .other : nil
    case "emigrated", "immigrated", "relocated", "converted":
      return ["to", "from"].contains(object.first) && words.count > 1 ? .other : nil
    case "turned":
      guard Int(object.first).map({ (1...110).contains($0) }) == true else { return nil }
      return words.count == 1 || ["last", "on", "in", "this", "yesterday", "recently"].contains(words[1].lower)
        ? .other : nil
    case "spent":
      return object.holds(["years", "year", "decade"]) && object.holds(["in", "at", "as", "living", "working"])
        ? .other : nil
    case "had": return had(object)
    case "broke" where object.first == "my" && object.holds(bones): return .health
    case "broke", "split": return object.begins(with: ["up", "with"]) && object.length > 2 ? .relationships : nil
    case "divorced", "separated":
      return isOther || object.isEmpty || ["my", "in", "from"].contains(object.first) ? .relationships : nil
    case "dropped": return object.begins(with: ["out", "of"]) ? .work : nil
    case "served": return object.first == "in" || object.first == "as" ? .work : nil
    case "ran", "completed", "finished": return object.names(EnglishLexicon.distances) ? .interests : nil
    case "grew": return object.first == "up" ? .other : nil
    case "quit", "stopped":
      if object.holds(["it", "this", "that"]) { return nil }
      if verb == "quit", object.isNamed { return .work }
      return object.first.hasSuffix("ing") || object.holds(health) || object.holds(["job"]) ? quitting(object) : nil
    case "gave":
      return object.first == "up" && words.count > 1 && !EnglishObject(Array(words.dropFirst())).isPointing
        && !object.holds(["on"]) ? quitting(object) : nil
    case "started", "began", "founded":
      if object.holds(work) { return .work }
      if object.names(EnglishLexicon.treatments) || object.first == "on" && object.holdsMedicine { return .health }
      return object.first == "learning" || object.first == "playing" ? .interests : nil
    case "got":
      if ["married", "divorced", "engaged"].contains(object.first) { return .relationships }
      if ["promoted", "fired", "sacked", "demoted"].contains(object.first) || object.begins(with: ["laid", "off"]) {
        return .work
      }
      if object.first == "my", object.holds(EnglishLexicon.studies.union(["license", "licence"])) { return .work }
      if object.first == "my", object.holds(["citizenship"]) { return .other }
      return acquired(object)
    case "adopted", "bought", "rescued": return acquired(object)
    case "came": return object.first == "to" && object.isNamedBehindPreposition ? .other : nil
    case "left":
      if object.holds(["job"]) { return .work }
      return object.isNamed && object.isTimedName || object.names(left) ? .other : nil
    case "resigned":
      return object.isEmpty || object.first == "from" && (object.isNamedBehindPreposition || object.holds(["job"]))
        ? .work : nil
    case "sold": return ["my", "our"].contains(object.first) && object.names(EnglishLexicon.possessions) ? .other : nil
    case "married": return object.isNamed || object.first == "my" ? .relationships : nil
    case "graduated", "retired": return .work
    case "joined": return object.isNamed ? .work : nil
    case "lost":
      if object.holds(["job"]) { return .work }
      return object.first == "my" && object.holds(EnglishLexicon.family) ? .relationships : nil
    case "became": return words.count > 1 && ["a", "an", "vegetarian", "vegan"].contains(object.first) ? .other : nil
    case "lived": return ["in", "with", "near", "at", "abroad"].contains(object.first) ? .other : nil
    case "worked":
      return ["as", "at", "for", "in"].contains(object.first) && !object.isPointingBehindPreposition ? .work : nil
    case "studied": return object.isPointing ? nil : .work
    case "died": return isOther ? .relationships : nil
    case "passed": return isOther && object.first == "away" ? .relationships : nil
    default: return nil
    }
  }

  /// Births, and what was done to one's health.
  private static func had(_ object: EnglishObject) -> FactCategory? {
    if object.names(operations) || object.names(["attack"]) && object.holds(["heart"]) { return .health }
    if object.first == "my", object.holds(organs), object.holds(["removed", "out"]) { return .health }
    return ["a", "an", "our", "my", "twins"].contains(object.first) && object.names(births)
      && !object.holds(["growing"])
      ? .relationships : nil
  }

  fileprivate static let behindNames = EnglishWords.set(
    "in for after when at last on this yesterday today recently because since to")
  private static let left = EnglishWords.set("army navy military profession church industry")
  private static let operations = EnglishWords.set(
    "surgery operation stroke transplant bypass miscarriage hysterectomy mastectomy c-section replacement")
  private static let organs = EnglishWords.set("appendix tonsils gallbladder teeth kidney spleen uterus thyroid")
  private static let bones = EnglishWords.set(
    "ankle arm leg wrist collarbone hip nose finger toe foot hand elbow shoulder rib ribs")
  private static let births = EnglishWords.set("baby son daughter child kid twins boy girl")

  private static func quitting(_ object: EnglishObject) -> FactCategory {
    object.holds(health) ? .health : object.holds(["job"]) ? .work : .other
  }

  private static func acquired(_ object: EnglishObject) -> FactCategory? {
    guard ["a", "an", "two", "another"].contains(object.first) else { return nil }
    return object.possessed.flatMap { [.relationships, .other].contains($0) ? $0 : nil }
  }
}

extension EnglishObject {
  /// Whether nothing but a time, a reason or a place follows on the name that it begins with.
  fileprivate var isTimedName: Bool {
    let behind = nameless
    return behind.isEmpty || EnglishEvent.behindNames.contains(behind[0].lower)
      || behind.count > 1 && RelativeDays.count(behind[0].lower) != nil && RelativeDays.unit(behind[1].lower) != nil
  }

  /// Whether what follows a preposition is only pointed at, as in "worked for me".
  fileprivate var isPointingBehindPreposition: Bool {
    holds(["me", "it", "this", "that", "them", "fine", "well"])
  }
}
