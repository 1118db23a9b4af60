/// That something does not hold, or holds no longer, said around a statement that would hold without it.
enum EnglishDenial {
  /// It held until now: "no longer", "not … anymore".
  case over
  /// It never did: "it is not true that …".
  case untrue

  private static let leads = [
    ["it", "is", "not", "true", "that"], ["that", "is", "not", "true", "that"], ["this", "is", "not", "true", "that"],
    ["not", "true", "that"], ["it", "is", "false", "that"], ["it", "is", "wrong", "that"], ["false", "that"],
    ["it", "is", "not", "correct", "that"], ["it", "is", "no", "longer", "true", "that"],
    ["no", "longer", "true", "that"],
    ["it", "is", "not", "true", "anymore", "that"], ["it", "is", "incorrect", "that"], ["it", "is", "untrue", "that"],
    ["it", "is", "not", "the", "case", "that"], ["not", "the", "case", "that"],
  ].sorted { $0.count > $1.count }
  private static let endings = [["anymore"], ["any", "more"], ["any", "longer"], ["no", "more"]]

  /// The words of a sentence without what denies all of it.
  static func takenFromSentence(_ words: [SpokenWord]) -> (words: [SpokenWord], denial: EnglishDenial?) {
    guard let lead = leads.first(where: words.begins) else { return (words, nil) }
    let isOver = lead.contains("longer") || lead.contains("anymore")
    return (Array(words.dropFirst(lead.count)), isOver ? .over : .untrue)
  }

  /// What follows on a subject without the words that say that it is over.
  static func takenFromPredicate(_ words: [SpokenWord]) -> (words: [SpokenWord], denial: EnglishDenial?) {
    var words = words
    for place in words.indices.prefix(3) where words[place...].begins(with: ["no", "longer"]) {
      words.removeSubrange(place...place + 1)
      return (words, .over)
    }
    for ending in endings {
      guard let place = words.indices.first(where: { words[$0...].begins(with: ending) }), place > 0,
        let negation = words[..<place].lastIndex(where: { $0.lower == "not" }) ?? (ending[0] == "no" ? place : nil)
      else { continue }
      let endsPhrase = words[place + ending.count - 1].endsPhrase
      words.removeSubrange(place..<place + ending.count)
      words[place - 1].endsPhrase = words[place - 1].endsPhrase || endsPhrase
      guard negation < place else { return (words, .over) }
      words.remove(at: negation)
      // "Do not smoke anymore": what is over is to smoke.
      if negation > 0, ["do", "does"].contains(words[negation - 1].lower) { words.remove(at: negation - 1) }
      return (words, .over)
    }
    return (words, nil)
  }

  /// A predicate in the third person with the denial in it; `nil` for one that it cannot be put into.
  func applied(to words: [SpokenWord]) -> [SpokenWord]? {
    guard let first = words.first, !words.contains(where: { ["not", "never", "cannot"].contains($0.lower) }) else {
      return nil
    }
    switch first.lower {
    case "is", "are": return [first] + particle + words.dropFirst()
    case "can":
      return self == .over ? [first] + particle + words.dropFirst() : [SpokenWord("cannot")] + words.dropFirst()
    case "was", "were", "had": return nil
    case "has" where words.count > 1 && EnglishWords.isPerfect(words[1]): return nil
    default:
      guard self == .untrue else { return particle + words }
      let isThird = ThirdPerson.base(first.lower, among: EnglishVerb.all)
      guard let base = isThird ?? (EnglishVerb.all.contains(first.lower) ? first.lower : nil) else { return nil }
      return [SpokenWord(isThird == nil ? "do" : "does"), SpokenWord("not"), SpokenWord(base)] + words.dropFirst()
    }
  }

  private var particle: [SpokenWord] {
    self == .over ? [SpokenWord("no"), SpokenWord("longer")] : [SpokenWord("not")]
  }
}
