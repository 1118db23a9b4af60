import ScrubjayCore

/// Takes lasting statements from what a person wrote, by rules, where no language model is configured.
///
/// It rather misses a statement than it takes one that does not last or is not the person's own: what no rule knows is
/// left. English is understood best; of German, Spanish, French and Chinese only a core is.
package enum StatementExtractor {
  /// How much of a message is looked at, in bytes of UTF-8.
  package static let messageBytes = 8_192
  /// How many sentences of a message are looked at.
  private static let sentencesPerMessage = 40
  /// What is longer is no sentence of a conversation, in bytes of UTF-8.
  private static let sentenceBytes = 400
  /// How many statements are taken of a message.
  package static let statementsPerMessage = 16

  /// Returns the statements of a message by a user, in their order, each once.
  ///
  /// - Parameters:
  ///   - speaker: Whom "I" is.
  ///   - time: When and where it was written, from which "last month" is reckoned.
  ///   - framing: What an earlier message of the session has opened; see ``framing(after:within:)``.
  package static func statements(
    in message: String, by speaker: Speaker = .user, at time: LocalTime, within framing: Framing? = nil
  ) -> [ExtractedStatement] {
    var speaker = speaker
    var statements: [ExtractedStatement] = []
    for sentence in own(message, framing).sentences {
      guard sentence.utf8.count <= sentenceBytes,
        let sentence = SpokenText.isQuestion(sentence) ? QuestionTail.statement(before: sentence) : sentence
      else { continue }
      for statement in StatementGrammars.statements(in: sentence, by: speaker, at: time) {
        if statement.name != nil, statement.name == speaker.name { continue }
        if let name = statement.name, speaker == .user { speaker = .named(name) }
        if !statements.contains(where: { $0.content == statement.content }) { statements.append(statement) }
      }
    }
    return Array(statements.prefix(statementsPerMessage))
  }

  /// Returns what a message leaves open for the next one of its session: a role that is played, a text that is asked for.
  ///
  /// - Parameter framing: What was open before it.
  package static func framing(after message: String, within framing: Framing?) -> Framing? {
    own(message, framing).open
  }

  private static func own(_ message: String, _ framing: Framing?) -> OwnSentences {
    OwnSentences(
      of: Folding.truncated(message, toUTF8Bytes: messageBytes), within: framing, limit: sentencesPerMessage)
  }
}
