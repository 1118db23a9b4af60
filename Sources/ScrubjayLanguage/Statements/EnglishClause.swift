import ScrubjayCore

/// A clause of whom and what it is about, such as "I", "my sister Ana" or "my favourite colour".
struct EnglishClause {
  /// Whom or what a clause is about.
  struct Subject {
    /// As the content begins with it; empty for the person themselves.
    let text: String
    /// What it is about if it is not the person themselves.
    let category: FactCategory?
    /// Whether its verbs have the form of the third person.
    let isThird: Bool
    /// Whether it is a thing that one has one of, such as a name.
    var isAttribute = false

    var isOther: Bool { category != nil && !isAttribute }
    static let person = Subject(text: "", category: nil, isThird: false)
  }

  let subject: Subject
  private let rest: [SpokenWord]
  private let time: LocalTime

  /// Reads whom a clause is about; `nil` where it is about nobody that is known.
  ///
  /// - Parameter other: Whom "he", "she" and "it" are.
  init?(_ words: [SpokenWord], other: Subject?, at time: LocalTime) {
    self.time = time
    guard let first = words.first else { return nil }
    if EnglishWords.selves.contains(first.lower) {
      (subject, rest) = (.person, Array(words.dropFirst()))
    } else if let other, ["he", "she", "it"].contains(first.lower) {
      (subject, rest) = (other, Array(words.dropFirst()))
    } else if first.lower == "call", words.begins(with: ["call", "me"]) {
      guard let name = Self.name(words.dropFirst(2)) else { return nil }
      (subject, rest) = (.person, [SpokenWord("go"), SpokenWord("by")] + name)
    } else if ["my", "our"].contains(first.lower), let (subject, rest) = EnglishOwner.read(Array(words.dropFirst())) {
      (self.subject, self.rest) = (subject, rest)
    } else if let other, ["her", "his", "its"].contains(first.lower),
      let (subject, rest) = EnglishOwner.attribute(Array(words.dropFirst()), of: other)
    {
      (self.subject, self.rest) = (subject, rest)
    } else if let (subject, rest) = Self.turned(words) ?? Self.cause(words) {
      (self.subject, self.rest) = (subject, rest)
    } else {
      return nil
    }
  }

  /// "Strawberries give me hives".
  private static func cause(_ words: [SpokenWord]) -> (Subject, [SpokenWord])? {
    guard let verb = words.prefix(wordsOfName + 1).firstIndex(where: { causes.contains($0.lower) }), verb > 0,
      isCause(words[verb - 1].lower),
      !words[..<verb].contains(where: { pointing.contains($0.lower) || EnglishWords.isVerbal($0) })
    else { return nil }
    let text = words[..<verb].map(\.text).joined(separator: " ")
    let isThird = words[verb].lower.hasSuffix("s")
    return (Subject(text: text, category: .health, isThird: isThird, isAttribute: true), Array(words[verb...]))
  }

  private static func isCause(_ noun: String) -> Bool {
    EnglishLexicon.foods.contains(noun) || EnglishLexicon.pets.contains(noun) || EnglishLexicon.isMedicine(noun)
  }

  private static let causes = EnglishWords.set("make makes give gives upset upsets")

  /// "Blue is my favourite colour", read as if it were said the other way round.
  private static func turned(_ words: [SpokenWord]) -> (Subject, [SpokenWord])? {
    guard let verb = words.prefix(wordsOfName + 1).firstIndex(where: { $0.lower == "is" }), verb > 0,
      verb + 2 < words.count, ["my", "our"].contains(words[verb + 1].lower),
      !words[..<verb].contains(where: { pointing.contains($0.lower) })
    else { return nil }
    let tail = words[(verb + 2)...]
    let end = tail.firstIndex(where: \.endsPhrase).map { $0 + 1 } ?? tail.endIndex
    guard end - tail.startIndex <= wordsOfName, !EnglishLexicon.things.contains(tail[end - 1].lower),
      let found = EnglishOwner.read(tail[..<end] + [SpokenWord("is")] + words[..<verb]), found.0.isAttribute
    else { return nil }
    return found
  }

  private static let wordsOfName = 3
  private static let pointing = EnglishWords.set(
    """
    this that it here there what which who he she they where how not the a an below above attached next first my our
    your following
    """)

  /// One or two words in capitals, which is how a name is told from "call me later".
  private static func name(_ words: ArraySlice<SpokenWord>) -> [SpokenWord]? {
    let name = words.prefix { $0.isCapitalised }
    let end = name.count + words.startIndex
    return (1...2).contains(name.count) && (end == words.endIndex || words[end - 1].endsPhrase) ? Array(name) : nil
  }

  /// What the clause states, if it lasts.
  var statement: ExtractedStatement? {
    guard !rest.contains(where: { Self.addressing.contains($0.lower) }) else { return nil }
    guard let predicate = EnglishPredicate(rest, subject: subject) else { return nil }
    var words = predicate.words
    var start: Timestamp?
    if predicate.isEvent {
      (words, start) = StatedTime.absolute(words, at: time)
    } else {
      if let place = words.firstIndex(where: { $0.lower == "since" }) {
        let (behind, since) = StatedTime.absolute(Array(words[place...]), at: time)
        (words, start) = (words[..<place] + behind, since)
      }
      guard !words.contains(where: { Self.passing.contains($0.lower) }), !holdsPassingTime(words) else { return nil }
      // "In this file": of what is being talked about.
      guard !words.contains(where: { ["this", "these"].contains($0.lower) }) else { return nil }
    }
    if let start, start > time.time { return nil }
    let body = ThirdPerson.words(words).joined
    let text = subject.text.isEmpty ? body : "\(subject.text) \(body)"
    return ExtractedStatement(
      content: text.prefix(1).uppercased() + text.dropFirst(), category: subject.category ?? predicate.category,
      validFrom: start)
  }

  /// "This week", "at the moment": what holds for a while only.
  private func holdsPassingTime(_ words: [SpokenWord]) -> Bool {
    let text = PhraseText(words.map(\.lower).joined(separator: " "))
    return Self.passingPhrases.occur(in: text)
  }

  private static let addressing = EnglishWords.set("you your yours u ur you're yourself")
  private static let passing = EnglishWords.set("today tonight tomorrow yesterday later soon atm rn lately temporarily")
  private static let passingPhrases = Phrases(
    """
    this week | this morning | this afternoon | this evening | this weekend | this month | right now | at the moment
    for now | next week | last night
    """
  )
}
