/// A conversation of one user with one app, seen as what happens in it.
public struct Session: Sendable, Hashable, Codable {
  /// The id, unique in the tenant.
  public let id: String
  /// The app (agent).
  public let app: String
  /// The user.
  public let user: String
  /// The project it belongs to now, if any; it can change.
  public var project: String?
  /// Where it takes place (sms, whatsapp, …), if said.
  public let channel: String?
  /// The title; made from the first message when none is given.
  public var title: String?
  /// Where it is in its life.
  public var status: SessionStatus
  /// The time zone by whose clock it is held, as its IANA name, if said; the user's where it is not.
  public var timeZone: String?
  /// The caller's own data, an object.
  public var metadata: JSONText
  /// How many events it has.
  public var eventCount: Int
  /// How many of its events, from the first on, a summary covers.
  public var summarized: Int
  /// Grows with every event and every other change, its state's too; what `If-Match` names.
  public var revision: Int
  /// When it was created.
  public let createdAt: Timestamp
  /// When it last changed.
  public var updatedAt: Timestamp
  /// When its last event happened, as the event says; `nil` before the first.
  public var lastEventAt: Timestamp?
  /// When it was terminated.
  public var terminatedAt: Timestamp?
  /// When it was archived.
  public var archivedAt: Timestamp?

  /// A session.
  public init(
    id: String, app: String, user: String, project: String? = nil, channel: String? = nil, title: String? = nil,
    status: SessionStatus = .created, timeZone: String? = nil, metadata: JSONText = .emptyObject, eventCount: Int = 0,
    summarized: Int = 0, revision: Int = 0, createdAt: Timestamp, updatedAt: Timestamp, lastEventAt: Timestamp? = nil,
    terminatedAt: Timestamp? = nil,
    archivedAt: Timestamp? = nil
  ) {
    self.id = id
    self.app = app
    self.user = user
    self.project = project
    self.channel = channel
    self.title = title
    self.status = status
    self.timeZone = timeZone
    self.metadata = metadata
    self.eventCount = eventCount
    self.summarized = summarized
    self.revision = revision
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.lastEventAt = lastEventAt
    self.terminatedAt = terminatedAt
    self.archivedAt = archivedAt
  }
}

/// Where a session is in its life.
public enum SessionStatus: String, Sendable, Codable, CaseIterable {
  /// No event yet.
  case created
  /// Events are coming in.
  case active
  /// Set aside; it takes no events until it is active again.
  case paused
  /// Over; it takes no more events.
  case terminated
  /// Read-only.
  case archived

  /// The statuses that may follow this one on request.
  public var successors: [SessionStatus] {
    switch self {
    case .created: [.active, .terminated]
    case .active: [.paused, .terminated]
    case .paused: [.active, .terminated]
    case .terminated: [.archived]
    case .archived: []
    }
  }

  /// Whether events may be appended.
  public var takesEvents: Bool { self == .created || self == .active }
}
