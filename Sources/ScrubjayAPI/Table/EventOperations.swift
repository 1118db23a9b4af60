import ScrubjayCore
import ScrubjayEngine

/// Events of sessions, of whatever type.
enum EventOperations {
  private static let type = Field<EventType>.required("type", .oneOf, "The type of event.")
  static let actorKind = Kind<String>.text(Limits.nameBytes).then(readActor)
  static let contentKind = Kind<JSONText>.json.then { json throws(ScrubjayError) in
    json.json.stringValue.map(EventContent.text) ?? .json(json)
  }

  private static let actor = Field<Actor>.required(
    "actor", actorKind, "Who caused it: user, agent:<app> or system.")
  private static let content = Field<EventContent>.required(
    "content", contentKind, "The content; text for a message, any JSON otherwise.")
  private static let delta = Field<JSONText?>.optional(
    "state_delta", .object, "State changes; keys may start with temp:, session:, user:, app: or project:.")
  private static let isFinal = Field<Bool>.optional(
    "is_final_response", .flag, default: false, shown: false, "Whether it ends the turn, which clears the temp: state.")
  private static let events = Field<[EventDraft]>.required(
    "events", .list(of: event, 1...Limits.eventsPerRequest), "The events, in order.")

  private static let event = Kind<EventDraft>.object(
    [
      Fields.id.any, type.any, actor.any, Fields.name.any, content.any, Fields.channel.any, Fields.metadata.any,
      delta.any, isFinal.any, Fields.occurredAt.any,
    ]
  ) { input throws(ScrubjayError) in
    EventDraft(
      id: input[Fields.id], type: input[type], actor: input[actor], name: input[Fields.name], content: input[content],
      channel: input[Fields.channel], metadata: input[Fields.metadata], stateDelta: input[delta],
      isFinalResponse: input[isFinal], occurredAt: input[Fields.occurredAt]?.time,
      utcOffset: input[Fields.occurredAt]?.utcOffset)
  }

  private static func readActor(_ text: String) throws(ScrubjayError) -> Actor {
    guard let actor = Actor(text) else {
      throw ScrubjayError(.invalidField, "should be 'user', 'system' or 'agent:' with the app's name")
    }
    return actor
  }

  private static let after = Fields.filter("after", .text(Limits.nameBytes), "Only events after this one, by its id.")
  private static let before = Fields.filter(
    "before", .text(Limits.nameBytes), "Only events before this one, by its id.")
  private static let byType = Fields.filter("type", .oneOf as Kind<EventType>, "Only events of this type.")
  private static let newest = Field<Bool>.optional(
    "newest", .flag, in: .query, default: false, shown: false,
    "The newest events, in chronological order; the cursor then goes further back.")
  private static let pageLimit = Fields.limit(
    50, formerly: FormerName(name: "last", about: "Deprecated: use 'limit' and 'newest'."))

  static let all: [Operation] = [
    .one(
      "events append", .post, "/v1/sessions/{id}/events", status: 201, "Append events to a session, atomically",
      "The first event makes the session active. An id that exists is 409 'event_exists'.",
      takes: [Fields.session.any, events.any, Fields.wait.any], revision: true, gives: .events
    ) { context, input in
      try await context.engine.events.append(
        input[events], to: input[Fields.session], revision: context.revision, wait: input[Fields.wait],
        as: context.call)
    },
    .page(
      "events list", "/v1/sessions/{id}/events", "List a session's events, oldest first",
      takes: [
        Fields.session.any, after.any, before.any, byType.any, Fields.since.any, Fields.until.any, newest.any,
        pageLimit.any, Fields.cursor.any,
      ],
      gives: .event
    ) { context, input in
      try await context.engine.events.list(
        session: input[Fields.session], after: input[after], before: input[before], type: input[byType],
        since: input[Fields.since], until: input[Fields.until],
        newest: input[newest] || input.isFormerlyNamed(pageLimit),
        cursor: input[Fields.cursor], limit: input[pageLimit], as: context.call)
    },
  ]
}
