import ScrubjayCore

/// Answers to requests with an idempotency key as rows.
struct SQLAnswers: AnswerWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  func find(_ key: String, principal: String) throws -> StoredAnswer? {
    try connection.query(
      """
      SELECT fingerprint, answer, user_id, session, created_at FROM answers
      WHERE tenant = $1 AND principal = $2 AND request_key = $3
      """, [.text(tenant.description), .text(principal), .text(key)]
    ) { row in
      var row = RowReader(row)
      return StoredAnswer(
        fingerprint: row.text(), answer: row.optional { $0.json() }, user: row.optional { $0.text() },
        session: row.optional { $0.text() },
        createdAt: row.time())
    }.first
  }

  func insert(_ answer: StoredAnswer, showing memories: [MemoryVersion], key: String, principal: String) throws {
    let name: [SQLValue] = [.text(tenant.description), .text(principal), .text(key)]
    try connection.execute(
      """
      INSERT INTO answers (tenant, principal, request_key, fingerprint, answer, user_id, session, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (tenant, principal, request_key) DO UPDATE SET fingerprint = excluded.fingerprint,
        answer = excluded.answer, user_id = excluded.user_id, session = excluded.session,
        created_at = excluded.created_at
      """,
      name + [
        .text(answer.fingerprint), .json(answer.answer), .text(answer.user), .text(answer.session),
        .time(answer.createdAt),
      ])
    try connection.execute(
      "DELETE FROM answer_memories WHERE tenant = $1 AND principal = $2 AND request_key = $3", name)
    try connection.execute(
      "INSERT INTO answer_memories (tenant, principal, request_key, memory, version) VALUES ($1, $2, $3, $4, $5)",
      rows: Set(memories).map { name + [.text($0.memory), .integer($0.version)] })
  }

  func erase(showing memory: String, version: Int?) throws {
    var conditions = Conditions(tenant: tenant)
    conditions.add("memory = ?", [.text(memory)])
    conditions.add("version = ?", ifPresent: .integer(version))
    try connection.execute(
      """
      UPDATE answers SET answer = NULL
      WHERE tenant = $1 AND (principal, request_key) IN
        (SELECT principal, request_key FROM answer_memories \(conditions.sql))
      """, conditions.values)
  }

  func erase(user: String) throws -> Int {
    try connection.execute(
      "UPDATE answers SET answer = NULL, user_id = NULL, session = NULL WHERE tenant = $1 AND user_id = $2",
      [.text(tenant.description), .text(user)])
  }

  func erase(session: String) throws {
    try connection.execute(
      "UPDATE answers SET answer = NULL WHERE tenant = $1 AND session = $2",
      [.text(tenant.description), .text(session)])
  }

  func prune(before time: Timestamp, limit: Int) throws {
    try connection.execute(
      """
      DELETE FROM answers WHERE tenant = $1 AND (principal, request_key) IN
        (SELECT principal, request_key FROM answers WHERE tenant = $1 AND created_at < $2
         ORDER BY created_at LIMIT $3)
      """, [.text(tenant.description), .time(time), .integer(limit)])
  }
}
