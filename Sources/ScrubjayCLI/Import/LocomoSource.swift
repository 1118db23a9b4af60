import ScrubjayCore

/// The conversations of the LoCoMo benchmark as records: a session each, a message a turn.
final class LocomoSource: ImportSource {
  private let records: [ImportRecord]
  private var position = 0

  init(_ conversations: [LocomoConversation]) {
    records = conversations.flatMap { conversation in
      conversation.sessions.flatMap { session in Self.records(session, of: conversation) }
    }
  }

  func next() -> ImportRecord? {
    guard position < records.count else { return nil }
    defer { position += 1 }
    return records[position]
  }

  var fraction: Double? { records.isEmpty ? 1 : Double(position) / Double(records.count) }

  private static func records(
    _ session: LocomoConversation.Session, of conversation: LocomoConversation
  ) -> [ImportRecord] {
    let id = "\(conversation.id)-session-\(session.number)"
    let fields: [JSON.Member] = [
      .init("app", .string(LocomoConversation.app)), .init("user", .string(conversation.id)),
    ]
    let begin = ImportRecord(place: "session '\(id)'", content: .session(id: id, fields: fields, status: nil))
    return [begin]
      + session.turns.enumerated().map { index, turn in
        let fields: [JSON.Member] = [
          .init("role", "user"), .init("name", .string(turn.speaker)), .init("content", .string(turn.content)),
          .init("metadata", ["external_id": .string(turn.id)]),
          .init("occurred_at", .time(session.start.advanced(by: .seconds(index)))),
        ]
        return ImportRecord(
          place: "turn \(turn.id) of '\(conversation.id)'",
          content: .entry(.init(session: id, kind: .message, fields: fields)))
      }
  }
}
