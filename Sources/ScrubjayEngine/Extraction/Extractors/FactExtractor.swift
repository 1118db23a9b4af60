import ScrubjayCore
import ScrubjayLanguage

/// Proposes facts about a user from what the user said.
protocol FactExtractor: Sendable {
  /// What it is, with its version, as the provenance of what comes of it says.
  var maker: String { get }
  /// The facts that messages state, as far as it can tell.
  ///
  /// - Throws: ``Postponement`` where it cannot be asked now; anything else is a failed attempt.
  func facts(in input: ExtractionInput, as call: Call) async throws -> Proposals
}

/// Facts that are proposed.
struct Proposals: Sendable {
  let facts: [ProposedFact]
  /// Whether more would have come, so that nothing is known of the messages that none of them names.
  var isCut = false
}
