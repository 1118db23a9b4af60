import ScrubjayCore

/// A language of which a core of statements is known by how they begin.
struct OpeningGrammar: StatementGrammar {
  private let words: OpeningWords
  /// Words with which a statement may begin.
  private let firstWords: Set<String>
  /// Verbs that go on about the same one, and the word for that, where the language has one.
  private let continuing: [String: String]

  init(_ words: OpeningWords) {
    self.words = words
    firstWords = Set(words.openings.compactMap(\.words.first)).union(words.owners)
    let pairs = words.openings.filter { $0.words.count == 2 && ["ich", "je"].contains($0.words[0]) }
    continuing = Dictionary(pairs.map { ($0.words[1], $0.words[0]) }, uniquingKeysWith: { first, _ in first })
  }

  func statements(in sentence: Substring, by speaker: Speaker, at time: LocalTime) -> [ExtractedStatement] {
    let spoken = SpokenWord.words(of: sentence)
    guard !spoken.contains(where: { words.unsure.contains($0.lower) || $0.isLink }) else { return [] }
    var speaker = speaker
    return split(spoken).compactMap { clause in
      let statement = statement(clause, by: speaker, at: time)
      if let name = statement?.name, speaker == .user { speaker = .named(name) }
      return statement
    }
  }

  /// Where another one begins that is known, or one that is only added.
  private func split(_ spoken: [SpokenWord]) -> [[SpokenWord]] {
    var clauses: [[SpokenWord]] = [[]]
    for (index, word) in spoken.enumerated() {
      let next = index + 1 < spoken.count ? spoken[index + 1].lower : ""
      let isAddition = words.additions.contains(word.lower)
      if isAddition, let subject = continuing[next], spoken.prefix(index).contains(where: { $0.lower == subject }) {
        clauses.append([SpokenWord(subject)])
      } else if words.conjunctions.contains(word.lower) || isAddition && firstWords.contains(next) {
        clauses.append([])
      } else {
        let follows = index > 0 && spoken[index - 1].endsPhrase
        if follows, firstWords.contains(word.lower) { clauses.append([]) }
        clauses[clauses.count - 1].append(word)
      }
    }
    return clauses
  }

  private func statement(_ clause: [SpokenWord], by speaker: Speaker, at time: LocalTime) -> ExtractedStatement? {
    let spoken = Array(clause.drop { words.leadIns.contains($0.lower) })
    let (positive, denial) = undenied(spoken)
    for opening in words.openings where positive.begins(with: opening.words) {
      let rest = Array(positive.dropFirst(opening.words.count))
      guard let reading = opening.reading(of: rest) else { continue }
      let job = rest.first { words.jobs.contains($0.lower) }?.lower
      let isFeminine = reading.isFeminine || job.map { Opening.isFeminine($0, among: words.jobs) } == true
      let person = words.person(speaker, isFeminine)
      let start = opening.isDative ? person.dative : person.subject
      let verb = denied(opening.replacement, denial)
      return made("\(start) \(verb)", rest, person, reading.category, name: opening.isName ? rest : nil, at: time)
    }
    return denial == nil ? ofTheirs(spoken, words.person(speaker, false), at: time) : nil
  }

  // MARK: Denial

  /// The words without what denies them in front or around the verb, and what that is.
  private func undenied(_ spoken: [SpokenWord]) -> (words: [SpokenWord], denial: String?) {
    switch words.denial {
    case .before(let particles):
      guard let particle = particles.first(where: { spoken.begins(with: $0) }),
        !words.openings.contains(where: { spoken.begins(with: $0.words) })
      else { return (spoken, nil) }
      return (Array(spoken.dropFirst(particle.count)), particle.joined(separator: " "))
    case .around(let before, let behind):
      guard !words.openings.contains(where: { spoken.begins(with: $0.words) }), spoken.count > 2,
        let place = spoken.prefix(2).firstIndex(where: { $0.lower == before || $0.lower.hasPrefix("n'") })
      else { return (spoken, nil) }
      var positive = spoken
      if positive[place].lower.hasPrefix("n'") {
        positive[place] = SpokenWord(String(positive[place].text.dropFirst(2)), endsPhrase: positive[place].endsPhrase)
      } else {
        positive.remove(at: place)
      }
      guard let particle = positive.prefix(4).firstIndex(where: { behind.contains($0.lower) }), particle > place else {
        return (spoken, nil)
      }
      let denial = positive.remove(at: particle).lower
      // "J'habite", once nothing stands between.
      if positive.count > place, positive[0].lower == "je", let vowel = positive[1].lower.first,
        "aeiouh".contains(vowel)
      {
        positive.replaceSubrange(0...1, with: [SpokenWord("j'" + positive[1].text, endsPhrase: positive[1].endsPhrase)])
      }
      return (positive, denial)
    case .behind: return (spoken, nil)
    }
  }

