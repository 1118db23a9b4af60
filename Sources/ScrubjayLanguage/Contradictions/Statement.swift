/// What a sentence says, as far as it matters to whether another one contradicts it.
package struct Statement: Sendable {
  /// Of whom or what it is, in stems; what is someone's is marked by `'`.
  package let subject: Set<String>
  /// Whether the subject is a name.
  package let isNamed: Bool
  /// What is said of it; a stem, or one of the lexicon's names for phrases.
  package let predicate: String
  /// Whether that is denied.
  package let isNegative: Bool
  /// Whether it tells of the past.
  package let isPast: Bool
  /// Whether it tells of a change.
  package let isChange: Bool
  /// Whether it says that something held until then, so that a date in it says when that ended.
  package let isOver: Bool
  /// Whether it tells how something ended, as "quit" does of work.
  package var isEnd: Bool { isChange && isNegative }
  /// The words of what follows, in stems, without numbers.
  package let object: Set<String>
  /// The last word of what follows.
  package let head: String?
  /// The same in lower case, for names of places.
  package let objectText: String
  /// The word that what follows begins with.
  package let opening: String
  /// Whether the first of the words of what follows is a name.
  package let isProper: Bool
  /// What is put behind, as in "tea over coffee".
  package let rejected: Set<String>
  /// Numbers and times.
  package let quantities: [Quantity]
  /// When it recurs, or under which circumstances.
  package let occasions: Set<String>
  /// The rest of it behind "in", "at", "on" and "for".
  package let places: Set<String>

  /// What a sentence states; `nil` where it states nothing that can be compared, such as a wish or a question.
  package init?(
    _ sentence: Substring, _ reader: StatementReader, _ lexicon: StatementLexicon, subject inherited: Statement?
  ) {
    guard !sentence.contains("?") else { return nil }
    var words = reader.words(of: sentence)
    var (isNegative, hasEnded) = Self.takeNegation(from: &words)
    guard !words.contains(where: { lexicon.uncertain.contains($0.stem) && !$0.isCapitalised }) else { return nil }
    guard !words.contains(where: { $0.text == "not" && $0.isCapitalised }) else { return nil }
    guard let found = Self.predicate(in: words, lexicon) else { return nil }
    if found.isNegative { isNegative.toggle() }
    let before = words[..<found.start].filter { word in
      word.text != "not" && (!lexicon.idle.contains(word.text) || Self.owners.contains(word.text))
    }
    guard !before.isEmpty else { return nil }
    var stems: [String] = []
    for word in before {
      stems.append(word.isPossessive || Self.owners.contains(word.text) ? word.stem + "'" : word.stem)
    }
    var predicate = found.predicate
    // "The dog's name is Rex" says what "the dog is called Rex" says, and so with jobs.
    let noun = before.last?.text ?? ""
    if predicate == "be", before.count > 1,
      let other = ["name": "@name", "job": "@occupation", "profession": "@occupation"][noun]
    {
      predicate = other
      stems.removeLast()
      if let owner = stems.last, owner.hasSuffix("'") { stems[stems.count - 1] = String(owner.dropLast()) }
    }
    if before.count == 1, ["he", "she", "they", "it"].contains(noun), let inherited {
      (subject, isNamed) = (inherited.subject, inherited.isNamed)
    } else {
      subject = Set(stems)
      isNamed = before.allSatisfy { $0.isCapitalised && !$0.isPossessive }
    }
    self.predicate = predicate
    isPast = found.isPast
    isChange = found.isChange
    isOver = hasEnded || found.isChange

    var rest = found.extra + words[found.end...].filter { $0.text != "not" }
    // "Has no licence" denies that there is one.
    if let first = rest.first, first.text == "no" {
      isNegative.toggle()
      rest.removeFirst()
    }
    self.isNegative = isNegative
    let parts = Parts(rest, predicate, lexicon)
    object = parts.object
    head = parts.head
    opening = rest.first?.text ?? ""
    isProper = parts.isProper
    objectText = parts.text
    rejected = parts.rejected
    quantities = parts.quantities
    occasions = parts.occasions.union(before.filter { lexicon.occasions.contains($0.stem) }.map(\.stem))
    places = parts.places
  }

  /// Pronouns by which somebody is told from somebody else's: her mother is not his.
  private static let owners: Set<String> = ["his", "her", "their", "its", "your", "our"]

  /// Takes the words away by which something ended or does not hold, and says whether they deny the rest.
  ///
  /// Where they deny less than all ("not only", "not always"), one of them is left in capitals, and nothing is compared.
  private static func takeNegation(from words: inout [StatementWord]) -> (isNegative: Bool, isOver: Bool) {
    var isNegative = false
    var isOver = false
    var index = 0
    while index < words.count {
      let (text, next) = (words[index].text, index + 1 < words.count ? words[index + 1].text : "")
      switch (text, next) {
      case ("no", "longer"), ("used", "to"), ("gave", "up"), ("given", "up"), ("any", "more"):
        words.removeSubrange(index...index + 1)
        isOver = true
        if text != "any" { isNegative.toggle() }
      case ("not", "all"), ("not", "only"), ("not", "always"), ("not", "just"), ("not", "every"),
        ("not", "necessarily"),
        ("not", "sure"), ("hardly", _), ("rarely", _), ("seldom", _), ("sometimes", _):
        words[index] = StatementWord(text: "not", stem: "not", isCapitalised: true)
        index += 1
      case ("not", _), ("never", _), ("cannot", _):
        words.remove(at: index)
        isNegative.toggle()
      case ("stopped", _), ("stops", _), (Self.quitting(next), _):
        words.remove(at: index)
        isOver = true
        isNegative.toggle()
      case ("anymore", _):
        words.remove(at: index)
        isOver = true
      default: index += 1
      }
    }
    return (isNegative, isOver)
  }

  /// "Quit", where it is something that somebody did, and not a place where they were.
  private static func quitting(_ next: String) -> String { next.hasSuffix("ing") ? "quit" : "" }

  /// A predicate, and where it stands.
  private struct Found {
    var predicate: String
    var start: Int
    var end: Int
    var isNegative = false
    var isPast = false
    var isChange = false
    /// What the predicate says of its object by itself.
    var extra: [StatementWord] = []
  }

  private static let auxiliaries: Set<String> = ["do", "does", "did", "has", "have", "had", "can", "got"]
  private static let being: Set<String> = ["is", "are", "am", "was", "were", "been", "be", "being"]

  private static func predicate(in words: [StatementWord], _ lexicon: StatementLexicon) -> Found? {
    var index = 1
    while index < words.count {
      let word = words[index]
      let isPast = ["was", "were", "did", "had"].contains(word.text) || isPastForm(word.text)
      if !words[index - 1].isPossessive, word.quantity == nil {
        if let phrase = phrase(at: index, in: words, lexicon, states: false) {
          return found(phrase, index, index, words, isPast)
        }
        if being.contains(word.text) {
          var next = index + 1
          while next < words.count, lexicon.idle.contains(words[next].text), !being.contains(words[next].text) {
            if let phrase = Self.phrase(at: next, in: words, lexicon, states: true) {
              return found(phrase, index, next, words, isPast)
            }
            next += 1
          }
          if let phrase = Self.phrase(at: next, in: words, lexicon, states: true) {
            return found(phrase, index, next, words, isPast)
          }
          return Found(predicate: "be", start: index, end: index + 1, isPast: isPast)
        }
        let following = index + 1 < words.count ? words[index + 1] : nil
        let isAuxiliary =
          auxiliaries.contains(word.text)
          && following.map { next in
            phrase(at: index + 1, in: words, lexicon, states: false) != nil || being.contains(next.text)
              || (word.text != "has" && word.text != "have" || isPastForm(next.text)) && word.text != "got"
                && lexicon.verbs.contains(next.stem)
          } == true
        if isAuxiliary {
          index += 1
          // "Did" makes a past of what follows; "has lived" still holds.
          if var found = predicate(in: Array(words[..<index].dropLast() + words[index...]), lexicon) {
            found.isPast = word.text == "did" || word.text == "had"
            return Found(
              predicate: found.predicate, start: found.start, end: found.end + 1, isNegative: found.isNegative,
              isPast: found.isPast, isChange: found.isChange, extra: found.extra)
          }
          return nil
        }
        if lexicon.verbs.contains(word.stem), !(index == 1 && ["the", "a", "an"].contains(words[0].text)),
          !isNounHere(index, words, lexicon)
        {
          let isHaving = ["has", "had"].contains(word.text)
          return Found(predicate: isHaving ? "have" : word.stem, start: index, end: index + 1, isPast: isPast)
        }
      }
      index += 1
    }
    return nil
  }

  /// Whether a word that can be a verb is a noun, as a verb follows soon.
  private static func isNounHere(_ index: Int, _ words: [StatementWord], _ lexicon: StatementLexicon) -> Bool {
    guard index + 1 < words.count else { return false }
    return being.contains(words[index + 1].text)
  }

  private static func isPastForm(_ word: String) -> Bool {
    (word.count > 4 && word.hasSuffix("ed")) || (IrregularForms.base(of: word) != nil && word != "children")
  }

  private static func phrase(
    at index: Int, in words: [StatementWord], _ lexicon: StatementLexicon, states: Bool
  ) -> StatementLexicon.Phrase? {
    lexicon.phrases.first { phrase in
      guard states || phrase.isStemmed, index + phrase.words.count <= words.count else { return false }
      if isParticle(phrase.words), index + 1 < words.count { return false }
      return zip(phrase.words, words[index...]).allSatisfy { $0 == (phrase.isStemmed ? $1.stem : $1.text) }
    }
  }

  /// Whether a state is a word that is mostly a preposition: "the heating is on", "the meeting is on Tuesday".
  private static func isParticle(_ words: [String]) -> Bool {
    words.count == 1 && ["on", "off", "up", "down"].contains(words[0])
  }

  private static func found(
    _ phrase: StatementLexicon.Phrase, _ start: Int, _ index: Int, _ words: [StatementWord], _ isPast: Bool
  ) -> Found {
    var found = Found(
      predicate: phrase.predicate, start: start, end: index + phrase.words.count, isNegative: phrase.isNegative,
      isPast: isPast && !phrase.isChange, isChange: phrase.isChange)
    let parts = phrase.predicate.split(separator: " ").map(String.init)
    if parts.count == 2, parts[0] != "is" {
      found.predicate = parts[0]
      found.extra = [StatementWord(text: parts[1], stem: parts[1], isCapitalised: false)]
    }
    // "Was born" is no longer past than "is called".
    if ["@born", "@name", "@married"].contains(phrase.predicate), start < index {
      found.isPast = isPast && phrase.predicate == "@name"
    }
    return found
  }
}

