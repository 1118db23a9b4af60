/// Whether two texts of facts say the same, by their words; beside them by how near a model finds them.
///
/// English is understood; texts in other languages are the same only where their words are.
struct SameMeaning: Sendable {
  /// How two texts stand to each other.
  enum Relation: String, Sendable, Codable, CaseIterable {
    /// Both say the same.
    case same
    /// One says what the other does, and more.
    case refinement
    /// Both cannot be true.
    case contradictory
    case different
  }

  /// The cosine from which a word more or less does not matter.
  static let sameCosine = 0.95
  /// Longer texts are only compared as they stand, in bytes of UTF-8.
  private static let comparedBytes = 2_048

  private let analyser: Analyser
  private let lexicon: StatementLexicon

  init(_ analyser: Analyser) {
    self.analyser = analyser
    lexicon = StatementLexicon(analyser.englishStem)
  }

  private var reader: StatementReader { StatementReader(analyser.englishStem) }

  /// How two texts stand to each other.
  ///
  /// - Parameter cosine: That of their embeddings, where there are any. It makes two texts the same only where one has a word
  ///   more that is no name, number, negation or time.
  func relation(_ one: String, _ other: String, cosine: Double? = nil) -> Relation {
    if PhraseText(one).words == PhraseText(other).words, one.contains(where: \.isLetter) { return .same }
    guard one.utf8.count <= Self.comparedBytes, other.utf8.count <= Self.comparedBytes else { return .different }
    let forms = (FactForm(one, reader, lexicon), FactForm(other, reader, lexicon))
    if forms.0.isSame(as: forms.1) { return .same }
    if contradicts(one, forms.0, other, forms.1) { return .contradictory }
    if let cosine, cosine >= Self.sameCosine, forms.0.differsByOneWord(from: forms.1) { return .same }
    return forms.0.refines(forms.1) || forms.1.refines(forms.0) ? .refinement : .different
  }

  private func contradicts(_ one: String, _ form: FactForm, _ other: String, _ otherForm: FactForm) -> Bool {
    guard form.subject == otherForm.subject, let statement = self.statement(one, form),
      let rival = self.statement(other, otherForm)
    else { return false }
    return Contradiction(lexicon: lexicon).reason(statement, rival) != nil
  }

  private func statement(_ text: String, _ form: FactForm) -> Statement? {
    let subject = form.subject.isEmpty && !form.namesUser ? "The user " : ""
    let start = subject.isEmpty ? text.prefix(1) : Substring(text.prefix(1).lowercased())
    return Statement(Substring(subject + start + text.dropFirst()), reader, lexicon, subject: nil)
  }
}
