import ScrubjayCore

/// Conflicts as rows; their members refer to the memories, and go with them.
struct SQLConflicts: ConflictWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  private static let columns = "sequence, id, namespace, reason, state, found_at, resolved_at, resolved_by"

  private func conflict(_ row: any SQLRow) throws -> Conflict {
    var row = RowReader(row)
    let sequence = row.integer()
    return Conflict(
      sequence: sequence, id: row.text(), namespace: Namespace(stored: row.text()), reason: try row.oneOf(),
      state: try row.oneOf(), members: try members(of: sequence), foundAt: row.time(),
      resolvedAt: row.optional { $0.time() }, resolvedBy: row.optional { $0.text() })
  }

  private func members(of conflict: Int64) throws -> [MemoryVersion] {
    try connection.query(
      """
      SELECT m.id, c.version FROM conflict_members c JOIN memories m ON m.sequence = c.memory
      WHERE c.conflict = $1 ORDER BY c.place
      """, [.integer(conflict)]
    ) { MemoryVersion($0.text(0), Int($0.integer(1))) }
  }

  func find(_ id: String) throws -> Conflict? {
    try connection.query(
      "SELECT \(Self.columns) FROM conflicts WHERE tenant = $1 AND id = $2", [.text(tenant.description), .text(id)],
      conflict
    ).first
  }

  func list(
    _ namespaces: [NamespacePrefix], state: ConflictState?, after cursor: String?, limit: Int
  ) throws -> Page<Conflict> {
    var conditions = Conditions(tenant: tenant, under: namespaces)
    conditions.add("state = ?", ifPresent: .text(state?.rawValue))
    return try Keyset(["sequence"], descending: true, isSorted: !namespaces.isEmpty).page(
      "SELECT \(Self.columns), sequence FROM conflicts", conditions, after: cursor, limit: limit, connection, conflict)
  }

  func insert(_ conflict: Conflict) throws -> Conflict? {
    if let first = conflict.members.first, try isOpen(conflict.members, of: first) { return nil }
    var stored = conflict
    stored.sequence =
      try connection.query(
        """
        INSERT INTO conflicts (tenant, id, namespace, reason, state, found_at, resolved_at, resolved_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING sequence
        """,
        [
          .text(tenant.description), .text(conflict.id), .text(conflict.namespace.description),
          .text(conflict.reason.rawValue), .text(conflict.state.rawValue), .time(conflict.foundAt),
          .time(conflict.resolvedAt), .text(conflict.resolvedBy),
        ]
      ) { $0.integer(0) }.first ?? 0
    try connection.execute(
      """
      INSERT INTO conflict_members (tenant, conflict, place, memory, version)
      SELECT tenant, $2, $3, sequence, $5 FROM memories WHERE tenant = $1 AND id = $4
      """,
      rows: conflict.members.enumerated().map { place, member in
        [
          .text(tenant.description), .integer(stored.sequence), .integer(place), .text(member.memory),
          .integer(member.version),
        ]
      })
    return stored
  }

  /// Whether there is an open conflict of these versions.
  private func isOpen(_ members: [MemoryVersion], of first: MemoryVersion) throws -> Bool {
    let open = try connection.query(
      """
      SELECT c.sequence FROM memories m JOIN conflict_members k ON k.memory = m.sequence AND k.version = $3
        JOIN conflicts c ON c.sequence = k.conflict
      WHERE m.tenant = $1 AND m.id = $2 AND c.state = 'open'
      """, [.text(tenant.description), .text(first.memory), .integer(first.version)]
    ) { $0.integer(0) }
    return try open.contains { Set(try self.members(of: $0)) == Set(members) }
  }

  func resolve(_ id: String, by actor: String, at time: Timestamp) throws {
    try connection.execute(
      """
      UPDATE conflicts SET state = 'resolved', resolved_at = $3, resolved_by = $4
      WHERE tenant = $1 AND id = $2 AND state = 'open'
      """, [.text(tenant.description), .text(id), .time(time), .text(actor)])
  }

  func erase(under namespace: NamespacePrefix) throws {
    let conditions = Conditions(tenant: tenant, under: [namespace])
    try connection.execute("DELETE FROM conflicts \(conditions.sql)", conditions.values)
  }
}
