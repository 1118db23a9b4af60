import ScrubjayCore

/// A clause of whom and what it is about, such as "I", "my sister Ana" or "my favourite colour".
struct EnglishClause {
  /// Whom or what a clause is about.
  struct Subject {
    /// What is theirs, such as "sister Ana" or "favourite colour"; empty for the person themselves.
    let text: String
    /// What it is about if it is not the person themselves.
    let category: FactCategory?
    /// Whether its verbs have the form of the third person.
    let isThird: Bool
    /// Whether it is a thing that one has one of, such as a name.
    var isAttribute = false
    /// Whether it is something that does something to the person, rather than something of theirs.
    var isCause = false

    var isOther: Bool { category != nil && !isAttribute }
    static let person = Subject(text: "", category: nil, isThird: false)

    /// What is said of it, as a sentence.
    func sentence(_ body: String, of speaker: EnglishSpeaker) -> String {
      if text.isEmpty { return "\(speaker.subject) \(body)" }
      if isCause { return "\(text.prefix(1).uppercased())\(text.dropFirst()) \(body)" }
      return "\(speaker.possessive) \(text) \(body)"
    }
  }

  let subject: Subject
  private let rest: [SpokenWord]
  private let denial: EnglishDenial?
  private let time: LocalTime

  /// Reads whom a clause is about; `nil` where it is about nobody that is known.
  ///
  /// - Parameters:
  ///   - other: Whom "he", "she" and "it" are.
  ///   - denial: What is said of the whole sentence.
  init?(_ words: [SpokenWord], other: Subject?, denial: EnglishDenial?, at time: LocalTime) {
    guard let (subject, rest) = Self.read(words, other: other) else { return nil }
    self.time = time
    self.subject = subject
    let (kept, own) = EnglishDenial.takenFromPredicate(rest)
    // What denies a denial is left to those who understand it.
    if own != nil, denial != nil { return nil }
    (self.rest, self.denial) = (kept, own ?? denial)
  }

  private static func read(_ words: [SpokenWord], other: Subject?) -> (Subject, [SpokenWord])? {
    guard let first = words.first else { return nil }
    let behind = Array(words.dropFirst())
    if EnglishWords.selves.contains(first.lower) { return (.person, behind) }
    if let other, ["he", "she", "it"].contains(first.lower) { return (other, behind) }
    if words.begins(with: ["call", "me"]) {
      return name(words.dropFirst(2)).map { (.person, [SpokenWord("go"), SpokenWord("by")] + $0) }
    }
    if let together = together(words) { return (.person, together) }
    if ["my", "our"].contains(first.lower), let found = EnglishOwner.read(behind) { return found }
    if let other, ["her", "his", "its"].contains(first.lower), let found = EnglishOwner.attribute(behind, of: other) {
      return found
    }
    return turned(words) ?? cause(words)
  }

  /// "My husband and I live in Oslo", "me and my dog walk a lot": what follows on both.
  private static func together(_ words: [SpokenWord]) -> [SpokenWord]? {
    if words.begins(with: ["me", "and", "my"]), words.count > 4, EnglishLexicon.isNear(words[3].lower) {
      return Array(words[4...].drop { $0.isCapitalised })
    }
    guard words[0].lower == "my", words.count > 4, EnglishLexicon.isNear(words[1].lower),
      let place = words.prefix(6).firstIndex(where: { $0.lower == "and" }), place + 2 < words.count,
      words[place + 1].lower == "i", words[2..<place].allSatisfy(\.isCapitalised)
    else { return nil }
    return Array(words[(place + 2)...])
  }

  /// "Strawberries give me hives".
  private static func cause(_ words: [SpokenWord]) -> (Subject, [SpokenWord])? {
    guard let verb = words.prefix(wordsOfName + 1).firstIndex(where: { causes.contains($0.lower) }), verb > 0,
      isCause(words[verb - 1].lower),
      !words[..<verb].contains(where: { pointing.contains($0.lower) || EnglishWords.isVerbal($0) })
    else { return nil }
    let text = words[..<verb].map(\.text).joined(separator: " ")
    let isThird = words[verb].lower.hasSuffix("s")
    return (
      Subject(text: text, category: .health, isThird: isThird, isAttribute: true, isCause: true), Array(words[verb...])
    )
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
    guard end - tail.startIndex <= wordsOfFavourite, !EnglishLexicon.things.contains(tail[end - 1].lower),
      let found = EnglishOwner.read(tail[..<end] + [SpokenWord("is")] + words[..<verb]), found.0.isAttribute
    else { return nil }
    return found
  }

