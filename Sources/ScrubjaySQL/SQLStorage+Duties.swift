public import ScrubjayCore

extension SQLStorage: Duties {
  /// See ``Duties/tenants(withDue:at:)``.
  public func tenants(withDue queue: String, at time: Timestamp) async throws -> [TenantID] {
    try await database.read(tenant: nil) { connection in
      try connection.query(
        """
        SELECT id FROM tenants
        WHERE (EXISTS (SELECT 1 FROM jobs WHERE jobs.tenant = tenants.id AND jobs.queue = $1
            AND jobs.state = 'waiting' AND jobs.run_at <= $2)
          OR EXISTS (SELECT 1 FROM jobs WHERE jobs.tenant = tenants.id AND jobs.queue = $1
            AND jobs.state = 'running' AND jobs.leased_until <= $2))
          AND NOT EXISTS (SELECT 1 FROM queue_pauses p WHERE p.tenant = tenants.id AND p.queue = $1)
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

  /// See ``Duties/admit(_:to:rate:at:)``.
  public func admit(_ count: Int, to queue: String, rate: JobRate, at time: Timestamp) async throws -> Int {
    try await database.write(tenant: nil) { connection in
      // From the first of them on: what was begun before its interval counts no more.
      try connection.execute(
        """
        INSERT INTO queue_rates (queue, since, begun) VALUES ($1, $2, 0)
        ON CONFLICT (queue) DO UPDATE SET since = $2, begun = 0 WHERE queue_rates.since <= $3
        """, [.text(queue), .time(time), .time(time.advanced(by: .zero - rate.interval))])
      let begun = try connection.query("SELECT begun FROM queue_rates WHERE queue = $1", [.text(queue)]) {
        Int($0.integer(0))
      }
      let admitted = count < 0 ? max(count, -(begun.first ?? 0)) : max(0, min(count, rate.count - (begun.first ?? 0)))
      if admitted == 0 { return 0 }
      try connection.execute(
        "UPDATE queue_rates SET begun = begun + $2 WHERE queue = $1", [.text(queue), .integer(admitted)])
      return admitted
    }
  }

  /// See ``Duties/tenantsWithUnprocessedMessages()``.
  public func tenantsWithUnprocessedMessages() async throws -> [TenantID] {
    try await database.read(tenant: nil) { connection in
      try connection.query(
        """
        SELECT id FROM tenants
        WHERE EXISTS (SELECT 1 FROM extraction_outcomes o WHERE o.tenant = tenants.id AND o.outcome = 'waiting')
        ORDER BY id
        """, []
      ) { TenantID($0.text(0)) }
    }
  }
}
