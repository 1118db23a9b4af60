/// What is compared of a fact: its words in one form, their order where it matters, and what it denies.
struct FactForm: Sendable, Equatable {
  /// A word, a number or a phrase that stands for several.
  struct Part: Sendable, Hashable {
    let stem: String
    /// Whether a difference in it is always one of meaning: names, numbers, times, what is denied.
    let isDecisive: Bool
  }

  /// Whom it is about, if that is not the person themselves.
  let subject: [Part]
  /// What is said of them, the first of it being the verb.
  let predicate: [Part]
  let isNegative: Bool
  /// Whether it begins with "the user".
  let namesUser: Bool

  private static let idle: Set<String> = [
    "the", "a", "an", "now", "currently", "really", "very", "also", "still", "just", "so", "in", "on", "at", "of", "do",
    "does",
    "his", "her", "their", "its", "own", "always", "both", "some",
  ]
  private static let owners: Set<String> = ["his", "her", "their", "its", "your", "our"]
  private static let conjunctions: Set<String> = ["and", "or", "&"]
  /// Words by which two statements are never the same.
  private static let decisive: Set<String> = [
    "before", "after", "since", "until", "from", "to", "with", "without", "over", "under", "than", "except", "only",
    "never",
    "most", "least", "more", "less", "first", "last", "morning", "evening", "night", "afternoon", "daily", "weekly",
    "monthly", "every",
    "left", "right", "next", "former", "ex", "half", "older", "younger", "big", "little", "old", "new", "used", "want",
    "plan", "hope", "might",
  ]

  init(_ text: String, _ reader: StatementReader, _ lexicon: StatementLexicon) {
    let words = reader.words(of: text[...])
    namesUser = words.first { $0.text != "the" }?.stem == "@self"
    let (kept, isNegative) = FactPhrases.replaced(words, lexicon)
    var parts: [Part] = []
    var isPredicate: [Bool] = []
    for word in kept where word.stem != "@self" {
      // Her mother is not his; what is said of one's own is the same whichever pronoun it is said with.
      if !isPredicate.contains(true), Self.owners.contains(word.text) {
        parts.append(Part(stem: word.stem + "'", isDecisive: true))
        isPredicate.append(false)
        continue
      }
      guard !Self.idle.contains(word.text) else { continue }
      let isConjunction = Self.conjunctions.contains(word.text)
      let isDecisive =
        word.quantity != nil || Self.decisive.contains(word.text) || lexicon.occasions.contains(word.stem)
        || (word.isCapitalised && word.text != words.first?.text) || lexicon.exclusive[word.stem] != nil
      parts.append(Part(stem: isConjunction ? "&" : FactPhrases.stem(of: word, lexicon), isDecisive: isDecisive))
      let isVerb = word.stem.hasPrefix("@") || ["be", "have"].contains(word.stem) || lexicon.verbs.contains(word.stem)
      isPredicate.append(isVerb && !word.isPossessive)
    }
    let verb = isPredicate.firstIndex(of: true) ?? 0
    subject = Self.ordered(Array(parts[..<verb]))
    predicate = Self.ordered(Array(parts[verb...]))
    self.isNegative = isNegative
  }

  /// The parts with those beside an "and" in one order, as it does not matter who is named first.
  private static func ordered(_ parts: [Part]) -> [Part] {
    var result: [Part] = []
    var group: [Part] = []
    var joins = false
    for part in parts {
      if part.stem == "&" {
        joins = true
        continue
      }
      if !joins {
        result += group.sorted { $0.stem < $1.stem }
        group = []
      }
      group.append(part)
      joins = false
    }
    return result + group.sorted { $0.stem < $1.stem }
  }

  func isSame(as other: FactForm) -> Bool {
    isNegative == other.isNegative && !predicate.isEmpty && stems(subject) == stems(other.subject)
      && stems(predicate) == stems(other.predicate)
  }

  /// Whether it says all that another one says, of the same, and more.
  func refines(_ other: FactForm) -> Bool {
    guard isNegative == other.isNegative, stems(subject) == stems(other.subject), !other.predicate.isEmpty,
      predicate.first?.stem == other.predicate.first?.stem, predicate.count > other.predicate.count
    else { return false }
    var rest = other.predicate[...]
    for part in predicate where part.stem == rest.first?.stem { rest = rest.dropFirst() }
    return rest.isEmpty
  }

  /// Whether only one word is more or less, and none that decides; a word for another can always be one of meaning.
  func differsByOneWord(from other: FactForm) -> Bool {
    guard isNegative == other.isNegative, stems(subject) == stems(other.subject),
      predicate.first?.stem == other.predicate.first?.stem, abs(predicate.count - other.predicate.count) == 1
    else { return false }
    let (shorter, longer) =
      predicate.count < other.predicate.count ? (predicate, other.predicate) : (other.predicate, predicate)
    let place = zip(shorter, longer).prefix { $0.stem == $1.stem }.count
    return stems(Array(shorter[place...])) == stems(Array(longer[(place + 1)...])) && !longer[place].isDecisive
  }

  private func stems(_ parts: [Part]) -> [String] { parts.map(\.stem) }
}
