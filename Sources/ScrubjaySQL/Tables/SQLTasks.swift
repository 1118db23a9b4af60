import ScrubjayCore

/// Tasks as rows.
struct SQLTasks: TaskWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  private static let columns =
    "sequence, id, session, user_id, prompt, status, result, created_at, created_by, updated_at, finished_at"

  private static func task(_ row: any SQLRow) throws -> AgentTask {
    var row = RowReader(row)
    return AgentTask(
      sequence: row.integer(), id: row.text(), session: row.optional { $0.text() }, user: row.optional { $0.text() },
      prompt: row.text(), status: try row.oneOf(), result: row.optional { $0.json() }, createdAt: row.time(),
      createdBy: row.text(),
      updatedAt: row.time(), finishedAt: row.optional { $0.time() })
  }

  func find(_ id: String) throws -> AgentTask? {
    try connection.query(
      "SELECT \(Self.columns) FROM tasks WHERE tenant = $1 AND id = $2", [.text(tenant.description), .text(id)],
      Self.task
    ).first
  }

  func list(_ filter: TaskFilter, after cursor: String?, limit: Int) throws -> Page<AgentTask> {
    var conditions = Conditions(tenant: tenant)
    conditions.add("session = ?", ifPresent: .text(filter.session))
    conditions.add("user_id = ?", ifPresent: .text(filter.user))
    conditions.add("status = ?", ifPresent: .text(filter.status?.rawValue))
    return try Keyset("sequence", descending: true).page(
      "SELECT \(Self.columns), sequence FROM tasks", conditions, after: cursor, limit: limit, connection, Self.task)
  }

  func insert(_ task: AgentTask) throws -> AgentTask {
    let sequences = try connection.query(
      """
      INSERT INTO tasks (tenant, id, session, user_id, prompt, status, result, created_at, created_by, updated_at,
        finished_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (tenant, id) DO NOTHING RETURNING sequence
      """,
      [
        .text(tenant.description), .text(task.id), .text(task.session), .text(task.user), .text(task.prompt),
        .text(task.status.rawValue), .json(task.result), .time(task.createdAt), .text(task.createdBy),
        .time(task.updatedAt), .time(task.finishedAt),
      ]
    ) { $0.integer(0) }
    guard let sequence = sequences.first else {
      throw ScrubjayError(.taskExists, "A task with this id already exists; update it instead, or choose another id.")
    }
    var stored = task
    stored.sequence = sequence
    return stored
  }

  func erase(user: String) throws -> Int {
    try connection.execute(
      "DELETE FROM tasks WHERE tenant = $1 AND user_id = $2", [.text(tenant.description), .text(user)])
  }

  func update(_ task: AgentTask) throws {
    try connection.execute(
      """
      UPDATE tasks SET status = $3, result = $4, updated_at = $5, finished_at = $6 WHERE tenant = $1 AND id = $2
      """,
      [
        .text(tenant.description), .text(task.id), .text(task.status.rawValue), .json(task.result),
        .time(task.updatedAt), .time(task.finishedAt),
      ])
  }
}
