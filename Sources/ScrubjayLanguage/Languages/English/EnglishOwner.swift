/// Whom or what "my" is followed by.
enum EnglishOwner {
  /// The subject behind "my", and what is said of it; `nil` where it is neither somebody near nor something lasting.
  static func read(_ words: [SpokenWord]) -> (EnglishClause.Subject, [SpokenWord])? {
    let lead = words.prefix { adjectives.contains($0.lower) }.count
    guard lead < words.count else { return nil }
    if let favourite = words.first, ["favourite", "favorite"].contains(favourite.lower) {
      return self.favourite(words)
    }
    let noun = words[lead]
    let owned = noun.lower.hasSuffix("'s") ? String(noun.lower.dropLast(2)) : nil
    if let owned, let (category, _) = kind(owned), category != nil {
      return possessed(words, lead, category)
    }
    guard let (category, isPlural) = kind(noun.lower) else { return attribute(words, lead) }
    var end = lead + 1
    if words[end...].begins(with: ["in", "law"]) { end += 2 }
    // "My sister Ana": a name.
    while end < words.count, end < lead + 5, words[end].isCapitalised, !noun.endsPhrase { end += 1 }
    guard end < words.count else { return nil }
    let text = words[..<end].map(\.text).joined(separator: " ")
    return (.init(text: text, category: category, isThird: !isPlural), Array(words[end...]))
  }

  /// "My mum's name is Rosa", "my sister's allergic to nuts".
  private static func possessed(_ words: [SpokenWord], _ lead: Int, _ category: FactCategory?)
    -> (EnglishClause.Subject, [SpokenWord])?
  {
    let behind = lead + 1
    guard behind < words.count else { return nil }
    if let place = words[behind...].prefix(3).firstIndex(where: { $0.lower == "is" }), place > behind,
      EnglishLexicon.attributes[words[place - 1].lower] != nil
    {
      let text = words[..<place].map(\.text).joined(separator: " ")
      return (.init(text: text, category: category, isThird: true, isAttribute: true), Array(words[place...]))
    }
    let noun = words[..<behind].map(\.text).joined(separator: " ").dropLast(2)
    return (.init(text: String(noun), category: category, isThird: true), [SpokenWord("is")] + words[behind...])
  }

  /// "My favourite colour is", with something behind "favourite".
  private static func favourite(_ words: [SpokenWord]) -> (EnglishClause.Subject, [SpokenWord])? {
    guard let verb = words.prefix(7).firstIndex(where: { ["is", "are"].contains($0.lower) }), verb > 1,
      !EnglishLexicon.conversational.contains(words[1].lower)
    else { return nil }
    let text = words[..<verb].map(\.text).joined(separator: " ")
    return (.init(text: text, category: .preferences, isThird: true, isAttribute: true), Array(words[verb...]))
  }

  /// "Name is Rosa" of somebody who was spoken of.
  static func attribute(_ words: [SpokenWord], of other: EnglishClause.Subject) -> (
    EnglishClause.Subject, [SpokenWord]
  )? {
    guard let (subject, rest) = attribute(words, 0) else { return nil }
    let text = "\(other.text)'s \(subject.text)"
    return (.init(text: text, category: other.category, isThird: true, isAttribute: true), rest)
  }

  private static func attribute(_ words: [SpokenWord], _ lead: Int) -> (EnglishClause.Subject, [SpokenWord])? {
    guard let verb = words.prefix(lead + 4).firstIndex(where: { ["is", "are"].contains($0.lower) }), verb > lead else {
      return nil
    }
    let phrase = words[lead..<verb].map(\.lower).joined(separator: " ")
    guard let category = EnglishLexicon.attributes[phrase] else { return nil }
    let text = words[..<verb].map(\.text).joined(separator: " ")
    return (.init(text: text, category: category, isThird: true, isAttribute: true), Array(words[verb...]))
  }

  /// Whether a noun is somebody near: family, friends, animals; people at work.
  private static func kind(_ noun: String) -> (category: FactCategory?, isPlural: Bool)? {
    if EnglishLexicon.colleagues.contains(noun) { return (.work, noun.hasSuffix("s") && noun != "boss") }
    if EnglishLexicon.family.contains(noun) || EnglishLexicon.isPet(noun) {
      return (.relationships, EnglishLexicon.plurals.contains(noun) || noun.hasSuffix("s"))
    }
    return nil
  }

  private static let adjectives = EnglishWords.set(
    """
    older younger little big twin best eldest oldest youngest late new two three four ex step first second former only
    elder baby teenage half adopted close dear good own full current
    """)
}
