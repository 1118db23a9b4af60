import ScrubjayCore

extension Access {
  /// Whether no app is closed to the caller.
  fileprivate var canReadEveryApp: Bool { (try? NamespacePrefix("app")).map(canRead) ?? false }

  /// Checks that the caller may read what this user and this app said to each other.
  func requireRead(user: String, app: String) throws(ScrubjayError) {
    try requireRead(Namespace(.user, user))
    try requireRead(Namespace(.app, app))
  }

  /// Checks that the caller may write to sessions of this user with this app.
  func requireWrite(user: String, app: String) throws(ScrubjayError) {
    try requireWrite(Namespace(.user, user))
    try requireRead(Namespace(.app, app))
  }

  /// Checks that a list names the user, or a session, that it is about; only an admin may list all.
  func requireScope(user: String?, app: String?) throws(ScrubjayError) {
    if let app { try requireRead(Namespace(.app, app)) }
    if let user {
      try requireRead(Namespace(.user, user))
    } else if !isAdmin {
      throw ScrubjayError(
        .scopeRequired, "Name a user, a session or a namespace; only a key with the grant 'admin' may search all.")
    }
  }
}

extension SessionReader {
  /// The apps whose conversations with a user the caller may read; `nil` for all.
  func readableApps(of user: String?, _ access: Access) throws -> [String]? {
    guard let user, !access.canReadEveryApp else { return nil }
    return try apps(of: user).filter { access.canRead(Namespace(.app, $0)) }
  }
}

extension SessionWriter {
  /// Stores a session that something other than an event changed.
  func change(_ session: inout Session, at now: Timestamp) throws {
    session.revision += 1
    session.updatedAt = now
    try update(session)
  }
}

extension SessionReader {
  /// The session, which must be there.
  func require(_ id: String) throws -> Session {
    guard let session = try find(id) else {
      throw ScrubjayError(.sessionNotFound, "The session does not exist.")
    }
    return session
  }

  /// The session, which must be there and readable for the caller.
  func requireReadable(_ id: String, _ access: Access) throws -> Session {
    let session = try require(id)
    try access.requireRead(user: session.user, app: session.app)
    return session
  }

  /// The session, which must be there and writable for the caller, at the revision that the caller expects if any.
  func requireWritable(_ id: String, _ access: Access, revision: Int?) throws -> Session {
    let session = try require(id)
    try access.requireWrite(user: session.user, app: session.app)
    if let revision, revision != session.revision {
      throw ScrubjayError(
        .stale, "The session is now at revision \(session.revision); read it and try again.")
    }
    return session
  }
}