  private func denied(_ verb: String, _ denial: String?) -> String {
    let verb = verb.prefix(1).lowercased() + verb.dropFirst()
    guard let denial else { return verb }
    guard case .around(let before, _) = words.denial else { return "\(denial) \(verb)" }
    let isVowel = Folding.folded(verb).first.map { "aeiouh".contains($0) } == true
    return (isVowel ? "n'" : before + " ") + "\(verb) \(denial)"
  }

  // MARK: What is theirs

  /// What is said of somebody near, or of what one has one of.
  private func ofTheirs(_ spoken: [SpokenWord], _ person: OpeningPerson, at time: LocalTime) -> ExtractedStatement? {
    guard spoken.count > 3, words.owners.contains(spoken[0].lower) else { return nil }
    if let favourite = favourite(spoken, person, at: time) { return favourite }
    guard let noun = words.nouns[spoken[1].lower] else { return nil }
    let text = words.possession(spoken[1].text, noun.article, person)
    if noun.isAttribute {
      guard spoken[2].lower == words.being else { return nil }
      let value = Array(spoken.dropFirst(3))
      return made(
        "\(text) \(spoken[2].text)", value, person, noun.category, name: noun.isName ? value : nil, at: time)
    }
    // A name may stand between.
    let isNamed = spoken[2].isCapitalised
    let behind = Array(spoken.dropFirst(isNamed ? 3 : 2))
    guard let verb = behind.first, behind.count > 1 else { return nil }
    let isKnown = words.verbs.contains(verb.lower) || words.naming.contains { behind.begins(with: $0) }
    let isJob = behind.count == 2 && verb.lower == words.being && words.jobs.contains(behind[1].lower)
    guard isKnown || isJob else { return nil }
    let name = isNamed ? ", \(spoken[2].text)," : ""
    return made(text + name, behind, person, noun.category, name: nil, at: time)
  }

  private func favourite(_ spoken: [SpokenWord], _ person: OpeningPerson, at time: LocalTime) -> ExtractedStatement? {
    guard let verb = spoken.prefix(5).firstIndex(where: { $0.lower == words.being }), verb > 1 else { return nil }
    let noun = spoken[1..<verb]
    let article: String?
    switch words.favourites {
    case .prefix(let prefix):
      guard noun.first?.lower.hasPrefix(prefix) == true else { return nil }
      article = nil
    case .words(let articles):
      guard let found = noun.lazy.compactMap({ articles[$0.lower] }).first else { return nil }
      article = found
    }
    let text = words.possession(noun.map(\.text).joined(separator: " "), article, person)
    return made("\(text) \(spoken[verb].text)", Array(spoken[(verb + 1)...]), person, .preferences, name: nil, at: time)
  }

  // MARK: As it is written down

  private func made(
    _ lead: String, _ rest: [SpokenWord], _ person: OpeningPerson, _ category: FactCategory, name: [SpokenWord]?,
    at time: LocalTime
  ) -> ExtractedStatement? {
    let start = StatedTime.start(in: rest, at: time)
    if let start, start > time.time { return nil }
    let said = rest.map { word in
      words.pronouns(word, person).map { SpokenWord($0, endsPhrase: word.endsPhrase) } ?? word
    }
    let day = time.day
    let date = isCounted(rest) ? " (\(words.date(day.day, day.month, day.year)))" : ""
    let called = name?.prefix { $0.isCapitalised } ?? []
    return ExtractedStatement(
      content: [lead.prefix(1).uppercased() + lead.dropFirst(), said.joined].filter { !$0.isEmpty }.joined(
        separator: " ") + date,
      category: category,
      validFrom: start,
      name: !called.isEmpty && called.count == name?.count ? called.map(\.text).joined(separator: " ") : nil)
  }

  /// Whether a number of years or months in it is counted from the day on which it is said.
  private func isCounted(_ rest: [SpokenWord]) -> Bool {
    rest.indices.dropLast().contains { index in
      RelativeDays.count(rest[index].lower) != nil && RelativeDays.unit(rest[index + 1].lower) != nil
    }
  }
}
