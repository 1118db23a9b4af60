public import ScrubjayCore

/// Sessions: conversations of a user with an app.
public struct Sessions: Sendable {
  let work: Work

  /// Creates a session.
  ///
  /// - Throws: `session_exists`; `missing_grant`; `invalid_field`.
  public func create(_ draft: SessionDraft, as call: Call) async throws -> SessionDetail {
    try Self.check(draft)
    try call.access.requireWrite(user: draft.user, app: draft.app)
    return try await work.write(call, of: { $0.session.user }, in: { $0.session.id }) { [work] tx, now in
      let session = Session(
        id: draft.id ?? work.ids.next(at: now), app: draft.app, user: draft.user, project: draft.project,
        channel: draft.channel, title: draft.title, timeZone: draft.timeZone, metadata: draft.metadata, createdAt: now,
        updatedAt: now)
      try tx.sessions.insert(session)
      if let state = draft.state { try StateChanges(state, "state").apply(to: tx.state, session, call.access, now) }
      return SessionDetail(session: session, state: try tx.state.visible(to: session, call.access))
    }
  }

  /// Returns a session with the state it sees.
  ///
  /// - Throws: `session_not_found`; `missing_grant`.
  public func get(_ id: String, as call: Call) async throws -> SessionDetail {
    try await work.read(call) { tx in
      let session = try tx.sessions.requireReadable(id, call.access)
      return SessionDetail(session: session, state: try tx.state.visible(to: session, call.access))
    }
  }

  /// Returns sessions in the given order; without an app, those with all apps that the caller may read.
  ///
  /// - Throws: `scope_required` for no user, unless the caller is an admin; `missing_grant`.
  public func list(
    _ filter: SessionFilter, order: SessionOrder = .latest, cursor: String? = nil, limit: Int = 50, as call: Call
  ) async throws -> Page<Session> {
    try await page(filter, order, cursor, limit, call) { page, _ in page }
  }

  /// Returns the sessions of ``list(_:order:cursor:limit:as:)``, each with the state it sees.
  ///
  /// - Throws: As ``list(_:order:cursor:limit:as:)``.
  public func listWithState(
    _ filter: SessionFilter, order: SessionOrder = .latest, cursor: String? = nil, limit: Int = 50, as call: Call
  ) async throws -> Page<SessionDetail> {
    try await page(filter, order, cursor, limit, call) { page, tx in
      Page(elements: try tx.state.details(of: page.elements, call.access), nextCursor: page.nextCursor)
    }
  }

  private func page<Element>(
    _ filter: SessionFilter, _ order: SessionOrder, _ cursor: String?, _ limit: Int, _ call: Call,
    _ finish: @escaping @Sendable (Page<Session>, any ReadTransaction) throws -> Page<Element>
  ) async throws -> Page<Element> {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    try call.access.requireScope(user: filter.user, app: filter.app)
    return try await work.read(call) { tx in
      var filter = filter
      if filter.app == nil { filter.apps = try tx.sessions.readableApps(of: filter.user, call.access) }
      return try finish(try tx.sessions.list(filter, order: order, after: cursor, limit: limit), tx)
    }
  }

  /// Changes a session's status, title, project, time zone or metadata.
  ///
  /// - Throws: `illegal_transition`; `stale` when `revision` is not the current one; `session_not_found`.
  public func update(_ id: String, _ patch: SessionPatch, revision: Int? = nil, as call: Call) async throws
    -> SessionDetail
  {
    try Check.object(patch.metadata, "metadata")
    if case .set(let title) = patch.title { try Check.name(title, "title") }
    if case .set(let project) = patch.project { try Check.name(project, "project") }
    if case .set(let timeZone) = patch.timeZone { try Check.timeZone(timeZone, "time_zone") }
    return try await work.write(call, of: { $0.session.user }, in: { $0.session.id }) { tx, now in
      var session = try tx.sessions.requireWritable(id, call.access, revision: revision)
      guard session.status != .archived else {
        throw ScrubjayError(.sessionNotOpen, "The session is archived and therefore read-only.")
      }
      let wasOver = session.terminatedAt != nil
      if let status = patch.status { try Self.move(&session, to: status, tx.state, now) }
      if session.terminatedAt != nil, !wasOver {
        let payload = SummaryHandler.Payload(session, in: call.tenant, isOver: true)
        _ = try tx.jobs.enqueue(payload.job(id: work.ids.next(at: now), at: now))
      }
      session.title = patch.title.applied(to: session.title)
      session.project = patch.project.applied(to: session.project)
      session.timeZone = patch.timeZone.applied(to: session.timeZone)
      session.metadata = patch.metadata ?? session.metadata
      try tx.sessions.change(&session, at: now)
      return SessionDetail(session: session, state: try tx.state.visible(to: session, call.access))
    }
  }

