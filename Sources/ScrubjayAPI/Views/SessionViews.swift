import ScrubjayCore
import ScrubjayEngine

extension View<Session> {
  static let session = View(
    "Session", columns: ["id", "app", "user", "status", "title", "event_count", "updated_at"],
    [
      Property("id", Shape.text, "The id.") { .string($0.id) },
      Property("app", Shape.text, "The app (agent).") { .string($0.app) },
      Property("user", Shape.text, "The user.") { .string($0.user) },
      Property("project", Shape.optionalText, "The project.") { .text($0.project) },
      Property("channel", Shape.optionalText, "The channel.") { .text($0.channel) },
      Property("title", Shape.optionalText, "The title; by default taken from the first message.") {
        .text($0.title)
      },
      Property("status", Shape.oneOf(SessionStatus.self), "The status.") { .string($0.status.rawValue) },
      Property("time_zone", Shape.optionalText, "The session's time zone.") { .text($0.timeZone) },
      Property("metadata", Shape.object, "The caller's own metadata.") { $0.metadata.json },
      Property("event_count", Shape.integer, "The number of events.") { .integer($0.eventCount) },
      Property("summarized", Shape.integer, "The number of its events, from the first, that summaries cover.") {
        .integer($0.summarized)
      },
      Property("revision", Shape.integer, "The revision, which grows with every change; used with If-Match.") {
        .integer($0.revision)
      },
      Property("created_at", Shape.time, "When it was created.") { .time($0.createdAt) },
      Property("updated_at", Shape.time, "When it last changed.") { .time($0.updatedAt) },
      Property("last_event_at", Shape.optionalTime, "When its last event happened, according to the event.") {
        .time($0.lastEventAt)
      },
      Property("terminated_at", Shape.optionalTime, "When it was terminated.") { .time($0.terminatedAt) },
      Property("archived_at", Shape.optionalTime, "When it was archived.") { .time($0.archivedAt) },
    ])
}

extension View<SessionDetail> {
  static let sessionDetail = View(
    "SessionWithState", columns: View<Session>.session.columns,
    View<Session>.session.properties { $0.session } + [
      Property("state", Shape.object, "The state it sees, by key, as far as the API key may read it.") { $0.state.json }
    ])
}

/// A session in a list, with the state it sees where that is asked for.
struct ListedSession: Sendable {
  let session: Session
  let state: [StateEntry]?
}

extension View<ListedSession> {
  static let listedSession = View(
    "ListedSession", columns: View<Session>.session.columns,
    View<Session>.session.properties { $0.session } + [
      Property("state", ["type": ["object", "null"]], "The state it sees, by key, if 'with_state' is set.") {
        $0.state?.json ?? .null
      }
    ])
}

extension [StateEntry] {
  /// The values by key.
  var json: JSON { .object(map { JSON.Member($0.key, $0.value.json) }) }
}

extension View<Event> {
  private static let utcOffset = Property(
    "utc_offset", Shape.optionalInteger, "The offset from UTC of the clock there, in minutes, where it is known."
  ) { $0.utcOffset.map { .integer($0) } ?? .null }

  static let event = View(
    "Event", columns: ["position", "id", "type", "actor", "content", "occurred_at"],
    [
      Property("id", Shape.text, "The id.") { .string($0.id) },
      Property("session", Shape.text, "The session.") { .string($0.session) },
      Property("position", Shape.integer, "The place in the session, from 1.") { .integer($0.position) },
      Property("type", Shape.oneOf(EventType.self), "The type of event.") { .string($0.type.rawValue) },
      Property("actor", Shape.text, "Who caused it: user, agent:<app> or system.") { .string($0.actor.description) },
      Property("role", Shape.optionalText, "The role, for a message.") { .text($0.role?.rawValue) },
      Property("name", Shape.optionalText, "The speaker's name.") { .text($0.name) },
      Property("content", Shape.any, "The content: what was said or done.") { $0.content.json },
      Property("channel", Shape.optionalText, "The channel.") { .text($0.channel) },
      Property("metadata", Shape.object, "The caller's own metadata.") { $0.metadata.json },
      Property("state_delta", ["type": ["object", "null"]], "The state changes of the event.") {
        $0.stateDelta?.json ?? .null
      },
      Property("is_final_response", Shape.flag, "Whether it ends the turn.") { .bool($0.isFinalResponse) },
      Property("occurred_at", Shape.time, "When it happened.") { .time($0.occurredAt) },
      utcOffset,
      Property("recorded_at", Shape.time, "When it was stored.") { .time($0.recordedAt) },
    ])

