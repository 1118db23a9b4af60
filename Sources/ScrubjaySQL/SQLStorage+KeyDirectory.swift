public import ScrubjayCore

extension SQLStorage: KeyDirectory {
  private static let keyColumns =
    "id, tenant, name, prefix, grants, created_at, created_by, expires_at, revoked_at, last_used_at"

  private static func key(_ row: any SQLRow) throws -> APIKey {
    var row = RowReader(row)
    return APIKey(
      id: row.text(), tenant: row.optional { TenantID($0.text()) }, name: row.text(), prefix: row.text(),
      grants: try row.json().json.arrayValue?.compactMap(\.stringValue).map(Grant.init) ?? [],
      createdAt: row.time(), createdBy: row.text(), expiresAt: row.optional { $0.time() },
      revokedAt: row.optional { $0.time() }, lastUsedAt: row.optional { $0.time() })
  }

  /// See ``KeyDirectory/key(hash:)``.
  public func key(hash: String) async throws -> APIKey? {
    try await database.read(tenant: nil) { connection in
      try connection.query(
        "SELECT \(Self.keyColumns) FROM api_keys WHERE hash = $1", [.text(hash)], Self.key
      ).first
    }
  }

  /// See ``KeyDirectory/hasKeys()``.
  public func hasKeys() async throws -> Bool {
    try await database.read(tenant: nil) { connection in
      try !connection.query("SELECT 1 FROM api_keys LIMIT 1", []) { _ in true }.isEmpty
    }
  }

  /// See ``KeyDirectory/keys(of:)``.
  public func keys(of scope: KeyScope) async throws -> [APIKey] {
    try await database.read(tenant: nil) { connection in
      switch scope {
      case .all:
        try connection.query("SELECT \(Self.keyColumns) FROM api_keys ORDER BY sequence DESC", [], Self.key)
      case .tenant(let tenant):
        try connection.query(
          "SELECT \(Self.keyColumns) FROM api_keys WHERE tenant = $1 ORDER BY sequence DESC",
          [.text(tenant.description)], Self.key)
      }
    }
  }

  /// See ``KeyDirectory/insert(_:hash:replacing:)``.
  public func insert(_ key: APIKey, hash: String, replacing: APIKey?) async throws {
    try await database.write(tenant: nil) { connection in
      if let tenant = key.tenant { try Self.requireTenant(tenant, connection) }
      let inserted = try connection.execute(
        """
        INSERT INTO api_keys (id, tenant, name, prefix, hash, grants, created_at, created_by, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING
        """,
        [
          .text(key.id), .text(key.tenant?.description), .text(key.name), .text(key.prefix), .text(hash),
          .text(JSON.array(key.grants.map { .string($0.description) }).text), .time(key.createdAt),
          .text(key.createdBy), .time(key.expiresAt),
        ])
      guard inserted == 1 else {
        throw ScrubjayError(
          .idempotencyConflict, "This idempotency key was already used to create another key; use a new one.")
      }
      if let replacing {
        try connection.execute(
          "UPDATE api_keys SET expires_at = $2 WHERE id = $1", [.text(replacing.id), .time(replacing.expiresAt)])
      }
    }
  }

  private static func requireTenant(_ tenant: TenantID, _ connection: any SQLConnection) throws {
    let found = try connection.query("SELECT 1 FROM tenants WHERE id = $1", [.text(tenant.description)]) { _ in true }
    if found.isEmpty { throw noSuchTenant }
  }

  private static var noSuchTenant: ScrubjayError {
    ScrubjayError(.tenantNotFound, "The tenant does not exist; 'scrubjay tenants list' lists all tenants.")
  }

  /// See ``KeyDirectory/revoke(_:in:at:)``.
  public func revoke(_ id: String, in scope: KeyScope, at time: Timestamp) async throws -> Bool {
    try await database.write(tenant: nil) { connection in
      let sql = "UPDATE api_keys SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1"
      return switch scope {
      case .all: try connection.execute(sql, [.text(id), .time(time)]) > 0
      case .tenant(let tenant):
        try connection.execute("\(sql) AND tenant = $3", [.text(id), .time(time), .text(tenant.description)]) > 0
      }
    }
  }

