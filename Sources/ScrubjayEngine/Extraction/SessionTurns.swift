import ScrubjayCore
import ScrubjayLanguage

/// The last turns of a session, read once for all messages that are looked at in it.
struct SessionTurns {
  private let turns: [Event]
  /// What was open when each message of the user was sent, by its sequence.
  private let framings: [Int64: Framing]

  /// How many turns before the last message are read, at most.
  private static let turnsPerSession = 256
  /// After such a pause nothing that was played or drafted goes on.
  private static let longestPause = Duration.seconds(86_400)

  /// Reads the turns up to a message.
  init(before message: Event, _ events: any EventReader) throws {
    turns = try events.list(
      EventFilter(session: message.session, before: message.position + 1, type: .message), newest: true, cursor: nil,
      limit: Self.turnsPerSession
    ).elements
    var framings: [Int64: Framing] = [:]
    var open: Framing?
    var last: Timestamp?
    for turn in turns where turn.role == .user {
      if let last, turn.occurredAt > last.advanced(by: Self.longestPause) { open = nil }
      framings[turn.sequence] = open
      open = StatementExtractor.framing(after: turn.content.text, within: open)
      last = turn.occurredAt
    }
    self.framings = framings
    speakers = Set(turns.filter { $0.role == .user }.compactMap(\.name))
  }

  /// What was open when a message was sent: a role that was played, a text that was asked for.
  func framing(of message: Event) -> Framing? { framings[message.sequence] }

  /// Whether a message is among them, with half of the turns that are read before it, or all that there are.
  func reach(_ message: Event) -> Bool {
    guard let place = turns.firstIndex(where: { $0.sequence == message.sequence }) else { return false }
    return place >= Self.turnsPerSession / 2 || turns.count < Self.turnsPerSession
  }

  /// The turns right before a message, the last one last.
  func turns(before message: Event, limit: Int) -> ArraySlice<Event> {
    turns.prefix { $0.position < message.position }.suffix(limit)
  }

  /// The names with which messages of the user's role were sent.
  let speakers: Set<String>
}
