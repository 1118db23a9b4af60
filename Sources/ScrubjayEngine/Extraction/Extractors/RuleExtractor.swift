import ScrubjayCore
import ScrubjayLanguage

/// Takes what users state of themselves in plain words, where there is no language model to ask.
struct RuleExtractor: FactExtractor {
  let maker = "rules/3"

  func facts(in input: ExtractionInput, as call: Call) async throws -> Proposals {
    var facts: [ProposedFact] = []
    var name: String?
    for message in input.messages {
      let speaker = message.speaker == .user ? name.map(Speaker.named) ?? .user : message.speaker
      let statements = StatementExtractor.statements(
        in: message.text, by: speaker, at: message.event.localTime, within: message.framing)
      // Once the user has said what they are called, what they say later names them.
      if message.speaker == .user { name = name ?? statements.lazy.compactMap(\.name).first }
      facts += statements.map { statement in
        ProposedFact(
          content: statement.content, category: statement.category, validFrom: statement.validFrom,
          evidence: [message.event.id], operation: .add)
      }
    }
    return Proposals(facts: facts)
  }
}