  private static let wordsOfName = 3
  private static let wordsOfFavourite = 5
  private static let pointing = EnglishWords.set(
    """
    this that it here there what which who he she they where how not the a an below above attached next first my our
    your following
    """)

  /// One or two words in capitals, which is how a name is told from "call me later"; what can be a day is none.
  private static func name(_ words: ArraySlice<SpokenWord>) -> [SpokenWord]? {
    let name = words.prefix { $0.isCapitalised }
    let end = name.count + words.startIndex
    guard (1...2).contains(name.count), end == words.endIndex || words[end - 1].endsPhrase,
      !name.contains(where: { EnglishWords.isCalendarWord($0.lower) || unnamed.contains($0.lower) })
    else { return nil }
    return Array(name)
  }

  private static let unnamed = EnglishWords.set(
    "dr mr mrs ms prof miss sir later back today tonight tomorrow now asap soon maybe anytime whenever if when after before at on collect morning"
  )

  /// What the clause states, if it lasts.
  ///
  /// - Parameter speaker: Whom "I" is.
  func statement(by speaker: EnglishSpeaker) -> ExtractedStatement? {
    guard !rest.contains(where: { Self.addressing.contains($0.lower) }),
      !rest.prefix(Self.wordsOfNothing).contains(where: { Self.nothing.contains($0.lower) }),
      subject.isAttribute || !rest.contains(where: \.isLink)
    else { return nil }
    // "For three years" in "I no longer smoke" would be of another time.
    let isOver = denial == .over
    guard let predicate = EnglishPredicate(rest, subject: subject) ?? (isOver ? habit : nil),
      denial == nil || !predicate.isEvent
    else { return nil }
    var words = predicate.words
    var start: Timestamp?
    if predicate.isEvent || denial == .over {
      (words, start) = StatedTime.absolute(words, at: time)
    } else {
      if let place = words.firstIndex(where: { $0.lower == "since" }) {
        let (behind, since) = StatedTime.absolute(Array(words[place...]), at: time)
        (words, start) = (words[..<place] + behind, since)
      }
      words = ComingTime.absolute(words, at: time)
      guard !words.contains(where: { Self.passing.contains($0.lower) }), !holdsPassingTime(words) else { return nil }
      // "In this file": of what is being talked about.
      guard !words.contains(where: { ["this", "these"].contains($0.lower) }) else { return nil }
    }
    if let start, start > time.time { return nil }
    words = EnglishAppendix.removed(from: words)
    if let denial {
      guard let denied = denial.applied(to: words) else { return nil }
      words = denied
    }
    let body = ThirdPerson.words(words, to: subject.isCause ? speaker : nil).joined
    let isCounted = !predicate.isEvent && EnglishCount.isFromNow(words, subject: subject)
    let date = isCounted ? " (as of \(EnglishDate.text(time.day)))" : ""
    return ExtractedStatement(
      content: subject.sentence(body, of: speaker) + date, category: subject.category ?? predicate.category,
      validFrom: start, name: denial == nil ? name(in: predicate.words) : nil)
  }

  /// "Drink", of which only that one does not, or no longer does, is known to last.
  private var habit: EnglishPredicate? {
    EnglishPredicate([SpokenWord("do"), SpokenWord("not")] + rest, subject: subject)?.affirmed
  }

  /// What the person is called, if that is what is stated.
  private func name(in words: [SpokenWord]) -> String? {
    let lead: [String]
    if subject.isAttribute, EnglishLexicon.names.contains(subject.text.lowercased()) {
      lead = ["is"]
    } else if subject.text.isEmpty {
      guard let found = [["goes", "by"], ["is", "called"], ["is", "named"]].first(where: words.begins) else {
        return nil
      }
      lead = found
    } else {
      return nil
    }
    let name = words.dropFirst(lead.count).prefix { $0.isCapitalised }
    guard (1...Self.wordsOfName).contains(name.count), name.count + lead.count == words.count else { return nil }
    return name.map(\.text).joined(separator: " ")
  }

  /// "This week", "at the moment": what holds for a while only.
  private func holdsPassingTime(_ words: [SpokenWord]) -> Bool {
    let text = PhraseText(words.map(\.lower).joined(separator: " "))
    return Self.passingPhrases.occur(in: text)
  }

  private static let nothing = EnglishWords.set("nothing nowhere nobody none everywhere anywhere somewhere")
  private static let wordsOfNothing = 4
  private static let addressing = EnglishWords.set("you your yours u ur you're yourself")
  private static let passing = EnglishWords.set("today tonight tomorrow yesterday later soon atm rn lately temporarily")
  private static let passingPhrases = Phrases(
    """
    this week | this morning | this afternoon | this evening | this weekend | this month | right now | at the moment
    for now | next week | last night
    """
  )
}
