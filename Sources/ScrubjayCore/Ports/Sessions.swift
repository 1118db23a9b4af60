/// Reads sessions.
public protocol SessionReader {
  /// Returns the session with the given id.
  func find(_ id: String) throws -> Session?
  /// Returns the apps that a user has sessions with.
  func apps(of user: String) throws -> [String]
  /// Returns the pairs of a user and an app that have sessions, of one user or all, in the order of their names.
  func pairs(of user: String?, after last: SessionPair?, limit: Int) throws -> [SessionPair]
  /// Returns the sessions that were terminated by a time and are not archived, the first terminated first.
  func terminated(by time: Timestamp, after cursor: String?, limit: Int) throws -> Page<Session>
  /// Sessions, in this order.
  func list(_ filter: SessionFilter, order: SessionOrder, after cursor: String?, limit: Int) throws -> Page<Session>
}

extension SessionReader {
  /// Returns sessions, most recently changed first.
  public func list(_ filter: SessionFilter, after cursor: String?, limit: Int) throws -> Page<Session> {
    try list(filter, order: .latest, after: cursor, limit: limit)
  }
}

/// The orders in which sessions are listed.
public enum SessionOrder: String, Sendable, CaseIterable {
  /// The last changed first.
  case latest
  /// The one that has not changed for longest first.
  case oldest
}

/// Writes sessions.
public protocol SessionWriter: SessionReader {
  /// Stores a new session.
  ///
  /// - Throws: `session_exists`.
  func insert(_ session: Session) throws
  /// Stores a session's changed fields.
  func update(_ session: Session) throws
  /// Removes a session with its events and its own state.
  func delete(_ id: String) throws
}

/// A user and an app that have sessions with each other.
public struct SessionPair: Sendable, Hashable {
  /// The user.
  public let user: String
  /// The app.
  public let app: String

  /// A pair.
  public init(user: String, app: String) {
    self.user = user
    self.app = app
  }
}

/// Which sessions to list; what is `nil` does not matter.
public struct SessionFilter: Sendable, Hashable {
  /// The user.
  public var user: String?
  /// The app.
  public var app: String?
  /// Any of these apps; `nil` for all.
  public var apps: [String]?
  /// The project.
  public var project: String?
  /// The status.
  public var status: SessionStatus?
  /// Changed at or after this time.
  public var updatedSince: Timestamp?

  /// A filter.
  public init(
    user: String? = nil, app: String? = nil, apps: [String]? = nil, project: String? = nil,
    status: SessionStatus? = nil,
    updatedSince: Timestamp? = nil
  ) {
    self.user = user
    self.app = app
    self.apps = apps
    self.project = project
    self.status = status
    self.updatedSince = updatedSince
  }
}
