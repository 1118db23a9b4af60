import ScrubjayCore

/// The conversations of an evaluation as records: a session each, a message a turn, then what is known.
final class ConversationSource: ImportSource {
  private let records: [ImportRecord]
  private var position = 0

  init(_ conversations: [EvaluationSet.Conversation]) {
    records = conversations.flatMap { conversation in
      conversation.sessions.flatMap { Self.records($0, of: conversation) }
        + conversation.memories.map { Self.record($0, of: conversation) }
    }
  }

  func next() -> ImportRecord? {
    guard position < records.count else { return nil }
    defer { position += 1 }
    return records[position]
  }

  var fraction: Double? { records.isEmpty ? 1 : Double(position) / Double(records.count) }

  private static func records(
    _ session: EvaluationSet.Session, of conversation: EvaluationSet.Conversation
  ) -> [ImportRecord] {
    let fields: [JSON.Member] = [
      .init("app", .string(conversation.app)), .init("user", .string(conversation.id)),
    ]
    let begin = ImportRecord(
      place: "session '\(session.id)'", content: .session(id: session.id, fields: fields, status: nil))
    return [begin]
      + session.messages.map { message in
        let fields: [(String, JSON?)] = [
          ("id", message.event.map(JSON.string)), ("role", .string(message.role.rawValue)),
          ("name", message.name.map(JSON.string)), ("content", .string(message.content)),
          ("metadata", ["external_id": .string(message.id)]), ("occurred_at", .time(message.time)),
        ]
        return ImportRecord(
          place: "message \(message.id) of '\(conversation.id)'",
          content: .entry(.init(session: session.id, kind: .message, fields: members(fields))))
      }
  }

  private static func record(
    _ memory: EvaluationSet.Memory, of conversation: EvaluationSet.Conversation
  ) -> ImportRecord {
    let sources = memory.sources.map { source in
      JSON.object(members([("session", .string(source.session)), ("event", source.event.map(JSON.string))]))
    }
    let fields: [(String, JSON?)] = [
      ("namespace", .string(Namespace(.user, conversation.id).description)), ("content", .string(memory.content)),
      ("type", .string(memory.type.rawValue)), ("importance", memory.importance.map { .integer($0) }),
      ("valid_from", memory.validFrom.map { .time($0) }), ("valid_until", memory.validUntil.map { .time($0) }),
      ("metadata", ["external_id": .string(memory.id)]), ("sources", sources.isEmpty ? nil : .array(sources)),
    ]
    return ImportRecord(
      place: "memory \(memory.id) of '\(conversation.id)'", content: .memory(fields: members(fields)))
  }

  /// The fields that have a value.
  private static func members(_ fields: [(name: String, value: JSON?)]) -> [JSON.Member] {
    fields.compactMap { field in field.value.map { JSON.Member(field.name, $0) } }
  }
}
