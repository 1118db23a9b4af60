import ScrubjayCore
import ScrubjayLanguage

/// What becomes of proposed facts, given what is known: decided by rules, whatever a model wants.
///
/// Nothing is ever deleted. A fact that contradicts a known one is stored beside it, and the known one's validity ends; where
/// too much would end at once, someone has to decide.
struct Reconciliation: Sendable {
  /// A fact and what is done with it.
  struct Step: Sendable {
    /// What it says.
    let fact: ProposedFact
    /// The messages that state it.
    let evidence: [Event]
    /// What is done with it.
    let action: Action
    /// When what was said later in the same messages came to hold instead, if it did.
    fileprivate(set) var end: Timestamp?

    /// When the last of the messages that state it was said.
    fileprivate var said: Timestamp? { evidence.map(\.occurredAt).max() }
  }

  /// What can be done with a fact.
  enum Action: Sendable {
    /// It is stored.
    case add
    /// It is known already, by this memory.
    case merge(Memory)
    /// It is stored, and these hold no longer.
    case supersede([Memory])
    /// It is stored as what held until this one, which is newer than what was said, came to hold.
    case outdated(by: Memory)
    /// It is stored, and someone has to decide between it and these.
    case holdBack([Memory])
    /// It is not taken.
    case ignore(Reason)
  }

  /// Why a fact is not taken.
  enum Reason: String, Sendable {
    /// It holds a secret, or the place of one.
    case secret
    /// None of the messages that were looked at states it.
    case unfounded
    /// It is known, and from the same messages.
    case known
    /// It says the same as one before it.
    case repeated
  }

  /// What is done, in the order of the proposals.
  let steps: [Step]

  /// So many may be superseded at once, however little is known.
  private static let leastSuperseded = 3

  /// - Parameters:
  ///   - proposals: The facts that are proposed.
  ///   - input: What they were read in, and what is known.
  ///   - share: Up to which share of what is known may be superseded.
  ///   - relation: How a fact stands to a known one.
  init(
    _ proposals: [ProposedFact], _ input: ExtractionInput, share: Double,
    relation: (_ fact: String, _ known: String) -> SameMeaning.Relation
  ) {
    let events = Dictionary(uniqueKeysWithValues: input.messages.map { ($0.event.id, $0.event) })
    var steps: [Step] = []
    var superseded: Set<String> = []
    let limit = max(Self.leastSuperseded, Int(Double(input.facts.count) * share))
    for fact in proposals {
      var evidence = fact.evidence.compactMap { events[$0] }
      // With one message there is no doubt which it was.
      if evidence.isEmpty, input.messages.count == 1 { evidence = input.messages.map(\.event) }
      var action = Self.action(fact, evidence, steps, input.facts, relation)
      if case .supersede(let memories) = action {
        let ids = superseded.union(memories.map(\.id))
        if ids.count > limit { action = .holdBack(memories) } else { superseded = ids }
      }
      var step = Step(fact: fact, evidence: evidence, action: action)
      if !action.isIgnored {
        for index in steps.indices where !steps[index].action.isIgnored {
          let relation = relation(fact.content, steps[index].fact.content)
          guard [.contradictory, .ending, .ended].contains(relation), let said = step.said,
            let before = steps[index].said
          else { continue }
          // What ended is not begun again by being told of later.
          if before <= said, relation != .ended {
            steps[index].end = fact.validFrom ?? said
          } else if before > said, relation != .ending {
            step.end = steps[index].fact.validFrom ?? before
          }
        }
      }
      steps.append(step)
    }
    self.steps = steps
  }

  private static func action(
    _ fact: ProposedFact, _ evidence: [Event], _ before: [Step], _ known: [Memory],
    _ relation: (String, String) -> SameMeaning.Relation
  ) -> Action {
    if !SecretReader.secrets(in: fact.content).isEmpty || fact.content.contains("removed]") { return .ignore(.secret) }
    if evidence.isEmpty { return .ignore(.unfounded) }
    let isRepeated = before.contains { !$0.action.isIgnored && relation(fact.content, $0.fact.content) == .same }
    if isRepeated { return .ignore(.repeated) }

    let relations = known.map { ($0, relation(fact.content, $0.content)) }
    if let (memory, _) = relations.first(where: { $0.1 == .same }) {
      let sources = Set(memory.sources.compactMap(\.event))
      return evidence.allSatisfy { sources.contains($0.id) } ? .ignore(.known) : .merge(memory)
    }
    if case .none(let target?) = fact.operation,
      let (memory, _) = relations.first(where: {
        $0.0.id == target && ![.contradictory, .ending, .ended].contains($0.1)
      })
    {
      return .merge(memory)
    }
    let time = evidence.map(\.occurredAt).max() ?? evidence[0].occurredAt
    let contradicted = relations.filter { memory, relation in
      let isNamed = if case .update(memory.id) = fact.operation { true } else { false }
      return switch relation {
      case .contradictory: true
      // What began after an end was told of is not ended by it, nor does it undo the end.
      case .ending: memory.begin <= time
      case .ended: time < memory.begin
      case .refinement: isNamed
      case .same, .different: false
      }
    }.map(\.0)
    if contradicted.isEmpty { return .add }
    let newer = contradicted.filter { time < $0.begin }
    return newer.min { $0.begin < $1.begin }.map { .outdated(by: $0) } ?? .supersede(contradicted)
  }
}

extension Reconciliation.Action {
  /// Whether nothing is done.
  var isIgnored: Bool { if case .ignore = self { true } else { false } }
}
