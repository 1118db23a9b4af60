import ScrubjayCore

/// The audit as rows.
struct SQLAudit: AuditWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  private static let columns =
    "sequence, at, action, actor, principal, task, namespace, memory, version, details, salt, digest"

  private static func record(_ row: any SQLRow) throws -> AuditRecord {
    var row = RowReader(row)
    return AuditRecord(
      sequence: row.integer(), at: row.time(), action: try row.oneOf(), actor: row.optional { $0.text() },
      principal: row.optional { $0.text() }, task: row.optional { $0.text() }, namespace: row.optional { $0.text() },
      memory: row.optional { $0.text() }, version: row.optional { $0.int() }, details: row.json(),
      salt: row.optional { $0.text() }, digest: row.text())
  }

  private static let sealColumns = "number, through, records, hash, sealed_at"

  private static func seal(_ row: any SQLRow) throws -> AuditSeal {
    var row = RowReader(row)
    return AuditSeal(
      number: row.int(), through: row.integer(), records: row.int(), hash: row.text(), sealedAt: row.time())
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
      "SELECT \(Self.columns), sequence FROM audit", conditions, after: cursor, limit: limit, connection, Self.record)
  }

  func records(after sequence: Int64, limit: Int) throws -> [AuditRecord] {
    try connection.query(
      "SELECT \(Self.columns) FROM audit WHERE tenant = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
      [.text(tenant.description), .integer(sequence), .integer(limit)], Self.record)
  }

  func seals(after number: Int, limit: Int) throws -> [AuditSeal] {
    try connection.query(
      "SELECT \(Self.sealColumns) FROM audit_seals WHERE tenant = $1 AND number > $2 ORDER BY number LIMIT $3",
      [.text(tenant.description), .integer(number), .integer(limit)], Self.seal)
  }

  func lastSeal() throws -> AuditSeal? {
    try connection.query(
      "SELECT \(Self.sealColumns) FROM audit_seals WHERE tenant = $1 ORDER BY number DESC LIMIT 1",
      [.text(tenant.description)], Self.seal
    ).first
  }

  func append(_ record: AuditRecord) throws {
    try connection.execute(
      """
      INSERT INTO audit (tenant, at, action, actor, principal, task, namespace, memory, version, details, salt, digest)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      """,
      [
        .text(tenant.description), .time(record.at), .text(record.action.rawValue), .text(record.actor),
        .text(record.principal), .text(record.task), .text(record.namespace), .text(record.memory),
        .integer(record.version), .json(record.details), .text(record.salt), .text(record.digest),
      ])
  }

  func seal(_ seal: AuditSeal) throws {
    try connection.execute(
      "INSERT INTO audit_seals (tenant, \(Self.sealColumns)) VALUES ($1, $2, $3, $4, $5, $6)",
      [
        .text(tenant.description), .integer(seal.number), .integer(seal.through), .integer(seal.records),
        .text(seal.hash), .time(seal.sealedAt),
      ])
  }

  func erase(under namespace: NamespacePrefix) throws { try erase(Conditions(tenant: tenant, under: [namespace])) }

  func erase(memory: String) throws {
    var conditions = Conditions(tenant: tenant)
    conditions.add("memory = ?", [.text(memory)])
    try erase(conditions)
  }

  private func erase(_ conditions: Conditions) throws {
    try connection.execute(
      """
      UPDATE audit SET actor = NULL, principal = NULL, task = NULL, namespace = NULL, memory = NULL, version = NULL,
        details = '{}', salt = NULL
      \(conditions.sql)
      """, conditions.values)
  }
}
