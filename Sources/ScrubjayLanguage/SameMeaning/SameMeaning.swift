/// Whether two texts of facts say the same, by their words; beside them by how near a model finds them.
///
/// English is understood; texts in other languages are the same only where their words are.
package struct SameMeaning: Sendable {
  /// How two texts stand to each other.
  package enum Relation: String, Sendable, Codable, CaseIterable {
    /// Both say the same.
    case same
    /// One says what the other does, and more.
    case refinement
    /// Both cannot be true.
    case contradictory
    case different
  }

  /// The cosine from which a word more or less does not matter.
  package static let sameCosine = 0.95
  /// Longer texts are only compared as they stand, in bytes of UTF-8.
  private static let comparedBytes = 2_048

  private let analyser: Analyser
  private let lexicon: StatementLexicon

  package init(_ analyser: Analyser) {
    self.analyser = analyser
    lexicon = StatementLexicon(analyser.englishStem)
  }

  private var reader: StatementReader { StatementReader(analyser.englishStem) }

  /// A text as it is compared, read once for any number of comparisons.
  package struct Reading: Sendable {
    fileprivate let words: [String]
    fileprivate let hasLetters: Bool
    /// `nil` for what is only compared as it stands.
    fileprivate let content: Content?

    fileprivate struct Content: Sendable {
      let form: FactForm
      let statement: Statement?
    }
  }

  /// Reads a text.
  package func read(_ text: String) -> Reading {
    let isShort = text.utf8.count <= Self.comparedBytes
    return Reading(
      words: PhraseText(text).words, hasLetters: text.contains(where: \.isLetter),
      content: isShort ? content(text) : nil)
  }

  private func content(_ text: String) -> Reading.Content {
    let form = FactForm(text, reader, lexicon)
    let subject = form.subject.isEmpty && !form.namesUser ? "The user " : ""
    let start = subject.isEmpty ? text.prefix(1) : Substring(text.prefix(1).lowercased())
    let sentence = Substring(subject + start + text.dropFirst())
    return Reading.Content(form: form, statement: Statement(sentence, reader, lexicon, subject: nil))
  }

  /// How two texts stand to each other.
  ///
  /// - Parameter cosine: That of their embeddings, where there are any. It makes two texts the same only where one has a word
  ///   more that is no name, number, negation or time.
  package func relation(_ one: Reading, _ other: Reading, cosine: Double? = nil) -> Relation {
    if one.hasLetters, one.words == other.words { return .same }
    guard let one = one.content, let other = other.content else { return .different }
    if one.form.isSame(as: other.form) { return .same }
    if contradict(one, other) { return .contradictory }
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
