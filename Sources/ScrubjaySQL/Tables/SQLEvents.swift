import ScrubjayCore

/// Events and messages as rows.
struct SQLEvents: EventWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  private static let columns =
    """
    e.sequence, e.id, e.session, e.app, e.user_id, e.position, e.type, e.actor, e.role, e.name, e.content, \
    e.content_is_json, e.channel, e.metadata, e.state_delta, e.is_final_response, e.occurred_at, \
    e.utc_offset, e.recorded_at
    """

  private static func event(_ row: any SQLRow) throws -> Event {
    var row = RowReader(row)
    return Event(
      sequence: row.integer(), id: row.text(), session: row.text(), app: row.text(), user: row.text(),
      position: row.int(), type: try row.oneOf(), actor: Actor(row.text()) ?? .system,
      role: try row.optional { try $0.oneOf(Role.self) }, name: row.optional { $0.text() },
      content: content(text: row.text(), isJSON: row.flag()), channel: row.optional { $0.text() },
      metadata: row.json(), stateDelta: row.optional { $0.json() }, isFinalResponse: row.flag(),
      occurredAt: row.time(), utcOffset: row.optional { $0.int() }, recordedAt: row.time())
  }

  private static func content(text: String, isJSON: Bool) -> EventContent {
    isJSON ? .json(JSONText(stored: text)) : .text(text)
  }

  func find(_ id: String) throws -> Event? {
    try connection.query(
      "SELECT \(Self.columns) FROM events e WHERE e.tenant = $1 AND e.id = $2",
      [.text(tenant.description), .text(id)], Self.event
    ).first
  }

  func list(_ filter: EventFilter, newest: Bool, cursor: String?, limit: Int) throws -> Page<Event> {
    var conditions = Conditions(tenant: tenant)
    conditions.add("session = ?", [.text(filter.session)])
    conditions.add("position > ?", ifPresent: .integer(filter.after))
    conditions.add("position < ?", ifPresent: .integer(filter.before))
    conditions.add("type = ?", ifPresent: .text(filter.type?.rawValue))
    conditions.add("occurred_at >= ?", ifPresent: .time(filter.since))
    conditions.add("occurred_at <= ?", ifPresent: .time(filter.until))
    let page = try Keyset("position", descending: newest).page(
      "SELECT \(Self.columns), position FROM events e", conditions, after: cursor, limit: limit, connection,
      Self.event)
    return newest ? Page(elements: page.elements.reversed(), nextCursor: page.nextCursor) : page
  }

  func window(app: String, user: String, last count: Int) throws -> [Event] {
    try connection.query(
      """
      SELECT \(Self.columns) FROM events e
      WHERE e.tenant = $1 AND e.app = $2 AND e.user_id = $3 AND e.type = 'message'
      ORDER BY e.sequence DESC LIMIT $4
      """, [.text(tenant.description), .text(app), .text(user), .integer(count)], Self.event
    ).reversed()
  }

  func messages(of pair: SessionPair, after sequence: Int64, limit: Int) throws -> [Event] {
    try connection.query(
      """
      SELECT \(Self.columns) FROM events e
      WHERE e.tenant = $1 AND e.app = $2 AND e.user_id = $3 AND e.type = 'message' AND e.sequence > $4
      ORDER BY e.sequence LIMIT $5
      """, [.text(tenant.description), .text(pair.app), .text(pair.user), .integer(sequence), .integer(limit)],
      Self.event)
  }

  func messages(_ filter: MessageFilter, before cursor: String?, limit: Int) throws -> Page<Event> {
    if filter.apps?.isEmpty == true { return Page(elements: []) }
    var conditions = Conditions(tenant: tenant, table: "e")
    add(filter, to: &conditions)
    // Within a session the order is the session's own; across sessions it is that of time.
    let order = filter.session == nil ? ["e.occurred_at", "e.sequence"] : ["e.position"]
    let page = try Keyset(order, descending: true).page(
      "SELECT \(Self.columns), \(order.joined(separator: ", ")) FROM events e", conditions, after: cursor, limit: limit,
      connection, Self.event)
    return Page(elements: page.elements.reversed(), nextCursor: page.nextCursor)
  }

  func sequences(_ filter: MessageFilter, limit: Int) throws -> [Int64] {
    if filter.apps?.isEmpty == true { return [] }
    var conditions = Conditions(tenant: tenant, table: "e")
    add(filter, to: &conditions)
    let count = conditions.bind(.integer(limit))
    return try connection.query("SELECT e.sequence FROM events e \(conditions.sql) LIMIT \(count)", conditions.values) {
      $0.integer(0)
    }
  }

  func messages(sequences: [Int64], _ filter: MessageFilter) throws -> [Event] {
    guard !sequences.isEmpty else { return [] }
    var conditions = Conditions(tenant: tenant, table: "e", sequences: sequences)
    add(filter, to: &conditions)
    return try connection.query("SELECT \(Self.columns) FROM events e \(conditions.sql)", conditions.values, Self.event)
  }

  func places(_ stretches: [Stretch<String>]) throws -> [Place<String>] {
    try stretches.flatMap { stretch in
      try connection.query(
        """
        SELECT sequence, position FROM events
        WHERE tenant = $1 AND session = $2 AND position BETWEEN $3 AND $4 AND type = 'message'
        """,
        [
          .text(tenant.description), .text(stretch.thread), .integer(stretch.positions.lowerBound),
          .integer(stretch.positions.upperBound),
        ]
      ) { Place(item: $0.integer(0), thread: stretch.thread, position: Int($0.integer(1))) }
    }
  }

  private func add(_ filter: MessageFilter, to conditions: inout Conditions) {
    conditions.add("e.type = 'message'", [])
    conditions.add("e.session = ?", ifPresent: .text(filter.session))
    conditions.add("e.user_id = ?", ifPresent: .text(filter.user))
    conditions.add("e.app = ?", ifPresent: .text(filter.app))
    conditions.add("e.app", in: (filter.apps ?? []).map(SQLValue.text))
    conditions.add(
      "EXISTS (SELECT 1 FROM sessions s WHERE s.tenant = e.tenant AND s.id = e.session AND s.project = ?)",
      ifPresent: .text(filter.project))
    conditions.add("e.role = ?", ifPresent: .text(filter.role?.rawValue))
    conditions.add("e.channel = ?", ifPresent: .text(filter.channel))
    conditions.add("e.occurred_at >= ?", ifPresent: .time(filter.since))
    conditions.add("e.occurred_at <= ?", ifPresent: .time(filter.until))
    conditions.add("e.recorded_at <= ?", ifPresent: .time(filter.recordedUntil))
    if let isProcessed = filter.isProcessed {
      let waits = "EXISTS (SELECT 1 FROM extraction_outcomes o WHERE o.event = e.sequence AND o.outcome = 'waiting')"
      conditions.add(isProcessed ? "NOT \(waits)" : waits, [])
    }
  }

  func append(_ event: Event) throws -> Event {
    let isJSON = if case .json = event.content { true } else { false }
    let sequences = try connection.query(
      """
      INSERT INTO events (tenant, id, session, app, user_id, position, type, actor, role, name, content,
        content_is_json, channel, metadata, state_delta, is_final_response, occurred_at, utc_offset, recorded_at,
        bytes)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
      ON CONFLICT (tenant, id) DO NOTHING RETURNING sequence
      """,
      [
        .text(tenant.description), .text(event.id), .text(event.session), .text(event.app), .text(event.user),
        .integer(event.position), .text(event.type.rawValue), .text(event.actor.description),
        .text(event.role?.rawValue), .text(event.name), .text(event.content.text), .flag(isJSON),
        .text(event.channel), .json(event.metadata), .json(event.stateDelta), .flag(event.isFinalResponse),
        .time(event.occurredAt), .integer(event.utcOffset), .time(event.recordedAt), .integer(event.bytes),
      ]
    ) { $0.integer(0) }
    guard let sequence = sequences.first else {
      throw ScrubjayError(
        .eventExists, "An event or message with this id already exists; nothing of this request was stored.")
    }
    try SQLUsage(connection: connection, tenant: tenant).add(rows: 1, bytes: event.bytes)
    var stored = event
    stored.sequence = sequence
    return stored
  }
}

extension Event {
  /// How much it says, in bytes.
  fileprivate var bytes: Int {
    content.text.utf8.count + metadata.text.utf8.count + (stateDelta?.text.utf8.count ?? 0)
  }
}
