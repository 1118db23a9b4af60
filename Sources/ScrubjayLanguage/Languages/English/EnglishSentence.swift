import ScrubjayCore

/// An English sentence in its clauses.
struct EnglishSentence {
  private let clauses: [[SpokenWord]]
  private let denial: EnglishDenial?
  private let time: LocalTime

  /// Splits a sentence; what is not stated as a fact, or as someone else's, is left out, with all that follows on it.
  init(_ sentence: Substring, at time: LocalTime) {
    self.time = time
    let spoken = EnglishWords.expanded(Self.withoutPoliteness(SpokenWord.words(of: sentence)))
    let standing = Self.standing(spoken)
    let (words, denial) = EnglishDenial.takenFromSentence(
      Array(Self.withoutLeadIn(standing?.rest ?? spoken, at: time)))
    self.denial = denial
    let parts = Self.parts(Self.withSubject(Self.withoutLeadIn(words, at: time), at: time))
    let sure = parts.prefix { part in
      !Self.withoutLeadIn(part, at: time).contains { EnglishWords.unsure.contains($0.lower) }
    }
    let stated = sure.flatMap(Self.split).map { Self.withoutLeadIn($0, at: time) }
    clauses = (standing.map { [$0.clause] } ?? []) + stated
  }

  /// "Been on metformin for years", with the "I" that was left out.
  private static func withSubject(_ words: [SpokenWord], at time: LocalTime) -> [SpokenWord] {
    guard let first = words.first, let dropped = EnglishWords.dropped[first.lower] else { return words }
    // "Moved to coroutines" tells of code; of people it is told when.
    if first.lower == "moved", StatedTime.start(in: words, at: time) == nil { return words }
    return dropped.map { SpokenWord($0) } + [SpokenWord(first.text.lowercased(), endsPhrase: first.endsPhrase)]
      + words.dropFirst()
  }

  /// What stands before and behind each "but" and "so" that goes on with something else.
  private static func parts(_ words: [SpokenWord]) -> [[SpokenWord]] {
    var parts: [[SpokenWord]] = [[]]
    for (index, word) in words.enumerated() {
      let next = index + 1 < words.count ? words[index + 1] : nil
      if index > 0, EnglishWords.turns.contains(word.lower), let next,
        words[index - 1].endsPhrase || EnglishWords.beginsClause(next)
          || ["sorry", "please", "no", "now"].contains(next.lower)
      {
        parts.append([])
      } else {
        parts[parts.count - 1].append(word)
      }
    }
    return parts
  }

  /// What its clauses state; "he", "she" and "it" are whom the clause before is about.
  ///
  /// - Parameter speaker: Whom "I" is.
  func statements(by speaker: Speaker) -> [ExtractedStatement] {
    var statements: [ExtractedStatement] = []
    var other: EnglishClause.Subject?
    var speaker = speaker
    for words in clauses {
      guard let clause = EnglishClause(words, other: other, denial: denial, at: time) else { continue }
      if clause.subject.isOther { other = clause.subject }
      guard let statement = clause.statement(by: EnglishSpeaker(speaker)) else { continue }
      statements.append(statement)
      if let name = statement.name, speaker == .user { speaker = .named(name) }
    }
    return statements
  }

  /// "As a vegan I skip the cheese": what somebody is who says what that leads to, and the rest.
  private static func standing(_ words: [SpokenWord]) -> (clause: [SpokenWord], rest: [SpokenWord])? {
    guard words.count > 4, words[0].lower == "as", ["a", "an"].contains(words[1].lower),
      let end = words.prefix(8).firstIndex(where: { EnglishWords.selves.contains($0.lower) }), end > 2
    else { return nil }
    var standing = Array(words[1..<end])
    standing[standing.count - 1].endsPhrase = false
    return ([SpokenWord("I"), SpokenWord("am")] + standing, Array(words[end...]))
  }

  // MARK: Clauses

  private static func withoutPoliteness(_ words: [SpokenWord]) -> [SpokenWord] {
    guard let start = words.lastIndex(where: { $0.lower == "if" }), start > 0, start + 1 < words.count else {
      return words
    }
    let condition = words[(start + 1)...].map(\.lower)
    // "…, if that matters for the toll" is put behind what holds all the same.
    let isAside = words[start - 1].endsPhrase && ["that", "that's", "thats", "anyone", "you"].contains(condition[0])
    guard isAside || EnglishWords.politeConditions.contains(condition.joined(separator: " ")) else { return words }
    return Array(words[..<start])
  }

