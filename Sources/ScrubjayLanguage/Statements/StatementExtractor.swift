import ScrubjayCore

/// Takes lasting statements from what a person wrote, by rules, where no language model is configured.
///
/// It rather misses a statement than it takes one that does not last or is not the person's own: what no rule knows is
/// left. English is understood best; of German, Spanish and French only a core is.
package enum StatementExtractor {
  /// How much of a message is looked at, in bytes of UTF-8.
  package static let messageBytes = 8_192
  /// How many sentences of a message are looked at.
  private static let sentencesPerMessage = 40
  /// What is longer is no sentence of a conversation, in bytes of UTF-8.
  private static let sentenceBytes = 400
  /// How many statements are taken of a message.
  package static let statementsPerMessage = 16

  /// The statements of a message by a user, in their order, each once.
  ///
  /// - Parameter time: When it was written, from which "last month" is reckoned.
  package static func statements(in message: String, at time: LocalTime) -> [ExtractedStatement] {
    let text = SpokenText.own(of: Folding.truncated(message, toUTF8Bytes: messageBytes))
    guard !SpokenText.isMaterial(text), !SpokenText.isIronic(text) else { return [] }
    var statements: [ExtractedStatement] = []
    for sentence in StatementReader.sentences(of: text, limit: sentencesPerMessage) {
      guard sentence.utf8.count <= sentenceBytes, !SpokenText.isQuestion(sentence), !SpokenText.quotes(sentence) else {
        continue
      }
      let english = EnglishSentence(sentence, at: time).statements
      let found = english.isEmpty ? OtherSentence(sentence, at: time).statements : english
      for statement in found where !statements.contains(where: { $0.content == statement.content }) {
        statements.append(statement)
      }
    }
    return Array(statements.prefix(statementsPerMessage))
  }
}
