import ScrubjayCore

/// A sentence in German, Spanish or French, of which a core of statements is known by how they begin.
struct OtherSentence {
  private let words: [SpokenWord]
  private let clauses: [[SpokenWord]]
  private let time: LocalTime

  init(_ sentence: Substring, at time: LocalTime) {
    self.time = time
    let words = SpokenWord.words(of: sentence)
    clauses = Self.split(words)
    self.words = words
  }

  var statements: [ExtractedStatement] { clauses.compactMap(statement) }

  /// Where another one begins that is known, or one that is only added.
  private static func split(_ words: [SpokenWord]) -> [[SpokenWord]] {
    var clauses: [[SpokenWord]] = [[]]
    for (index, word) in words.enumerated() {
      let next = index + 1 < words.count ? words[index + 1].lower : ""
      let isAddition = OtherOpenings.additions.contains(word.lower)
      let isConjunction = isAddition && OtherOpenings.firstWords.contains(next)
      if isAddition, let subject = OtherOpenings.continuing[next],
        words.prefix(index).contains(where: { $0.lower == subject })
      {
        clauses.append([SpokenWord(subject)])
      } else if OtherOpenings.conjunctions.contains(word.lower) || isConjunction {
        clauses.append([])
      } else {
        let follows = index > 0 && words[index - 1].endsPhrase
        if follows, OtherOpenings.firstWords.contains(word.lower) { clauses.append([]) }
        clauses[clauses.count - 1].append(word)
      }
    }
    return clauses
  }

  private func statement(_ clause: [SpokenWord]) -> ExtractedStatement? {
    var words = clause[...]
    while let first = words.first, OtherOpenings.leadIns.contains(first.lower) { words = words.dropFirst() }
    for opening in OtherOpenings.openings where words.begins(with: opening.words) {
      let rest = Array(words.dropFirst(opening.words.count))
      guard let category = opening.category(of: rest), !isUnsure(opening.language) else { continue }
      return made(opening.replacement, rest, category)
    }
    guard let owner = OtherOwner.statement(Array(words)), !isUnsure(owner.language) else { return nil }
    return made(owner.replacement, owner.rest, owner.category)
  }

  private func isUnsure(_ language: Language) -> Bool {
    words.contains { OtherOpenings.unsure[language]?.contains($0.lower) == true }
  }

  private func made(_ replacement: String, _ rest: [SpokenWord], _ category: FactCategory) -> ExtractedStatement? {
    let start = StatedTime.start(in: rest, at: time)
    if let start, start > time.time { return nil }
    let text = replacement.isEmpty ? rest.joined : "\(replacement) \(rest.joined)"
    return ExtractedStatement(
      content: text.prefix(1).uppercased() + text.dropFirst(), category: category, validFrom: start)
  }
}
