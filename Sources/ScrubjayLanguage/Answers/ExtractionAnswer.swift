import ScrubjayCore

/// What a language model answered when it was asked for facts.
package enum ExtractionAnswer: Sendable, Hashable {
  /// The facts, none where there is nothing new, and what was proposed beside and is not taken.
  case read([ProposedFact], dropped: [DroppedFact])
  /// There is no JSON of the right form in it.
  case unreadable

  /// How many facts are taken of one answer.
  package static let factsPerAnswer = 50
  /// How much of what an answer proposes is looked at, in elements.
  private static let elementsPerAnswer = 500

  /// What the model was given and may refer to.
  package struct Offer: Sendable {
    /// The ids of the messages, in the order in which they were numbered from 1.
    package let messages: [String]
    /// The ids of the memories that an update may name.
    package let targets: Set<String>

    /// An offer of messages and memories.
    package init(messages: [String], targets: Set<String>) {
      self.messages = messages
      self.targets = targets
    }
  }

  /// Reads an answer: its form leniently, what it holds strictly.
  package static func read(_ text: String, offer: Offer) -> ExtractionAnswer {
    guard let json = LenientJSON.value(in: text), let elements = AnswerElements.of(json) else { return .unreadable }
    var facts: [ProposedFact] = []
    var dropped: [DroppedFact] = []
    var contents: Set<String> = []
    let check = ProposalCheck(offer: offer)
    for (place, element) in elements.prefix(elementsPerAnswer).enumerated() {
      switch check.fact(of: element) {
      case .failure(let problem): dropped.append(DroppedFact(place: place, reason: problem.reason))
      case .success(let fact):
        if !contents.insert(fact.content.lowercased()).inserted {
          dropped.append(DroppedFact(place: place, reason: .repeated))
        } else if facts.count == factsPerAnswer {
          dropped.append(DroppedFact(place: place, reason: .tooMany))
        } else {
          facts.append(fact)
        }
      }
    }
    let hasForm = dropped.isEmpty || !facts.isEmpty || dropped.contains { $0.reason != .form }
    return hasForm ? .read(facts, dropped: dropped) : .unreadable
  }
}
