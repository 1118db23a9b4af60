public import ScrubjayCore

extension SQLStorage: Duties {
  /// See ``Duties/tenants(withDue:at:)``.
  public func tenants(withDue queue: String, at time: Timestamp) async throws -> [TenantID] {
    try await database.read(tenant: nil) { connection in
      try connection.query(
        """
        SELECT id FROM tenants
        WHERE EXISTS (SELECT 1 FROM jobs WHERE jobs.tenant = tenants.id AND jobs.queue = $1
            AND jobs.state = 'waiting' AND jobs.run_at <= $2)
          OR EXISTS (SELECT 1 FROM jobs WHERE jobs.tenant = tenants.id AND jobs.queue = $1
            AND jobs.state = 'running' AND jobs.leased_until <= $2)
        ORDER BY id
        """, [.text(queue), .time(time)]
      ) { TenantID($0.text(0)) }
    }
  }

  /// See ``Duties/backlog()``.
  public func backlog() async throws -> [Backlog] {
    try await database.read(tenant: nil) { connection in
      try connection.query("SELECT queue, state, COUNT(*) FROM jobs GROUP BY queue, state ORDER BY queue, state", []) {
        row in
        var row = RowReader(row)
        return Backlog(queue: row.text(), state: try row.oneOf(), count: row.int())
      }
    }
  }
}
