import ScrubjayCore

/// What became of users' messages, and the runs that looked at them, as rows.
struct SQLExtractions: ExtractionWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  private static let runColumns =
    """
    sequence, id, started_at, finished_at, users, tried, messages, added, merged, superseded, ignored, held_back, errors
    """

  private static func run(_ row: any SQLRow) throws -> ExtractionRun {
    var row = RowReader(row)
    return ExtractionRun(
      sequence: row.integer(), id: row.text(), startedAt: row.time(), finishedAt: row.optional { $0.time() },
      users: row.int(), tried: row.int(),
      counts: ExtractionCounts(
        messages: row.int(), added: row.int(), merged: row.int(), superseded: row.int(), ignored: row.int(),
        heldBack: row.int()),
      errors: (row.json().json.arrayValue ?? []).compactMap(\.stringValue))
  }

  // MARK: Messages

  func outcomes(of messages: [Int64]) throws -> [Int64: ExtractionOutcome] {
    guard !messages.isEmpty else { return [:] }
    var conditions = Conditions(tenant: tenant)
    conditions.add("event", in: messages.map(SQLValue.integer))
    let found = try connection.query(
      "SELECT event, outcome, run, failure, settled_at FROM extraction_outcomes \(conditions.sql)", conditions.values
    ) { row in
      var row = RowReader(row)
      return (
        row.integer(),
        ExtractionOutcome(
          try row.oneOf(), run: row.optional { $0.text() }, failure: row.optional { $0.text() },
          settledAt: row.optional { $0.time() })
      )
    }
    return Dictionary(uniqueKeysWithValues: found)
  }

  private static func message(_ row: any SQLRow) -> UnprocessedMessage {
    UnprocessedMessage(message: row.integer(0), user: row.text(1))
  }

  func waiting(after sequence: Int64, notOf others: [String], nor queue: String, limit: Int) throws
    -> [UnprocessedMessage]
  {
    var conditions = Conditions(tenant: tenant, table: "o")
    conditions.add("o.outcome = 'waiting' AND o.event > ?", [.integer(sequence)])
    if !others.isEmpty {
      conditions.add("NOT o.user_id", in: others.map(SQLValue.text))
    }
    conditions.add(
      """
      NOT EXISTS (SELECT 1 FROM jobs j WHERE j.tenant = o.tenant AND j.queue = ? AND j.unique_key = o.user_id
        AND j.state IN ('waiting', 'running'))
      """, [.text(queue)])
    let count = conditions.bind(.integer(limit))
    return try connection.query(
      "SELECT o.event, o.user_id FROM extraction_outcomes o \(conditions.sql) ORDER BY o.event LIMIT \(count)",
      conditions.values, Self.message)
  }

  func waiting(of user: String, limit: Int) throws -> [UnprocessedMessage] {
    try connection.query(
      """
      SELECT event, user_id FROM extraction_outcomes
      WHERE tenant = $1 AND user_id = $2 AND outcome = 'waiting' ORDER BY event LIMIT $3
      """, [.text(tenant.description), .text(user), .integer(limit)], Self.message)
  }

  func waitingCount() throws -> Int {
    try connection.query(
      "SELECT COUNT(*) FROM extraction_outcomes WHERE tenant = $1 AND outcome = 'waiting'",
      [.text(tenant.description)]
    ) { Int($0.integer(0)) }.first ?? 0
  }

  func insert(_ outcome: ExtractionOutcome, of message: Event) throws {
    try connection.execute(
      """
      INSERT INTO extraction_outcomes (tenant, event, user_id, outcome, run, failure, settled_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """,
      [
        .text(tenant.description), .integer(message.sequence), .text(message.user), .text(outcome.state.rawValue),
        .text(outcome.run), .text(outcome.failure), .time(outcome.settledAt),
      ])
  }

  func settle(_ messages: [Int64], _ outcome: ExtractionOutcome) throws -> Int {
    try messages.reduce(0) { count, message in
      count
        + (try connection.execute(
          """
          UPDATE extraction_outcomes SET outcome = $3, run = $4, failure = $5, settled_at = $6
          WHERE event = $2 AND tenant = $1 AND outcome = 'waiting'
          """,
          [
            .text(tenant.description), .integer(message), .text(outcome.state.rawValue), .text(outcome.run),
            .text(outcome.failure), .time(outcome.settledAt),
          ]))
    }
  }

  func reopen(of user: String) throws -> Int {
    try connection.execute(
      """
      UPDATE extraction_outcomes SET outcome = 'waiting', run = NULL, failure = NULL, settled_at = NULL
      WHERE tenant = $1 AND user_id = $2 AND outcome = 'failed'
      """, [.text(tenant.description), .text(user)])
  }

  func reopen(_ messages: [Int64]) throws {
    try connection.execute(
      """
      UPDATE extraction_outcomes SET outcome = 'waiting', run = NULL, failure = NULL, settled_at = NULL
      WHERE event = $2 AND tenant = $1 AND outcome = 'failed'
      """, rows: messages.map { [.text(tenant.description), .integer($0)] })
  }

  // MARK: Runs

  func run(_ id: String) throws -> ExtractionRun? {
    try connection.query(
      "SELECT \(Self.runColumns) FROM extraction_runs WHERE tenant = $1 AND id = $2",
      [.text(tenant.description), .text(id)], Self.run
    ).first
  }

  func runs(after cursor: String?, limit: Int) throws -> Page<ExtractionRun> {
    try Keyset("sequence", descending: true).page(
      "SELECT \(Self.runColumns), sequence FROM extraction_runs", Conditions(tenant: tenant), after: cursor,
      limit: limit, connection, Self.run)
  }

  func insert(_ run: ExtractionRun) throws -> ExtractionRun {
    var stored = run
    stored.sequence =
      try connection.query(
        """
        INSERT INTO extraction_runs (tenant, id, started_at, finished_at, users, tried, messages, added, merged,
          superseded, ignored, held_back, errors)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING sequence
        """,
        [
          .text(tenant.description), .text(run.id), .time(run.startedAt), .time(run.finishedAt), .integer(run.users),
          .integer(run.tried), .integer(run.counts.messages), .integer(run.counts.added), .integer(run.counts.merged),
          .integer(run.counts.superseded), .integer(run.counts.ignored), .integer(run.counts.heldBack),
          .json(Self.text(run.errors)),
        ]
      ) { $0.integer(0) }.first ?? 0
    return stored
  }

  func add(
    _ counts: ExtractionCounts, to run: String, isFirstTry: Bool, error: String?, at time: Timestamp
  ) throws -> ExtractionRun? {
    guard let before = try self.run(run) else { return nil }
    let errors = error.map { before.errors + [$0] } ?? before.errors
    let after = try connection.query(
      """
      UPDATE extraction_runs SET tried = tried + $3,
        finished_at = CASE WHEN tried + $3 = users THEN COALESCE(finished_at, $4) ELSE NULL END,
        messages = messages + $5, added = added + $6, merged = merged + $7, superseded = superseded + $8,
        ignored = ignored + $9, held_back = held_back + $10, errors = $11
      WHERE tenant = $1 AND id = $2 RETURNING \(Self.runColumns)
      """,
      [
        .text(tenant.description), .text(run), .integer(isFirstTry ? 1 : 0), .time(time), .integer(counts.messages),
        .integer(counts.added), .integer(counts.merged), .integer(counts.superseded), .integer(counts.ignored),
        .integer(counts.heldBack), .json(Self.text(Array(errors.prefix(ExtractionRun.errorLimit)))),
      ], Self.run
    ).first
    return before.finishedAt == nil && after?.finishedAt != nil ? after : nil
  }

  private static func text(_ errors: [String]) -> JSONText { JSONText(.array(errors.map(JSON.string))) }

  func prune(keeping count: Int) throws {
    try connection.execute(
      """
      DELETE FROM extraction_runs WHERE tenant = $1 AND sequence <= (
        SELECT sequence FROM extraction_runs WHERE tenant = $1 ORDER BY sequence DESC LIMIT 1 OFFSET $2)
      """, [.text(tenant.description), .integer(count)])
  }

  // MARK: What was given from memory

  func injected(_ prints: [String], to user: String) throws -> Set<String> {
    guard !prints.isEmpty else { return [] }
    var conditions = Conditions(tenant: tenant)
    conditions.add("user_id = ?", [.text(user)])
    conditions.add("print", in: prints.map(SQLValue.text))
    return Set(
      try connection.query("SELECT print FROM injections \(conditions.sql)", conditions.values) { $0.text(0) })
  }

  func inject(_ prints: [String], to user: String, at time: Timestamp, forgetting before: Timestamp) throws {
    try connection.execute(
      "DELETE FROM injections WHERE tenant = $1 AND at < $2", [.text(tenant.description), .time(before)])
    try connection.execute(
      """
      INSERT INTO injections (tenant, user_id, print, at) VALUES ($1, $2, $3, $4)
      ON CONFLICT (tenant, user_id, print) DO UPDATE SET at = $4
      """,
      rows: prints.map { [.text(tenant.description), .text(user), .text($0), .time(time)] })
  }

  func erase(of user: String) throws {
    try connection.execute(
      "DELETE FROM injections WHERE tenant = $1 AND user_id = $2", [.text(tenant.description), .text(user)])
  }
}