  /// Deletes a session with its events and messages, also those in stored responses to idempotent requests, and its
  /// own memories and documents. Memories derived from it elsewhere stay, with their source marked as deleted.
  ///
  /// - Throws: `session_not_found`; `missing_grant`; `stale`.
  public func delete(_ id: String, revision: Int? = nil, as call: Call) async throws {
    _ = try await work.write(call) { tx, now in
      let session = try tx.sessions.requireWritable(id, call.access, revision: revision)
      try tx.unindexMessages(of: id)
      try tx.memories.markSourcesDeleted(session: id, at: now)
      try tx.answers.erase(session: id)
      try Self.deleteMemories(of: session, tx, call, now)
      try Self.deleteDocuments(of: session, tx)
      try tx.sessions.delete(id)
      try tx.audit.append(
        AuditRecord(
          .deleteSession, call, at: now, in: Namespace(.user, session.user),
          details: ["session": .string(id), "events": .integer(session.eventCount)]))
      return Done()
    }
  }

  /// Deletes what only the session remembered: another session may get its id.
  private static func deleteMemories(
    of session: Session, _ tx: any WriteTransaction, _ call: Call, _ now: Timestamp
  ) throws {
    let own = [Namespace(.session, session.id), Namespace(.temp, session.id)].map(NamespacePrefix.init)
    while true {
      let page = try tx.memories.list(
        MemoryFilter(namespaces: own), order: .updated, after: nil, limit: Limits.pageSize)
      if page.elements.isEmpty { return }
      for memory in page.elements { try tx.delete(memory, .delete, call, now) }
    }
  }

  /// Deletes the documents that only the session had, for the same reason.
  private static func deleteDocuments(of session: Session, _ tx: any WriteTransaction) throws {
    for namespace in [Namespace(.session, session.id), Namespace(.temp, session.id)] {
      while try tx.deleteDocuments(below: NamespacePrefix(namespace), limit: Limits.pageSize) > 0 {}
    }
  }

  private static func move(
    _ session: inout Session, to status: SessionStatus, _ state: any StateWriter, _ now: Timestamp
  ) throws {
    guard status != session.status else { return }
    try Check.transition(of: "session", from: session.status, to: status, among: session.status.successors)
    session.status = status
    switch status {
    case .terminated:
      session.terminatedAt = now
      try state.clear(.temp, owner: session.id)
      try state.clear(.session, owner: session.id)
    case .archived: session.archivedAt = now
    case .created, .active, .paused: break
    }
  }

  private static func check(_ draft: SessionDraft) throws(ScrubjayError) {
    try Check.name(draft.id, "id")
    try Check.name(draft.app, "app")
    try Check.name(draft.user, "user")
    try Check.name(draft.project, "project")
    try Check.name(draft.channel, "channel")
    try Check.name(draft.title, "title")
    try Check.timeZone(draft.timeZone, "time_zone")
    try Check.object(draft.state, "state")
    try Check.object(draft.metadata, "metadata")
  }
}

extension WriteTransaction {
  /// Removes a session's messages from what is searched.
  func unindexMessages(of session: String) throws {
    var cursor: String?
    repeat {
      let page = try events.list(
        EventFilter(session: session, type: .message), newest: false, cursor: cursor, limit: Limits.pageSize)
      for event in page.elements { try unindex(event.sequence, of: event.owner) }
      cursor = page.nextCursor
    } while cursor != nil
  }
}
