import ScrubjayCore
import ScrubjayLanguage

/// Takes what users state of themselves in plain words, where there is no language model to ask.
struct RuleExtractor: FactExtractor {
  let maker = "rules/2"

  func facts(in input: ExtractionInput, as call: Call) async throws -> Proposals {
    let facts = input.messages.flatMap { message in
      StatementExtractor.statements(in: message.text, at: message.event.localTime).map { statement in
        ProposedFact(
          content: statement.content, category: statement.category, validFrom: statement.validFrom,
          evidence: [message.event.id], operation: .add)
      }
    }
    return Proposals(facts: facts)
  }
}
