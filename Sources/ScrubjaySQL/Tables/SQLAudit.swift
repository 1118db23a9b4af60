import ScrubjayCore

/// The audit as rows.
struct SQLAudit: AuditWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  private static func record(_ row: any SQLRow) throws -> AuditRecord {
    var row = RowReader(row)
    return AuditRecord(
      sequence: row.integer(), at: row.time(), action: try row.oneOf(), actor: row.text(), principal: row.text(),
      task: row.optional { $0.text() }, namespace: row.optional { $0.text() }, memory: row.optional { $0.text() },
      version: row.optional { $0.int() }, details: row.json())
  }

  func list(_ filter: AuditFilter, before cursor: String?, limit: Int) throws -> Page<AuditRecord> {
    var conditions = Conditions(tenant: tenant, under: filter.namespace.map { [$0] } ?? [])
    conditions.add("memory = ?", ifPresent: .text(filter.memory))
    conditions.add("action = ?", ifPresent: .text(filter.action?.rawValue))
    conditions.add("actor = ?", ifPresent: .text(filter.actor))
    conditions.add("task = ?", ifPresent: .text(filter.task))
    conditions.add("at >= ?", ifPresent: .time(filter.since))
    conditions.add("at <= ?", ifPresent: .time(filter.until))
    return try Keyset(["sequence"], descending: true, isSorted: filter.namespace != nil).page(
      """
      SELECT sequence, at, action, actor, principal, task, namespace, memory, version, details, sequence FROM audit
      """, conditions, after: cursor, limit: limit, connection, Self.record)
  }

  func append(_ record: AuditRecord) throws {
    try connection.execute(
      """
      INSERT INTO audit (tenant, at, action, actor, principal, task, namespace, memory, version, details)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      """,
      [
        .text(tenant.description), .time(record.at), .text(record.action.rawValue), .text(record.actor),
        .text(record.principal), .text(record.task), .text(record.namespace), .text(record.memory),
        .integer(record.version), .json(record.details),
      ])
  }
}
