/// Whether two texts of facts say the same, by their words; beside them by how near a model finds them.
///
/// English is understood. Of German, Spanish, French and Chinese it is known what denies a fact, and of what there is one;
/// texts in other languages are the same only where their words are.
package struct SameMeaning: Sendable {
  /// How two texts stand to each other.
  package enum Relation: String, Sendable, Codable, CaseIterable {
    /// Both say the same.
    case same
    /// One says what the other does, and more.
    case refinement
    /// Both cannot be true.
    case contradictory
    /// The first tells of what ended the second: somebody quit where they worked.
    case ending
    /// The second tells of what ended the first.
    case ended
    case different
  }

  /// The cosine from which a word more or less does not matter.
  package static let sameCosine = 0.95
  /// Longer texts are only compared as they stand, in bytes of UTF-8.
  private static let comparedBytes = 2_048

  private let analyser: Analyser
  private let lexicon: StatementLexicon
  private let names: [String]
  private let subject: FactSubject

  /// Compares facts about a user.
  ///
  /// - Parameter names: What the user is called: a fact about one of these names is one about the user.
  package init(_ analyser: Analyser, names: [String] = []) {
    self.analyser = analyser
    self.names = names
    subject = FactSubject(names: names)
    lexicon = StatementLexicon(analyser.englishStem)
  }

  private var reader: StatementReader { StatementReader(analyser.englishStem) }

  /// A text as it is compared, read once for any number of comparisons.
  package struct Reading: Sendable {
    fileprivate let words: [String]
    fileprivate let hasLetters: Bool
    fileprivate let plain: PlainForm?
    /// `nil` for what is only compared as it stands.
    fileprivate let content: Content?

    fileprivate struct Content: Sendable {
      let form: FactForm
      let statement: Statement?
    }
  }

  /// Reads a text.
  package func read(_ text: String) -> Reading {
    let fact = subject.completed(text)
    let isShort = text.utf8.count <= Self.comparedBytes
    return Reading(
      words: PhraseText(fact).words, hasLetters: text.contains(where: \.isLetter),
      plain: isShort ? PlainForm(fact, names: names) : nil, content: isShort ? content(fact) : nil)
  }

  private func content(_ text: String) -> Reading.Content {
    Reading.Content(
      form: FactForm(text, reader, lexicon), statement: Statement(text[...], reader, lexicon, subject: nil))
  }

  /// How two texts stand to each other.
  ///
  /// - Parameter cosine: That of their embeddings, where there are any. It makes two texts the same only where one has a word
  ///   more that is no name, number, negation or time.
  package func relation(_ one: Reading, _ other: Reading, cosine: Double? = nil) -> Relation {
    if one.hasLetters, one.words == other.words { return .same }
    if let plain = one.plain, let rival = other.plain {
      if plain == rival { return .same }
      if plain.contradicts(rival) { return .contradictory }
    }
    guard let one = one.content, let other = other.content else { return .different }
    if one.form.isSame(as: other.form) { return .same }
    if contradict(one, other) {
      if one.statement?.isEnd == true { return .ending }
      return other.statement?.isEnd == true ? .ended : .contradictory
    }
    if let cosine, cosine >= Self.sameCosine, one.form.differsByOneWord(from: other.form) { return .same }
    return one.form.refines(other.form) || other.form.refines(one.form) ? .refinement : .different
  }

  /// How two texts stand to each other that are compared once.
  package func relation(_ one: String, _ other: String, cosine: Double? = nil) -> Relation {
    relation(read(one), read(other), cosine: cosine)
  }

  private func contradict(_ one: Reading.Content, _ other: Reading.Content) -> Bool {
    guard one.form.subject == other.form.subject, let statement = one.statement, let rival = other.statement else {
      return false
    }
    return Contradiction(lexicon: lexicon).reason(statement, rival) != nil
  }
}
