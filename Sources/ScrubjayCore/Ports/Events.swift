/// Reads events and messages.
public protocol EventReader {
  /// Returns the event with the given id.
  func find(_ id: String) throws -> Event?
  /// Returns the events of one session in its order, from the first on, or the newest of them; the cursor goes on from there,
  /// or further back.
  func list(_ filter: EventFilter, newest: Bool, cursor: String?, limit: Int) throws -> Page<Event>
  /// Returns the newest messages of an app and user, in the order in which they were stored, oldest first.
  func window(app: String, user: String, last count: Int) throws -> [Event]
  /// Returns the messages of a user and app after a sequence, in the order in which they were stored.
  func messages(of pair: SessionPair, after sequence: Int64, limit: Int) throws -> [Event]
  /// Returns the newest messages, the oldest of them first: by when they occurred, or by their place in the session when the
  /// filter names one; the cursor goes further back.
  func messages(_ filter: MessageFilter, before cursor: String?, limit: Int) throws -> Page<Event>
  /// Returns the sequences of messages that the filter lets through, as many as the limit at most, in no order.
  func sequences(_ filter: MessageFilter, limit: Int) throws -> [Int64]
  /// Returns those of the messages with these sequences that the filter lets through, in no order.
  func messages(sequences: [Int64], _ filter: MessageFilter) throws -> [Event]
  /// Returns where the messages of these stretches of sessions stand, in no order; of those that overlap each may come twice.
  func places(_ stretches: [Stretch<String>]) throws -> [Place<String>]
}

/// A stretch of what was said in a session or is written in a document, which are named by a `Thread`.
public struct Stretch<Thread: Hashable & Sendable>: Sendable, Hashable {
  /// The session's id, or the document's sequence.
  public let thread: Thread
  /// From which to which place in it.
  public let positions: ClosedRange<Int>

  /// A stretch.
  public init(_ thread: Thread, _ positions: ClosedRange<Int>) {
    self.thread = thread
    self.positions = positions
  }
}

/// Where an item stands in its session or document.
public struct Place<Thread: Hashable & Sendable>: Sendable, Hashable {
  /// The item's sequence.
  public let item: Int64
  /// The session's id, or the document's sequence.
  public let thread: Thread
  /// The place in it; those of messages may have gaps, where other events stand.
  public let position: Int

  /// A place.
  public init(item: Int64, thread: Thread, position: Int) {
    self.item = item
    self.thread = thread
    self.position = position
  }
}

/// Writes events and messages.
public protocol EventWriter: EventReader {
  /// Appends an event and gives it its sequence.
  ///
  /// - Throws: `event_exists`.
  func append(_ event: Event) throws -> Event
}

/// Which events of a session to list; what is `nil` does not matter.
public struct EventFilter: Sendable, Hashable {
  /// The session.
  public var session: String
  /// After this place in it.
  public var after: Int?
  /// Before this place in it.
  public var before: Int?
  /// The type.
  public var type: EventType?
  /// Occurred at or after this time.
  public var since: Timestamp?
  /// Occurred at or before this time.
  public var until: Timestamp?

  /// A filter.
  public init(
    session: String, after: Int? = nil, before: Int? = nil, type: EventType? = nil, since: Timestamp? = nil,
    until: Timestamp? = nil
  ) {
    self.session = session
    self.after = after
    self.before = before
    self.type = type
    self.since = since
    self.until = until
  }
}

/// Which messages to list; what is `nil` does not matter.
public struct MessageFilter: Sendable, Hashable {
  /// The session.
  public var session: String?
  /// The user.
  public var user: String?
  /// The app.
  public var app: String?
  /// Any of these apps; `nil` for all.
  public var apps: [String]?
  /// The session's project.
  public var project: String?
  /// The role.
  public var role: Role?
  /// The channel.
  public var channel: String?
  /// Occurred at or after this time.
  public var since: Timestamp?
  /// Occurred at or before this time.
  public var until: Timestamp?
  /// Stored at or before this time.
  public var recordedUntil: Timestamp?
  /// Whether nobody need look at it any more for what is worth remembering; what is no user's is processed.
  public var isProcessed: Bool?

  /// A filter.
  public init(
    session: String? = nil, user: String? = nil, app: String? = nil, apps: [String]? = nil, project: String? = nil,
    role: Role? = nil,
    channel: String? = nil, since: Timestamp? = nil, until: Timestamp? = nil, recordedUntil: Timestamp? = nil,
    isProcessed: Bool? = nil
  ) {
    self.recordedUntil = recordedUntil
    self.isProcessed = isProcessed
    self.session = session
    self.user = user
    self.app = app
    self.apps = apps
    self.project = project
    self.role = role
    self.channel = channel
    self.since = since
    self.until = until
  }
}
