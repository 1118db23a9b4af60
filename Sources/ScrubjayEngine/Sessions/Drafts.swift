public import ScrubjayCore

/// A session to create.
public struct SessionDraft: Sendable, Hashable {
  /// The id; one is made when there is none.
  public var id: String?
  /// The app (agent).
  public var app: String
  /// The user.
  public var user: String
  /// The project.
  public var project: String?
  /// Where it takes place.
  public var channel: String?
  /// The title.
  public var title: String?
  /// The time zone by whose clock it is held, as its IANA name; the user's when none is given.
  public var timeZone: String?
  /// State to begin with, an object; keys may have scopes.
  public var state: JSONText?
  /// The caller's own data, an object.
  public var metadata: JSONText

  /// A session to create.
  public init(
    id: String? = nil, app: String, user: String, project: String? = nil, channel: String? = nil,
    title: String? = nil, timeZone: String? = nil, state: JSONText? = nil, metadata: JSONText = .emptyObject
  ) {
    self.id = id
    self.app = app
    self.user = user
    self.project = project
    self.channel = channel
    self.title = title
    self.timeZone = timeZone
    self.state = state
    self.metadata = metadata
  }
}

/// A change of a session.
public struct SessionPatch: Sendable, Hashable {
  /// The new status.
  public var status: SessionStatus?
  /// The new title.
  public var title: Change<String>
  /// The new project.
  public var project: Change<String>
  /// The new time zone, as its IANA name; it counts for what is said from then on.
  public var timeZone: Change<String>
  /// The new metadata, an object.
  public var metadata: JSONText?

  /// A change of a session.
  public init(
    status: SessionStatus? = nil, title: Change<String> = .keep, project: Change<String> = .keep,
    timeZone: Change<String> = .keep, metadata: JSONText? = nil
  ) {
    self.status = status
    self.title = title
    self.project = project
    self.timeZone = timeZone
    self.metadata = metadata
  }
}

/// An event to append.
public struct EventDraft: Sendable, Hashable {
  /// The id; one is made when there is none.
  public var id: String?
  /// What kind of event it is.
  public var type: EventType
  /// Who caused it.
  public var actor: Actor
  /// The role, for a message; the actor's own when none is given.
  public var role: Role?
  /// Who spoke.
  public var name: String?
  /// What was said or done; text for a message.
  public var content: EventContent
  /// Where it came from; the session's own when none is given.
  public var channel: String?
  /// The caller's own data, an object.
  public var metadata: JSONText
  /// Changes of state, an object; keys may have scopes.
  public var stateDelta: JSONText?
  /// Whether it ends the turn.
  public var isFinalResponse: Bool
  /// When it happened; now when not said.
  public var occurredAt: Timestamp?
  /// The offset from UTC, in minutes, of the clock where it happened; that of the session's or the user's time zone when
  /// not said.
  public var utcOffset: Int?

  /// An event to append.
  public init(
    id: String? = nil, type: EventType, actor: Actor, role: Role? = nil, name: String? = nil, content: EventContent,
    channel: String? = nil, metadata: JSONText = .emptyObject, stateDelta: JSONText? = nil,
    isFinalResponse: Bool = false, occurredAt: Timestamp? = nil, utcOffset: Int? = nil
  ) {
    self.id = id
    self.type = type
    self.actor = actor
    self.role = role
    self.name = name
    self.content = content
    self.channel = channel
    self.metadata = metadata
    self.stateDelta = stateDelta
    self.isFinalResponse = isFinalResponse
    self.occurredAt = occurredAt
    self.utcOffset = utcOffset
  }
}

/// A message to append.
public struct MessageDraft: Sendable, Hashable {
  /// The id; one is made when there is none.
  public var id: String?
  /// The role.
  public var role: Role
  /// Who spoke, where the role alone does not say.
  public var name: String?
  /// What was said.
  public var content: String
  /// Where it came from.
  public var channel: String?
  /// The caller's own data, an object.
  public var metadata: JSONText
  /// When it was said; now when not given.
  public var occurredAt: Timestamp?
  /// The offset from UTC, in minutes, of the clock where it was said; that of the session's or the user's time zone when
  /// not given.
  public var utcOffset: Int?

  /// A message to append.
  public init(
    id: String? = nil, role: Role, name: String? = nil, content: String, channel: String? = nil,
    metadata: JSONText = .emptyObject, occurredAt: Timestamp? = nil, utcOffset: Int? = nil
  ) {
    self.id = id
    self.role = role
    self.name = name
    self.content = content
    self.channel = channel
    self.metadata = metadata
    self.occurredAt = occurredAt
    self.utcOffset = utcOffset
  }

  /// The message as an event of a session of this app.
  func event(app: String) -> EventDraft {
    EventDraft(
      id: id, type: .message, actor: Actor(role: role, app: app), role: role, name: name, content: .text(content),
      channel: channel, metadata: metadata, occurredAt: occurredAt,
      utcOffset: utcOffset)
  }
}

/// What an append answers.
public struct Appended: Sendable, Hashable, Codable {
  /// The events as they were stored, in order.
  public let events: [Event]
  /// The session's revision after them.
  public let revision: Int
}

/// A session with the state it sees.
public struct SessionDetail: Sendable, Hashable, Codable {
  /// The session.
  public let session: Session
  /// The state it sees, by key.
  public let state: [StateEntry]
}
