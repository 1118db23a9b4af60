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
      return ["to", "from", "in", "into", "back", "out"].contains(object.first) && !object.holds(["on"]) ? .other : nil
    case "grew": return object.first == "up" ? .other : nil
    case "quit", "stopped":
      if object.holds(["it", "this", "that"]) { return nil }
      return object.first.hasSuffix("ing") || object.holds(health) || object.holds(["job"]) ? quitting(object) : nil
    case "gave":
      return object.first == "up" && words.count > 1 && !EnglishObject(Array(words.dropFirst())).isPointing
        && !object.holds(["on"]) ? quitting(object) : nil
    case "started", "began", "founded":
      if object.holds(work) { return .work }
      return object.first == "learning" || object.first == "playing" ? .interests : nil
    case "got":
      if ["married", "divorced", "engaged"].contains(object.first) { return .relationships }
      if object.first == "promoted" { return .work }
      return acquired(object)
    case "adopted", "bought": return acquired(object)
    case "graduated", "retired": return .work
    case "joined": return object.isNamed ? .work : nil
    case "lost": return object.holds(["job"]) ? .work : nil
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

  private static func quitting(_ object: EnglishObject) -> FactCategory {
    object.holds(health) ? .health : object.holds(["job"]) ? .work : .other
  }

  private static func acquired(_ object: EnglishObject) -> FactCategory? {
    guard ["a", "an", "two", "another"].contains(object.first) else { return nil }
    return object.possessed.flatMap { [.relationships, .other].contains($0) ? $0 : nil }
  }
}

extension EnglishObject {
  /// Whether what follows a preposition is only pointed at, as in "worked for me".
  fileprivate var isPointingBehindPreposition: Bool {
    holds(["me", "it", "this", "that", "them", "fine", "well"])
  }
}
