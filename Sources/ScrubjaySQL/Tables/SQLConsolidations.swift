import ScrubjayCore

/// Consolidations as rows; their changes refer to the memories, and go with them.
struct SQLConsolidations: ConsolidationWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  private static let columns = "sequence, id, namespace, strategy, at, actor, undone_at, undone_by"

  private func consolidation(_ row: any SQLRow) throws -> Consolidation {
    var row = RowReader(row)
    let sequence = row.integer()
    return Consolidation(
      sequence: sequence, id: row.text(), namespace: Namespace(stored: row.text()), kind: try row.oneOf(),
      at: row.time(), actor: row.text(), changes: try changes(of: sequence), undoneAt: row.optional { $0.time() },
      undoneBy: row.optional { $0.text() })
  }

  private func changes(of consolidation: Int64) throws -> [ConsolidationChange] {
    try connection.query(
      """
      SELECT m.id, c.before, c.after FROM consolidation_changes c JOIN memories m ON m.sequence = c.memory
      WHERE c.consolidation = $1 ORDER BY c.place
      """, [.integer(consolidation)]
    ) { row in
      var row = RowReader(row)
      return ConsolidationChange(memory: row.text(), before: row.optional { $0.int() }, after: row.int())
    }
  }

  func find(_ id: String) throws -> Consolidation? {
    try connection.query(
      "SELECT \(Self.columns) FROM consolidations WHERE tenant = $1 AND id = $2",
      [.text(tenant.description), .text(id)], consolidation
    ).first
  }

  func list(_ namespaces: [NamespacePrefix], after cursor: String?, limit: Int) throws -> Page<Consolidation> {
    let conditions = Conditions(tenant: tenant, under: namespaces)
    return try Keyset(["sequence"], descending: true, isSorted: !namespaces.isEmpty).page(
      "SELECT \(Self.columns), sequence FROM consolidations", conditions, after: cursor, limit: limit, connection,
      consolidation)
  }

  func insert(_ consolidation: Consolidation) throws -> Consolidation {
    var stored = consolidation
    stored.sequence =
      try connection.query(
        """
        INSERT INTO consolidations (tenant, id, namespace, strategy, at, actor)
        VALUES ($1, $2, $3, $4, $5, $6) RETURNING sequence
        """,
        [
          .text(tenant.description), .text(consolidation.id), .text(consolidation.namespace.description),
          .text(consolidation.kind.rawValue), .time(consolidation.at), .text(consolidation.actor),
        ]
      ) { $0.integer(0) }.first ?? 0
    try connection.execute(
      """
      INSERT INTO consolidation_changes (tenant, consolidation, place, memory, before, after)
      SELECT tenant, $2, $3, sequence, $5, $6 FROM memories WHERE tenant = $1 AND id = $4
      """,
      rows: consolidation.changes.enumerated().map { place, change in
        [
          .text(tenant.description), .integer(stored.sequence), .integer(place), .text(change.memory),
          .integer(change.before), .integer(change.after),
        ]
      })
    return stored
  }

  func markUndone(_ id: String, by actor: String, at time: Timestamp) throws {
    try connection.execute(
      "UPDATE consolidations SET undone_at = $3, undone_by = $4 WHERE tenant = $1 AND id = $2",
      [.text(tenant.description), .text(id), .time(time), .text(actor)])
  }

  func erase(under namespace: NamespacePrefix) throws {
    let conditions = Conditions(tenant: tenant, under: [namespace])
    try connection.execute("DELETE FROM consolidations \(conditions.sql)", conditions.values)
  }
}