  private static func split(_ words: [SpokenWord]) -> [[SpokenWord]] {
    var clauses: [[SpokenWord]] = []
    var start = 0
    var subject: SpokenWord?
    var index = 0
    func take(_ end: Int) {
      var clause = Array(words[start..<end])
      // "…, and have three daughters": the same one goes on.
      if let first = clause.first, EnglishWords.goesOnAboutOther(first) {
        clause.insert(SpokenWord("it"), at: 0)
      } else if let subject, let first = clause.first, first.lower == "been" {
        clause.insert(contentsOf: [subject, SpokenWord("have")], at: 0)
      } else if let subject, let first = clause.first, EnglishWords.goesOn(first) {
        clause.insert(subject, at: 0)
      }
      if !clause.isEmpty { clauses.append(clause) }
      if subject == nil, let first = clause.first(where: { EnglishWords.selves.contains($0.lower) }) { subject = first }
    }
    while index < words.count {
      let word = words[index]
      let next = index + 1 < words.count ? words[index + 1] : nil
      let follows = index > start && words[index - 1].endsPhrase
      // "Has lived there since I was little" is one statement.
      let isSpan = word.lower == "since" && words[start..<index].contains { ["have", "has"].contains($0.lower) }
      if index > start, !isSpan, EnglishWords.conjunctions.contains(word.lower), let next,
        EnglishWords.beginsClause(next) || beginsBehindFiller(words, from: index + 1)
          || (["and", "but"].contains(word.lower) && continues(words, from: index + 1))
      {
        take(index)
        start = index + 1
      } else if index > start,
        EnglishWords.subordinations.contains(word.lower) || (word.lower == "so" && statesSoon(words[(index + 1)...]))
          || (follows && (EnglishWords.beginsClause(word) || EnglishWords.asides.contains(word.lower)))
          || (follows && word.lower == "been" && statesAlready(words[start..<index]))
          || (follows && statesAlready(words[start..<index]) && statesSoon(words[index...]))
      {
        take(index)
        start = index
      }
      index += 1
    }
    take(words.count)
    return clauses
  }

  /// "And honestly it's been great", "and her parents keep asking": a clause of its own.
  private static func beginsBehindFiller(_ words: [SpokenWord], from index: Int) -> Bool {
    guard index + 1 < words.count else { return false }
    if ["honestly", "still", "now", "then", "also", "luckily", "sadly"].contains(words[index].lower) {
      return EnglishWords.beginsClause(words[index + 1])
    }
    return ["her", "his", "their"].contains(words[index].lower) && words[index - 1].lower == "and"
      && index > 1 && words[index - 2].endsPhrase
  }

  private static func statesAlready(_ words: ArraySlice<SpokenWord>) -> Bool {
    words.first.map { EnglishWords.selves.contains($0.lower) } == true
      || words.contains { EnglishWords.isVerbal($0) || $0.lower.hasSuffix("ed") }
  }

  /// Whether a statement of its own begins, such as "the kids are with me".
  private static func statesSoon(_ words: ArraySlice<SpokenWord>) -> Bool {
    for word in words.prefix(wordsOfSubject) {
      if EnglishWords.isVerbal(word) { return true }
      if word.endsPhrase || EnglishWords.conjunctions.contains(word.lower) { return false }
    }
    return false
  }

  /// How many words something is about, at most, where it follows on a comma.
  private static let wordsOfSubject = 4

  /// Whether a verb with something behind it goes on about the same one.
  private static func continues(_ words: [SpokenWord], from index: Int) -> Bool {
    index + 1 < words.count && (EnglishWords.goesOn(words[index]) || EnglishWords.goesOnAboutOther(words[index]))
      && !["to", "or"].contains(words[index - 2].lower)
  }

  /// A clause without what only leads to it, and with a time before it put behind it.
  private static func withoutLeadIn(_ clause: [SpokenWord], at time: LocalTime) -> [SpokenWord] {
    var clause = timeLast(clause[...], at: time)
    while let phrase = EnglishWords.leadIns.first(where: clause.begins) { clause = clause.dropFirst(phrase.count) }
    while let ending = EnglishWords.endings.first(where: { clause.suffix($0.count).map(\.lower) == $0 }) {
      clause.removeLast(ending.count)
    }
    while let last = clause.last, EnglishWords.fillers.contains(last.lower) { clause.removeLast() }
    return Array(timeLast(clause, at: time))
  }

  /// "Last year I moved to Oslo": the time said at the end, as if nothing stood before "I".
  private static func timeLast(_ clause: ArraySlice<SpokenWord>, at time: LocalTime) -> ArraySlice<SpokenWord> {
    guard let place = clause.prefix(wordsOfTime).firstIndex(where: EnglishWords.beginsClause), place > clause.startIndex
    else {
      return clause
    }
    var moved = Array(clause[..<place])
    guard StatedTime.isTime(moved, at: time) || EnglishObject(moved).saysHowOften else { return clause }
    if StatedTime.prepositions.contains(moved[0].lower) { moved[0] = SpokenWord(moved[0].lower) }
    moved[moved.count - 1].endsPhrase = false
    return (clause[place...] + moved)[...]
  }

  /// How many words a time before "I" may take.
  private static let wordsOfTime = 6
}
