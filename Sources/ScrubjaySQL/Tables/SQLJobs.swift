import ScrubjayCore

/// Jobs as rows.
struct SQLJobs: JobWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  private static let columns =
    "id, queue, payload, unique_key, state, priority, attempts, run_at, created_at, failure"

  private static func job(_ row: any SQLRow) throws -> Job {
    var row = RowReader(row)
    return Job(
      id: row.text(), queue: row.text(), payload: row.json(), uniqueKey: row.optional { $0.text() },
      state: try row.oneOf(), priority: row.int(), attempts: row.int(), runAt: row.time(), createdAt: row.time(),
      failure: row.optional { $0.text() })
  }

  func find(_ id: String) throws -> Job? {
    try connection.query(
      "SELECT \(Self.columns) FROM jobs WHERE tenant = $1 AND id = $2", [.text(tenant.description), .text(id)],
      Self.job
    ).first
  }

  func list(queue: String?, state: JobState?, limit: Int) throws -> [Job] {
    var conditions = Conditions(tenant: tenant)
    conditions.add("queue = ?", ifPresent: .text(queue))
    conditions.add("state = ?", ifPresent: .text(state?.rawValue))
    let count = conditions.bind(.integer(limit))
    return try connection.query(
      "SELECT \(Self.columns) FROM jobs \(conditions.sql) ORDER BY sequence LIMIT \(count)", conditions.values,
      Self.job)
  }

  func enqueue(_ job: Job) throws -> Job {
    let inserted = try connection.execute(
      """
      INSERT INTO jobs (tenant, id, queue, payload, unique_key, state, priority, attempts, run_at, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING
      """,
      [
        .text(tenant.description), .text(job.id), .text(job.queue), .json(job.payload), .text(job.uniqueKey),
        .text(job.state.rawValue), .integer(job.priority), .integer(job.attempts), .time(job.runAt),
        .time(job.createdAt),
      ])
    if inserted == 1 { return job }
    let waiting = try connection.query(
      """
      SELECT \(Self.columns) FROM jobs
      WHERE tenant = $1 AND queue = $2 AND unique_key = $3 AND state IN ('waiting', 'running')
      """, [.text(tenant.description), .text(job.queue), .text(job.uniqueKey)], Self.job)
    guard let there = try waiting.first ?? find(job.id) else {
      throw SQLError(message: "a job was neither enqueued nor there", sql: nil)
    }
    return there
  }
}
