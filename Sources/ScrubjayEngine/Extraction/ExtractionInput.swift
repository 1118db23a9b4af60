import ScrubjayCore
import ScrubjayLanguage

/// What is looked at for facts: a user's messages, what was said right before them, and what is known.
struct ExtractionInput: Sendable {
  /// The user.
  let user: String
  /// The messages, in the order in which they were stored, as far as they still wait.
  let messages: [SaidMessage]
  /// What is known of the user and holds, the last changed first.
  let facts: [Memory]
  /// What the user is called, the name to use first; none where that is not known.
  let names: [String]

  /// A message, as far as its user said it.
  struct SaidMessage: Sendable {
    /// The message as it is stored.
    let event: Event
    /// What of it the user may have said: without what came from memory or from the agent, secrets masked.
    let text: String
    /// What was said right before it in the session, for what it answers; secrets masked.
    let before: String?
    /// Whom "I" is.
    let speaker: Speaker
    /// What an earlier message of the session has opened: a role that is played, a text that is asked for.
    let framing: Framing?
  }

  /// How many facts are compared with what is said, at most.
  static let factLimit = 500
  /// How many turns of the agent before a message are compared with it.
  private static let turnsBefore = 8
  /// How many of their sentences.
  private static let sentencesBefore = 200

  /// Whether anything is left to look at.
  var hasText: Bool { messages.contains { !$0.text.isEmpty } }

  init(user: String, _ sequences: [Int64], _ tx: any ReadTransaction, at now: Timestamp) throws {
    self.user = user
    let outcomes = try tx.extractions.outcomes(of: sequences)
    let waiting = sequences.filter { outcomes[$0]?.state == .waiting }
    let events = try tx.events.messages(sequences: waiting, MessageFilter()).sorted { $0.sequence < $1.sequence }
    let facts = try Self.facts(of: user, tx.memories, at: now)
    // One reading of a session serves all messages that it reaches.
    var turns: [Int64: SessionTurns] = [:]
    var latest: [String: SessionTurns] = [:]
    for event in events.reversed() {
      if latest[event.session]?.reach(event) != true {
        latest[event.session] = try SessionTurns(before: event, tx.events)
      }
      turns[event.sequence] = latest[event.session]
    }
    let speakers = turns.values.reduce(into: Set<String>()) { $0.formUnion($1.speakers) }
    let names = UserNames.known(from: facts, speakers: speakers)
    let known = facts.reduce(into: Set<String>()) { $0.formUnion(SaidText($1.content).prints) }
    messages = try events.map { event in
      let earlier = turns[event.sequence]?.turns(before: event, limit: Self.turnsBefore) ?? []
      let said = SaidText(event.content.text)
      let injected = try tx.extractions.injected(said.prints.sorted(), to: user).union(known)
      let others = earlier.filter { $0.role != .user }.flatMap { SaidText($0.content.text).letters }
      return SaidMessage(
        event: event,
        text: SecretReader.masked(said.removing(injected, andQuotes: Array(others.prefix(Self.sentencesBefore)))),
        before: earlier.last.map { SecretReader.masked($0.content.text) },
        speaker: (event.name ?? names.first).map(Speaker.named) ?? .user,
        framing: turns[event.sequence]?.framing(of: event))
    }
    (self.facts, self.names) = (facts, names)
  }

  /// What is known of a user and holds, the last changed first.
  static func facts(of user: String, _ memories: any MemoryReader, at now: Timestamp) throws -> [Memory] {
    let filter = MemoryFilter(
      namespaces: [NamespacePrefix(Namespace(.user, user))], types: [.semantic], unexpiredAt: now)
    return try memories.list(filter, order: .updated, after: nil, limit: factLimit).elements.filter {
      // What will hold is known, too.
      $0.redactedAt == nil && ($0.validUntil.map { now < $0 } ?? true) && $0.namespace == Namespace(.user, user)
    }
  }
}