extension Statement {
  /// The parts of what follows on a predicate.
  private struct Parts {
    var object: Set<String> = []
    var head: String?
    var isProper = false
    var text = ""
    var rejected: Set<String> = []
    var quantities: [Quantity] = []
    var occasions: Set<String> = []
    var places: Set<String> = []

    /// What somebody has with an employer.
    private static let posts: Set<String> = ["job", "role", "position", "post"]

    private enum Place { case object, rejected, aside, circumstances, place }

    init(_ words: [StatementWord], _ predicate: String, _ lexicon: StatementLexicon) {
      var place = Place.object
      var isApproximate = false
      for (index, word) in words.enumerated() {
        let isBeforeNumber = index + 1 < words.count && words[index + 1].quantity != nil
        if lexicon.occasions.contains(word.stem), word.quantity == nil {
          occasions.insert(word.stem)
          continue
        }
        if lexicon.circumstances.contains(word.stem) { place = .circumstances }
        if place == .circumstances {
          occasions.insert(word.stem)
          continue
        }
        if predicate == "@prefer", ["over", "to", "than"].contains(word.text) {
          place = .rejected
          continue
        }
        if lexicon.accompaniments.contains(word.text), !(object.isEmpty && quantities.isEmpty) || word.text == "since" {
          place = .aside
        }
        if ["in", "at", "on", "for"].contains(word.text), !object.isEmpty, predicate == "@prefer" { place = .place }
        if lexicon.approximate.contains(word.text) {
          isApproximate = true
          if isBeforeNumber { continue }
        }
        if let quantity = word.quantity {
          if case .weekday = quantity, !lexicon.scheduling.contains(predicate) {
            occasions.insert(word.stem)
          } else if place != .aside, !isApproximate {
            quantities.append(quantity)
          }
          continue
        }
        guard !lexicon.idle.contains(word.text), !lexicon.accompaniments.contains(word.text) else { continue }
        switch place {
        case .object:
          if object.isEmpty { isProper = word.isCapitalised }
          object.insert(word.stem)
          head = word.stem
          text += (text.isEmpty ? "" : " ") + word.text
        case .rejected: rejected.insert(word.stem)
        case .place: places.insert(word.stem)
        case .aside, .circumstances: break
        }
      }
      // The unit of a number is said by the number.
      if predicate == "@employer" { object.subtract(Self.posts) }
      for case .number(_, let unit) in quantities where object.count > 1 || predicate == "have" || predicate == "be" {
        object.remove(unit)
      }
    }
  }
}
