import ScrubjayLanguage

/// Tells whether passages of a text still hold what the text has of an answer.
///
/// Compared are index terms, so that another form of a word is the same, without stop words. All that the text has of the
/// answer's terms have to be there: a share of them could be had by a passage that says something else. A text that has none
/// of them answers in other words, and its passages are taken to have lost them.
struct AnswerWords: Sendable {
  private let analyser = Analyser()

  /// Whether some of a text's passages hold what it has of an answer.
  ///
  /// - Parameters:
  ///   - passages: The passages of the text, which together are all of it.
  ///   - kept: Which of them there are.
  func areKept(of answer: String, in passages: [String], _ kept: [Int]) -> Bool {
    let terms = analyser.terms(ofParts: passages)
    let all = terms.reduce(into: Set()) { $0.formUnion($1) }
    let left = kept.reduce(into: Set()) { $0.formUnion(terms[$1]) }
    let language = analyser.document(passages.joined()).language
    let wanted = analyser.query(answer, languages: [language]).filter { !all.isDisjoint(with: $0.alternatives) }
    return !wanted.isEmpty && wanted.allSatisfy { !left.isDisjoint(with: $0.alternatives) }
  }
}
