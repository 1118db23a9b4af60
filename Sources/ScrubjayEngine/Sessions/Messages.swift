public import ScrubjayCore

/// Messages: the events that are said.
public struct Messages: Sendable {
  let work: Work
  let events: Events

  /// How many messages a window shows unless asked otherwise.
  public static let defaultWindow = 20
  /// How many messages a list shows unless asked otherwise.
  public static let defaultLimit = 50

  /// Appends messages to a session, atomically.
  ///
  /// - Throws: As ``Events/append(_:to:revision:wait:as:)``.
  public func append(
    _ drafts: [MessageDraft], to session: String, revision: Int? = nil, wait: WriteWait = .stored, as call: Call
  ) async throws -> Appended {
    // The app that an assistant's message names as its actor is the session's, known once it is read.
    let entries = try events.prepare(drafts.map { $0.event(app: "assistant") }, "messages")
    return try await events.store(wait, call) { [events] tx, now in
      var session = try tx.sessions.requireWritable(session, call.access, revision: revision)
      return try events.append(entries.map { $0.spoken(in: session) }, to: &session, tx, call, now)
    }
  }

  /// Stores a message by user and app: it joins that pair's open session, or opens one.
  ///
  /// - Throws: `missing_grant`; `event_exists`; `invalid_field`; `embedder_unavailable` and `not_embedded_yet` when the
  ///   embedding is waited for.
  public func store(
    _ draft: MessageDraft, user: String, app: String, wait: WriteWait = .stored, as call: Call
  ) async throws -> Appended {
    try Check.name(user, "user")
    try Check.name(app, "app")
    try call.access.requireWrite(user: user, app: app)
    let entries = try events.prepare([draft.event(app: app)], "messages")
    return try await events.store(wait, call) { [work, events] tx, now in
      let open = try Self.openSession(user: user, app: app, tx.sessions)
      var session =
        open
        ?? Session(
          id: work.ids.next(at: now), app: app, user: user, channel: draft.channel, createdAt: now, updatedAt: now)
      if open == nil { try tx.sessions.insert(session) }
      return try events.append(entries, to: &session, tx, call, now)
    }
  }

  private static func openSession(user: String, app: String, _ sessions: any SessionReader) throws -> Session? {
    for status in [SessionStatus.active, .created] {
      let filter = SessionFilter(user: user, app: app, status: status)
      if let session = try sessions.list(filter, after: nil, limit: 1).elements.first { return session }
    }
    return nil
  }

  /// Returns the newest messages of a session, in chronological order; the cursor goes further back.
  ///
  /// - Throws: `session_not_found`; `missing_grant`.
  public func list(
    session: String, role: Role? = nil, since: Timestamp? = nil, until: Timestamp? = nil, cursor: String? = nil,
    limit: Int = Messages.defaultLimit, as call: Call
  ) async throws -> Page<MessageDetail> {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    return try await work.read(call) { tx in
      _ = try tx.sessions.requireReadable(session, call.access)
      return try tx.detailed(
        tx.events.messages(
          MessageFilter(session: session, role: role, since: since, until: until), before: cursor, limit: limit))
    }
  }

  /// Returns the newest messages across sessions, in chronological order; without an app, those of all apps that the
  /// caller may read.
  ///
  /// - Throws: `scope_required` for no user, unless the caller is an admin; `missing_grant`.
  public func list(
    _ filter: MessageFilter, cursor: String? = nil, limit: Int = Messages.defaultLimit, as call: Call
  ) async throws -> Page<MessageDetail> {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    try call.access.requireScope(user: filter.user, app: filter.app)
    return try await work.read(call) { tx in
      var filter = filter
      if filter.app == nil { filter.apps = try tx.sessions.readableApps(of: filter.user, call.access) }
      return try tx.detailed(tx.events.messages(filter, before: cursor, limit: limit))
    }
  }

  /// Returns the newest messages of an app and user across their sessions, verbatim, oldest first; none gives an empty list.
  ///
  /// - Throws: `missing_grant`; `invalid_field`.
  public func window(app: String, user: String, last count: Int = Messages.defaultWindow, as call: Call) async throws
    -> [Event]
  {
    try Check.count(count, "last", maximum: Limits.pageSize)
    try call.access.requireRead(user: user, app: app)
    return try await work.read(call) { tx in try tx.events.window(app: app, user: user, last: count) }
  }
}

/// A message with what became of it.
public struct MessageDetail: Sendable, Hashable, Codable {
  /// The message.
  public let message: Event
  /// What looking at it for what is worth remembering came to; `nil` for one that is not a user's.
  public let extraction: ExtractionOutcome?
}

extension ReadTransaction {
  /// Messages with what became of them.
  fileprivate func detailed(_ page: Page<Event>) throws -> Page<MessageDetail> {
    let outcomes = try extractions.outcomes(of: page.elements.map(\.sequence))
    return page.map { MessageDetail(message: $0, extraction: outcomes[$0.sequence]) }
  }
}

extension Events.Entry {
  /// The same message, said by the session's own app where it is the app that speaks.
  fileprivate func spoken(in session: Session) -> Events.Entry {
    guard let role = draft.role else { return self }
    var draft = draft
    draft.actor = Actor(role: role, app: session.app)
    return Events.Entry(draft: draft, changes: changes, occurredAt: occurredAt, words: words)
  }
}