  /// See ``KeyDirectory/touch(_:)``.
  public func touch(_ lastUsed: [String: Timestamp]) async throws {
    try await database.write(tenant: nil) { connection in
      try connection.execute(
        "UPDATE api_keys SET last_used_at = $2 WHERE id = $1",
        rows: lastUsed.map { [.text($0.key), .time($0.value)] })
    }
  }

  /// See ``KeyDirectory/tenants()``.
  public func tenants() async throws -> [Tenant] {
    try await database.read(tenant: nil) { connection in
      try connection.query("\(Self.tenantSelect) ORDER BY tenants.id", [], Self.tenant)
    }
  }

  private static let tenantSelect =
    """
    SELECT tenants.id, name, created_at, max_rows, max_bytes, max_requests, rows, bytes
    FROM tenants JOIN usage ON usage.tenant = tenants.id
    """

  private static func tenant(_ row: any SQLRow) -> Tenant {
    var row = RowReader(row)
    return Tenant(
      id: TenantID(row.text()), name: row.text(), createdAt: row.time(), quota: Tenant.Quota(&row),
      usage: Tenant.Usage(&row))
  }

  /// See ``KeyDirectory/setQuota(_:of:)``.
  public func setQuota(_ quota: Tenant.Quota, of id: TenantID) async throws -> Tenant {
    try await database.write(tenant: nil) { connection in
      try Self.requireTenant(id, connection)
      try connection.execute(
        "UPDATE tenants SET max_rows = $2, max_bytes = $3, max_requests = $4 WHERE id = $1",
        [
          .text(id.description), .integer(quota.rows), .integer(quota.bytes), .integer(quota.requestsPerMinute),
        ])
      let tenants = try connection.query(
        "\(Self.tenantSelect) WHERE usage.tenant = $1", [.text(id.description)], Self.tenant)
      guard let tenant = tenants.first else { throw SQLError(message: "a tenant has no usage", sql: nil) }
      return tenant
    }
  }

  /// See ``KeyDirectory/insert(_:)``.
  public func insert(_ tenant: Tenant) async throws {
    try await database.write(tenant: nil) { connection in
      let inserted = try connection.execute(
        "INSERT INTO tenants (id, name, created_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING",
        [.text(tenant.id.description), .text(tenant.name), .time(tenant.createdAt)])
      if inserted == 0 {
        throw ScrubjayError(.tenantExists, "A tenant with this id already exists; choose another id.")
      }
      try connection.execute(
        "INSERT INTO usage (tenant, rows, bytes) VALUES ($1, 0, 0)", [.text(tenant.id.description)])
    }
  }

  /// See ``KeyDirectory/deleteTenant(_:)``.
  public func deleteTenant(_ id: TenantID) async throws {
    try await database.write(tenant: nil) { connection in
      try Self.requireTenant(id, connection)
      for (table, present) in [("sessions", ""), ("memories", " AND deleted_at IS NULL"), ("documents", "")] {
        let used = try connection.query(
          "SELECT 1 FROM \(table) WHERE tenant = $1\(present) LIMIT 1", [.text(id.description)]
        ) { _ in true }
        guard used.isEmpty else {
          throw ScrubjayError(
            .tenantNotEmpty, "The tenant still has \(table); delete them first, so that nothing is deleted by mistake.")
        }
      }
      for table in [
        "conflicts", "consolidations", "memories", "postings", "word_items", "vectors", "vector_codes", "vector_sets",
        "embedding_models", "owners",
        "state", "users", "audit", "audit_seals", "jobs", "tasks", "answers",
        "queue_pauses", "extraction_outcomes", "extraction_runs", "injections", "model_usage",
      ] {
        try connection.execute("DELETE FROM \(table) WHERE tenant = $1", [.text(id.description)])
      }
      try connection.execute("DELETE FROM tenants WHERE id = $1", [.text(id.description)])
    }
  }
}
