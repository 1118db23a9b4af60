/// English, by its clauses, verbs and what they are about.
struct EnglishGrammar: StatementGrammar {
  func statements(in sentence: Substring, by speaker: Speaker, at time: LocalTime) -> [ExtractedStatement] {
    EnglishSentence(sentence, at: time).statements(by: speaker)
  }
}
