import ScrubjayCore

/// Sessions as rows.
struct SQLSessions: SessionWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  private static let columns =
    """
    id, app, user_id, project, channel, title, status, time_zone, metadata, event_count, summarized, revision, \
    created_at, updated_at, last_event_at, terminated_at, archived_at
    """

  private static func session(_ row: any SQLRow) throws -> Session {
    var row = RowReader(row)
    return Session(
      id: row.text(), app: row.text(), user: row.text(), project: row.optional { $0.text() },
      channel: row.optional { $0.text() }, title: row.optional { $0.text() }, status: try row.oneOf(),
      timeZone: row.optional { $0.text() }, metadata: row.json(), eventCount: row.int(), summarized: row.int(),
      revision: row.int(), createdAt: row.time(),
      updatedAt: row.time(),
      lastEventAt: row.optional { $0.time() }, terminatedAt: row.optional { $0.time() },
      archivedAt: row.optional { $0.time() })
  }

  func find(_ id: String) throws -> Session? {
    try connection.query(
      "SELECT \(Self.columns) FROM sessions WHERE tenant = $1 AND id = $2",
      [.text(tenant.description), .text(id)], Self.session
    ).first
  }

  func apps(of user: String) throws -> [String] {
    try connection.query(
      "SELECT DISTINCT app FROM sessions WHERE tenant = $1 AND user_id = $2 ORDER BY app",
      [.text(tenant.description), .text(user)]
    ) { $0.text(0) }
  }

  func pairs(of user: String?, after last: SessionPair?, limit: Int) throws -> [SessionPair] {
    var conditions = Conditions(tenant: tenant)
    conditions.add("user_id = ?", ifPresent: .text(user))
    if let last { conditions.add("(user_id, app) > (?, ?)", [.text(last.user), .text(last.app)]) }
    let count = conditions.bind(.integer(limit))
    return try connection.query(
      "SELECT DISTINCT user_id, app FROM sessions \(conditions.sql) ORDER BY user_id, app LIMIT \(count)",
      conditions.values
    ) { SessionPair(user: $0.text(0), app: $0.text(1)) }
  }

  func terminated(by time: Timestamp, after cursor: String?, limit: Int) throws -> Page<Session> {
    var conditions = Conditions(tenant: tenant)
    conditions.add("status = 'terminated' AND terminated_at <= ?", [.time(time)])
    return try Keyset("terminated_at", "sequence", descending: false).page(
      "SELECT \(Self.columns), terminated_at, sequence FROM sessions", conditions, after: cursor, limit: limit,
      connection, Self.session)
  }

  func list(
    _ filter: SessionFilter, order: SessionOrder, after cursor: String?, limit: Int
  ) throws -> Page<Session> {
    if filter.apps?.isEmpty == true { return Page(elements: []) }
    var conditions = Conditions(tenant: tenant)
    conditions.add("user_id = ?", ifPresent: .text(filter.user))
    conditions.add("app", in: (filter.apps ?? []).map(SQLValue.text))
    conditions.add("app = ?", ifPresent: .text(filter.app))
    conditions.add("project = ?", ifPresent: .text(filter.project))
    conditions.add("status = ?", ifPresent: .text(filter.status?.rawValue))
    conditions.add("updated_at >= ?", ifPresent: .time(filter.updatedSince))
    return try Keyset("updated_at", "sequence", descending: order == .latest).page(
      "SELECT \(Self.columns), updated_at, sequence FROM sessions", conditions, after: cursor, limit: limit,
      connection, Self.session)
  }

  func insert(_ session: Session) throws {
    let inserted = try connection.execute(
      """
      INSERT INTO sessions (tenant, \(Self.columns))
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
      ON CONFLICT (tenant, id) DO NOTHING
      """,
      [
        .text(tenant.description), .text(session.id), .text(session.app), .text(session.user), .text(session.project),
        .text(session.channel), .text(session.title), .text(session.status.rawValue), .text(session.timeZone),
        .json(session.metadata),
        .integer(session.eventCount), .integer(session.summarized), .integer(session.revision),
        .time(session.createdAt), .time(session.updatedAt),
        .time(session.lastEventAt), .time(session.terminatedAt), .time(session.archivedAt),
      ])
    guard inserted == 1 else {
      throw ScrubjayError(.sessionExists, "A session with this id already exists; append to it, or choose another id.")
    }
  }

  func update(_ session: Session) throws {
    try connection.execute(
      """
      UPDATE sessions SET project = $3, title = $4, status = $5, metadata = $6, event_count = $7, revision = $8,
        updated_at = $9, last_event_at = $10, terminated_at = $11, archived_at = $12, summarized = $13, time_zone = $14
      WHERE tenant = $1 AND id = $2
      """,
      [
        .text(tenant.description), .text(session.id), .text(session.project), .text(session.title),
        .text(session.status.rawValue), .json(session.metadata), .integer(session.eventCount),
        .integer(session.revision), .time(session.updatedAt), .time(session.lastEventAt),
        .time(session.terminatedAt), .time(session.archivedAt), .integer(session.summarized), .text(session.timeZone),
      ])
  }

  func delete(_ id: String) throws {
    let key: [SQLValue] = [.text(tenant.description), .text(id)]
    try connection.execute(
      "DELETE FROM state WHERE tenant = $1 AND scope IN ('temp', 'session') AND owner = $2", key)
    try connection.execute("UPDATE tasks SET session = NULL WHERE tenant = $1 AND session = $2", key)
    var events = Conditions(tenant: tenant)
    events.add("session = ?", [.text(id)])
    try SQLUsage(connection: connection, tenant: tenant).remove(from: "events", events)
    try connection.execute("DELETE FROM sessions WHERE tenant = $1 AND id = $2", key)
  }
}
