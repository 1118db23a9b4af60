import ScrubjayCore

/// Scoped state as rows.
struct SQLState: StateWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  private static func entry(_ row: any SQLRow) throws -> StateEntry {
    var row = RowReader(row)
    return StateEntry(
      scope: try row.oneOf(), owner: row.text(), name: row.text(), value: row.json(), updatedAt: row.time())
  }

  private func key(_ scope: StateScope, _ owner: String) -> [SQLValue] {
    [.text(tenant.description), .text(scope.rawValue), .text(owner)]
  }

  func find(_ scope: StateScope, owner: String, name: String) throws -> StateEntry? {
    try connection.query(
      """
      SELECT scope, owner, name, value, updated_at FROM state
      WHERE tenant = $1 AND scope = $2 AND owner = $3 AND name = $4
      """, key(scope, owner) + [.text(name)], Self.entry
    ).first
  }

  func list(_ scope: StateScope, owner: String) throws -> [StateEntry] {
    try connection.query(
      """
      SELECT scope, owner, name, value, updated_at FROM state
      WHERE tenant = $1 AND scope = $2 AND owner = $3 ORDER BY name
      """, key(scope, owner), Self.entry)
  }

  func list(_ scope: StateScope, after last: StateEntry?, limit: Int) throws -> [StateEntry] {
    try connection.query(
      """
      SELECT scope, owner, name, value, updated_at FROM state
      WHERE tenant = $1 AND scope = $2 AND (owner, name) > ($3, $4) ORDER BY owner, name LIMIT $5
      """, key(scope, last?.owner ?? "") + [.text(last?.name ?? ""), .integer(limit)], Self.entry)
  }

  func set(_ entry: StateEntry) throws {
    try connection.execute(
      """
      INSERT INTO state (tenant, scope, owner, name, value, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (tenant, scope, owner, name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
      """, key(entry.scope, entry.owner) + [.text(entry.name), .json(entry.value), .time(entry.updatedAt)])
  }

  func remove(_ scope: StateScope, owner: String, name: String) throws -> Bool {
    try connection.execute(
      "DELETE FROM state WHERE tenant = $1 AND scope = $2 AND owner = $3 AND name = $4",
      key(scope, owner) + [.text(name)]) > 0
  }

  func clear(_ scope: StateScope, owner: String) throws -> Int {
    try connection.execute("DELETE FROM state WHERE tenant = $1 AND scope = $2 AND owner = $3", key(scope, owner))
  }
}
