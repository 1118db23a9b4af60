public import ScrubjayCore

/// Scoped state: values scoped to a session, user, app or project, its own and those it shares.
public struct State: Sendable {
  let work: Work

  /// Returns all state that a session sees, by key.
  ///
  /// - Throws: `session_not_found`; `missing_grant`.
  public func get(session: String, as call: Call) async throws -> [StateEntry] {
    try await work.read(call) { tx in
      try tx.state.visible(to: tx.sessions.requireReadable(session, call.access), call.access)
    }
  }

  /// Returns a state value that a session sees.
  ///
  /// - Throws: `session_not_found`; `state_not_found`; `missing_grant`.
  public func get(_ key: StateKey, session: String, as call: Call) async throws -> StateEntry {
    try await work.read(call) { tx in
      let session = try tx.sessions.requireReadable(session, call.access)
      guard let owner = key.scope.owner(in: session), key.scope.isReadable(owner, call.access),
        let entry = try tx.state.find(key.scope, owner: owner, name: key.name)
      else { throw Self.missing }
      return entry
    }
  }

  /// Returns the state shared by all sessions of a user, an app or a project, without naming a session.
  ///
  /// - Throws: `invalid_field` for a scope that is a session's own; `missing_grant`.
  public func shared(_ scope: StateScope, of owner: String, as call: Call) async throws -> [StateEntry] {
    try Check.name(owner, "owner")
    guard let namespace = scope.namespace(owner) else {
      throw Check.failure("scope", "is a session's own; ask for that session's state")
    }
    try call.access.requireRead(namespace)
    return try await work.read(call) { tx in try tx.state.list(scope, owner: owner) }
  }

  /// Sets a state value.
  ///
  /// - Throws: `session_not_found`; `session_not_open`; `missing_grant`; `stale`.
  public func set(_ key: StateKey, to value: JSONText, session: String, revision: Int? = nil, as call: Call)
    async throws -> StateEntry
  {
    try Check.json(value, "value")
    return try await work.write(call, of: { $0.user }, in: { _ in session }) { tx, now in
      var session = try tx.sessions.requireOpen(session, call.access, revision: revision)
      try StateChange(key: key, value: value).apply(to: tx.state, session, call.access, now)
      try tx.sessions.change(&session, at: now)
      return UsersOwn(
        StateEntry(
          scope: key.scope, owner: key.scope.owner(in: session) ?? session.id, name: key.name, value: value,
          updatedAt: now), of: session.user)
    }.value
  }

  /// Deletes a state value.
  ///
  /// - Throws: `session_not_found`; `session_not_open`; `state_not_found`; `missing_grant`; `stale`.
  public func remove(_ key: StateKey, session: String, revision: Int? = nil, as call: Call) async throws {
    _ = try await work.write(call) { tx, now in
      var session = try tx.sessions.requireOpen(session, call.access, revision: revision)
      guard try StateChange(key: key, value: nil).apply(to: tx.state, session, call.access, now) else {
        throw Self.missing
      }
      try tx.sessions.change(&session, at: now)
      return Done()
    }
  }

  private static var missing: ScrubjayError {
    ScrubjayError(.stateNotFound, "The session sees no state with this key.")
  }
}

extension SessionReader {
  /// The session, which must be writable for the caller and not be over.
  fileprivate func requireOpen(_ id: String, _ access: Access, revision: Int?) throws -> Session {
    let session = try requireWritable(id, access, revision: revision)
    guard session.terminatedAt == nil else {
      throw ScrubjayError(.sessionNotOpen, "The session is \(session.status.rawValue), so its state cannot be changed.")
    }
    return session
  }
}

extension StateReader {
  /// All that a session sees, as far as the caller may read it, from the nearest scope to the farthest.
  func visible(to session: Session, _ access: Access) throws -> [StateEntry] {
    var known: [StateOwner: [StateEntry]] = [:]
    return try visible(to: session, access, &known)
  }

  /// Sessions with the state they see; what several of them share is read once.
  func details(of sessions: [Session], _ access: Access) throws -> [SessionDetail] {
    var known: [StateOwner: [StateEntry]] = [:]
    return try sessions.map { SessionDetail(session: $0, state: try visible(to: $0, access, &known)) }
  }

  private func visible(
    to session: Session, _ access: Access, _ known: inout [StateOwner: [StateEntry]]
  ) throws -> [StateEntry] {
    try StateScope.allCases.flatMap { scope in
      guard let owner = scope.owner(in: session), scope.isReadable(owner, access) else { return [StateEntry]() }
      let key = StateOwner(scope: scope, id: owner)
      if let entries = known[key] { return entries }
      let entries = try list(scope, owner: owner)
      known[key] = entries
      return entries
    }
  }
}

/// Whose state it is.
private struct StateOwner: Hashable {
  let scope: StateScope
  let id: String
}

extension StateScope {
  /// Whose state this is, seen from a session; `nil` for the project of a session without one.
  func owner(in session: Session) -> String? {
    switch self {
    case .temp, .session: session.id
    case .user: session.user
    case .app: session.app
    case .project: session.project
    }
  }

  /// The namespace whose grants rule this scope; `nil` where the session's own do.
  fileprivate func namespace(_ owner: String) -> Namespace? {
    switch self {
    case .temp, .session: nil
    case .user: Namespace(.user, owner)
    case .app: Namespace(.app, owner)
    case .project: Namespace(.project, owner)
    }
  }

  func isReadable(_ owner: String, _ access: Access) -> Bool { namespace(owner).map(access.canRead) ?? true }

  func requireWrite(_ owner: String, _ access: Access) throws(ScrubjayError) {
    if let namespace = namespace(owner) { try access.requireWrite(namespace) }
  }
}

/// A change of one value of state; no value removes it.
struct StateChange: Sendable {
  let key: StateKey
  let value: JSONText?

  /// Applies the change; answers whether there is, or was, a value.
  @discardableResult
  func apply(to state: any StateWriter, _ session: Session, _ access: Access, _ now: Timestamp) throws -> Bool {
    guard let owner = key.scope.owner(in: session) else {
      throw ScrubjayError(.invalidField, "The session belongs to no project, so it has no 'project:' state.")
    }
    try key.scope.requireWrite(owner, access)
    guard let value else { return try state.remove(key.scope, owner: owner, name: key.name) }
    try state.set(StateEntry(scope: key.scope, owner: owner, name: key.name, value: value, updatedAt: now))
    return true
  }
}

/// The changes of state that an object describes: each member sets its key, to `null` too.
struct StateChanges: Sendable {
  private let changes: [StateChange]

  init(_ object: JSONText, _ field: String) throws(ScrubjayError) {
    var changes: [StateChange] = []
    for member in object.json.members ?? [] {
      let key = try StateKey(member.name)
      let value = JSONText(member.value)
      try Check.json(value, "\(field).\(key)")
      changes.append(StateChange(key: key, value: value))
    }
    self.changes = changes
  }

  func apply(to state: any StateWriter, _ session: Session, _ access: Access, _ now: Timestamp) throws {
    for change in changes { try change.apply(to: state, session, access, now) }
  }
}
