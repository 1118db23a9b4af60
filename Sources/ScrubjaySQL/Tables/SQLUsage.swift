import ScrubjayCore

/// How much a tenant holds, counted in the transactions that change it.
struct SQLUsage {
  let connection: any SQLConnection
  let tenant: TenantID

  func current() throws -> (Tenant.Usage, Tenant.Quota) {
    let found = try connection.query(
      """
      SELECT u.rows, u.bytes, t.max_rows, t.max_bytes, t.max_requests
      FROM usage u JOIN tenants t ON t.id = u.tenant WHERE u.tenant = $1
      """, [.text(tenant.description)]
    ) { row in
      var row = RowReader(row)
      return (Tenant.Usage(&row), Tenant.Quota(&row))
    }
    return found.first ?? (Tenant.Usage(), Tenant.Quota())
  }

  /// Counts rows that come, or with negative numbers go.
  func add(rows: Int, bytes: Int) throws {
    try connection.execute(
      "UPDATE usage SET rows = rows + $2, bytes = bytes + $3 WHERE tenant = $1",
      [.text(tenant.description), .integer(rows), .integer(bytes)])
  }

  /// Counts that the rows of a table go that a condition names.
  func remove(from table: String, _ conditions: Conditions) throws {
    let gone = try connection.query(
      "SELECT COUNT(*), COALESCE(SUM(bytes), 0) FROM \(table) \(conditions.sql)", conditions.values
    ) { (rows: Int($0.integer(0)), bytes: Int($0.integer(1))) }
    for gone in gone where gone.rows > 0 { try add(rows: -gone.rows, bytes: -gone.bytes) }
  }
}

extension Tenant.Usage {
  init(_ row: inout RowReader) { self.init(rows: row.int(), bytes: row.int()) }
}

extension Tenant.Quota {
  init(_ row: inout RowReader) {
    self.init(
      rows: row.optional { $0.int() }, bytes: row.optional { $0.int() },
      requestsPerMinute: row.optional { $0.int() })
  }
}
