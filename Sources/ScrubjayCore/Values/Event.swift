/// Something that happened in a session: a message, an action, a tool call, a reflection or a change of state.
public struct Event: Sendable, Hashable, Codable {
  /// The order in which the tenant's events were stored; it grows, with gaps, and is never used again; 0 until then.
  public var sequence: Int64
  /// The id, unique in the tenant.
  public let id: String
  /// The session.
  public let session: String
  /// The session's app.
  public let app: String
  /// The session's user.
  public let user: String
  /// The place in the session, from 1 without gaps.
  public let position: Int
  /// What kind of event it is.
  public let type: EventType
  /// Who caused it.
  public let actor: Actor
  /// The role, for a message.
  public let role: Role?
  /// Who spoke, for a message, where the role alone does not say.
  public let name: String?
  /// What was said or done.
  public let content: EventContent
  /// Where it came from (sms, whatsapp, …), if said.
  public let channel: String?
  /// The caller's own data, an object.
  public let metadata: JSONText
  /// The changes of state that came with it, an object, if any.
  public let stateDelta: JSONText?
  /// Whether it ends the turn.
  public let isFinalResponse: Bool
  /// When it happened.
  public let occurredAt: Timestamp
  /// The offset from UTC, in minutes, of the clock where it happened; `nil` where it is not known, and UTC is assumed.
  public let utcOffset: Int?
  /// When it was stored.
  public let recordedAt: Timestamp

  /// An event.
  public init(
    sequence: Int64, id: String, session: String, app: String, user: String, position: Int, type: EventType,
    actor: Actor, role: Role?, name: String?, content: EventContent, channel: String?, metadata: JSONText,
    stateDelta: JSONText?, isFinalResponse: Bool, occurredAt: Timestamp, utcOffset: Int? = nil,
    recordedAt: Timestamp
  ) {
    self.sequence = sequence
    self.id = id
    self.session = session
    self.app = app
    self.user = user
    self.position = position
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
    self.recordedAt = recordedAt
  }
}

/// The kinds of event.
public enum EventType: String, Sendable, Codable, CaseIterable {
  /// Something said, found by recall.
  case message
  /// Something done.
  case action
  /// A tool called.
  case toolCall = "tool_call"
  /// A thought of the agent.
  case reflection
  /// A change of state.
  case stateChange = "state_change"
}

/// The role of a message.
public enum Role: String, Sendable, Codable, CaseIterable {
  /// Instructions.
  case system
  /// The person.
  case user
  /// The agent.
  case assistant
  /// A tool's result.
  case tool
}

/// Who caused an event.
public enum Actor: Sendable, Hashable, CustomStringConvertible {
  /// The session's user.
  case user
  /// An app (agent), by its name.
  case agent(String)
  /// The system around them.
  case system

  /// Reads `user`, `system` or `agent:<app>`; `nil` for anything else.
  public init?(_ text: String) {
    switch text {
    case "user": self = .user
    case "system": self = .system
    default:
      // By scalars: a combining mark after ':' makes another Character of it.
      let parts = text.unicodeScalars.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, String(parts[0]) == "agent", !parts[1].isEmpty else { return nil }
      self = .agent(String(parts[1]))
    }
  }

  /// Who says a message of this role in a session of this app.
  public init(role: Role, app: String) {
    switch role {
    case .user: self = .user
    case .system: self = .system
    case .assistant, .tool: self = .agent(app)
    }
  }

  /// The role of a message of this actor when none is named.
  public var role: Role {
    switch self {
    case .user: .user
    case .agent: .assistant
    case .system: .system
    }
  }

  /// The text, such as `agent:planner`.
  public var description: String {
    switch self {
    case .user: "user"
    case .agent(let app): "agent:\(app)"
    case .system: "system"
    }
  }
}

extension Actor: Codable {
  /// Reads the text; what is no actor reads as the system.
  public init(from decoder: any Decoder) throws {
    self = Actor(try decoder.singleValueContainer().decode(String.self)) ?? .system
  }

  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// What was said or done: text, or the caller's JSON.
public enum EventContent: Sendable, Hashable, Codable {
  /// Text; a message's content always is.
  case text(String)
  /// A JSON value other than a string.
  case json(JSONText)

  /// The text, or the JSON's text.
  public var text: String {
    switch self {
    case .text(let text): text
    case .json(let json): json.text
    }
  }

  /// The value as JSON.
  public var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .json(let json): json.json
    }
  }
}