  static let message = View(
    "Message", columns: ["occurred_at", "role", "name", "content", "session"],
    [
      Property("id", Shape.text, "The id.") { .string($0.id) },
      Property("session", Shape.text, "The session.") { .string($0.session) },
      Property("app", Shape.text, "The app (agent).") { .string($0.app) },
      Property("user", Shape.text, "The user.") { .string($0.user) },
      Property("position", Shape.integer, "The place in the session, from 1.") { .integer($0.position) },
      Property("role", Shape.oneOf(Role.self), "The role.") { .string(($0.role ?? .user).rawValue) },
      Property("name", Shape.optionalText, "The speaker's name.") { .text($0.name) },
      Property("content", Shape.text, "The text of the message.") { .string($0.content.text) },
      Property("channel", Shape.optionalText, "The channel.") { .text($0.channel) },
      Property("metadata", Shape.object, "The caller's own metadata.") { $0.metadata.json },
      Property("occurred_at", Shape.time, "When it was said.") { .time($0.occurredAt) },
      utcOffset,
      Property("recorded_at", Shape.time, "When it was stored.") { .time($0.recordedAt) },
    ])
}

extension View<ExtractionOutcome> {
  static let extraction = View(
    "Extraction", columns: [],
    [
      Property("outcome", Shape.oneOf(ExtractionOutcome.State.self), "The outcome.") {
        .string($0.state.rawValue)
      },
      Property("run", Shape.optionalText, "The extraction run that processed it.") { .text($0.run) },
      Property("failure", Shape.optionalText, "The reason for the failure.") { .text($0.failure) },
      Property("processed_at", Shape.optionalTime, "When the outcome was recorded.") { .time($0.settledAt) },
    ])
}

extension View<MessageDetail> {
  static let listedMessage = View(
    "ListedMessage", columns: View<Event>.message.columns,
    View<Event>.message.properties { $0.message } + [
      Property(
        "extraction", nullable(View<ExtractionOutcome>.extraction.schema),
        "The outcome of extraction, for a user's message."
      ) { $0.extraction.map(View<ExtractionOutcome>.extraction.render) ?? .null }
    ])
}

extension View<Appended> {
  static let events = View(
    "AppendedEvents", columns: ["revision"],
    [
      Property("events", Shape.list(of: View<Event>.event.schema), "The stored events.") {
        .array($0.events.map(View<Event>.event.render))
      },
      Property("revision", Shape.integer, "The session's revision after them.") { .integer($0.revision) },
    ])

  static let messages = View(
    "AppendedMessages", columns: ["revision"],
    [
      Property("messages", Shape.list(of: View<Event>.message.schema), "The stored messages.") {
        .array($0.events.map(View<Event>.message.render))
      },
      Property("revision", Shape.integer, "The session's revision after them.") { .integer($0.revision) },
    ])
}

extension View<[StateEntry]> {
  static let state = View(
    "State", columns: ["state"],
    [Property("state", Shape.object, "The values, by key.") { $0.json }])
}

extension View<StateEntry> {
  static let stateEntry = View(
    "StateValue", columns: ["key", "value", "updated_at"],
    [
      Property("key", Shape.text, "The key.") { .string($0.key) },
      Property("value", Shape.any, "The value.") { $0.value.json },
      Property("updated_at", Shape.time, "When it was last set.") { .time($0.updatedAt) },
    ])
}
