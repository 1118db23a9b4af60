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
      Property("channel", Shape.optionalText, "Where it takes place.") { .text($0.channel) },
      Property("title", Shape.optionalText, "The title; made from the first message when none is given.") {
        .text($0.title)
      },
      Property("status", Shape.oneOf(SessionStatus.self), "Where it is in its life.") { .string($0.status.rawValue) },
      Property("time_zone", Shape.optionalText, "The time zone by whose clock it is held.") { .text($0.timeZone) },
      Property("metadata", Shape.object, "The caller's own data.") { $0.metadata.json },
      Property("event_count", Shape.integer, "How many events it has.") { .integer($0.eventCount) },
      Property("summarized", Shape.integer, "How many of its events, from the first on, a summary covers.") {
        .integer($0.summarized)
      },
      Property("revision", Shape.integer, "Grows with every change; what If-Match names.") { .integer($0.revision) },
      Property("created_at", Shape.time, "When it was created.") { .time($0.createdAt) },
      Property("updated_at", Shape.time, "When it last changed.") { .time($0.updatedAt) },
      Property("last_event_at", Shape.optionalTime, "When its last event happened, as the event says.") {
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
      Property("state", Shape.object, "The state it sees, by key, as far as the key may read it.") { $0.state.json }
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
      Property("state", ["type": ["object", "null"]], "The state it sees, by key, where 'with_state' asks for it.") {
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
      Property("type", Shape.oneOf(EventType.self), "What kind of event it is.") { .string($0.type.rawValue) },
      Property("actor", Shape.text, "Who caused it: user, agent:<app> or system.") { .string($0.actor.description) },
      Property("role", Shape.optionalText, "The role, for a message.") { .text($0.role?.rawValue) },
      Property("name", Shape.optionalText, "Who spoke.") { .text($0.name) },
      Property("content", Shape.any, "What was said or done.") { $0.content.json },
      Property("channel", Shape.optionalText, "Where it came from.") { .text($0.channel) },
      Property("metadata", Shape.object, "The caller's own data.") { $0.metadata.json },
      Property("state_delta", ["type": ["object", "null"]], "The changes of state that came with it.") {
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
      Property("name", Shape.optionalText, "Who spoke.") { .text($0.name) },
      Property("content", Shape.text, "What was said.") { .string($0.content.text) },
      Property("channel", Shape.optionalText, "Where it came from.") { .text($0.channel) },
      Property("metadata", Shape.object, "The caller's own data.") { $0.metadata.json },
      Property("occurred_at", Shape.time, "When it was said.") { .time($0.occurredAt) },
      utcOffset,
      Property("recorded_at", Shape.time, "When it was stored.") { .time($0.recordedAt) },
    ])
}

extension View<ExtractionOutcome> {
  static let extraction = View(
    "Extraction", columns: [],
    [
      Property("outcome", Shape.oneOf(ExtractionOutcome.State.self), "What became of it.") {
        .string($0.state.rawValue)
      },
      Property("run", Shape.optionalText, "The run that looked at it.") { .text($0.run) },
      Property("failure", Shape.optionalText, "Why nothing could be made of it.") { .text($0.failure) },
      Property("processed_at", Shape.optionalTime, "When that was settled.") { .time($0.settledAt) },
    ])
}

extension View<MessageDetail> {
  static let listedMessage = View(
    "ListedMessage", columns: View<Event>.message.columns,
    View<Event>.message.properties { $0.message } + [
      Property(
        "extraction", nullable(View<ExtractionOutcome>.extraction.schema),
        "What looking for things worth remembering came to, for what a user said."
      ) { $0.extraction.map(View<ExtractionOutcome>.extraction.render) ?? .null }
    ])
}

extension View<Appended> {
  static let events = View(
    "AppendedEvents", columns: ["revision"],
    [
      Property("events", Shape.list(of: View<Event>.event.schema), "The events as they were stored.") {
        .array($0.events.map(View<Event>.event.render))
      },
      Property("revision", Shape.integer, "The session's revision after them.") { .integer($0.revision) },
    ])

  static let messages = View(
    "AppendedMessages", columns: ["revision"],
    [
      Property("messages", Shape.list(of: View<Event>.message.schema), "The messages as they were stored.") {
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
