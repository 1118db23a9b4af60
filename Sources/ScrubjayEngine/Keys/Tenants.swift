public import ScrubjayCore

/// Tenants, which an operator creates.
public struct Tenants: Sendable {
  let work: Work
  let directory: any KeyDirectory
  let clock: any Clock
  let embeddings: Embeddings

  /// The longest id of a tenant, in characters.
  private static let maximumIDCharacters = 64

  /// Returns all tenants, by id.
  ///
  /// - Throws: `missing_grant` unless the caller is an operator.
  public func list(by caller: Caller) async throws -> [Tenant] {
    try caller.requireOperator()
    return try await directory.tenants()
  }

  /// Creates a tenant.
  ///
  /// - Parameter isRetry: Whether the same tenant may already exist, created by an earlier attempt.
  /// - Throws: `tenant_exists`; `missing_grant` unless the caller is an operator; `invalid_field`.
  public func create(_ id: String, name: String?, isRetry: Bool = false, by caller: Caller) async throws -> Tenant {
    try caller.requireOperator()
    guard id.count <= Self.maximumIDCharacters, id.wholeMatch(of: /[a-z0-9][a-z0-9_-]*/) != nil else {
      throw Check.failure(
        "id", "is not 1 to \(Self.maximumIDCharacters) lower-case letters, digits, '-' and '_' with no '-' or '_' first"
      )
    }
    try Check.name(name, "name")
    if isRetry, let made = try await directory.tenants().first(where: { $0.id.description == id }),
      made.name == name ?? id
    {
      return made
    }
    let tenant = Tenant(id: TenantID(id), name: name ?? id, createdAt: clock.now())
    try await directory.insert(tenant)
    try await embeddings.adopt(in: tenant.id)
    return tenant
  }

  /// Sets a tenant's storage quota and rate limit; existing data is kept.
  ///
  /// - Parameter change: Modifies the current quota.
  /// - Throws: `tenant_not_found`; `invalid_field`; `missing_grant` unless the caller is an operator.
  public func limit(
    _ id: TenantID, by caller: Caller, _ change: @Sendable (inout Tenant.Quota) -> Void
  ) async throws -> Tenant {
    try caller.requireOperator()
    guard let tenant = try await directory.tenants().first(where: { $0.id == id }) else {
      throw ScrubjayError(.tenantNotFound, "The tenant does not exist.")
    }
    var quota = tenant.quota
    change(&quota)
    if let requests = quota.requestsPerMinute, requests < 1 {
      throw Check.failure("max_requests_per_minute", "is less than 1")
    }
    return try await directory.setQuota(quota, of: id)
  }

  /// Returns the usage and quota of the caller's tenant.
  ///
  /// - Throws: `missing_grant` unless the caller is an admin.
  public func usage(as call: Call) async throws -> (usage: Tenant.Usage, quota: Tenant.Quota) {
    try call.access.requireAdmin()
    let (usage, quota) = try await work.read(call) { tx in try tx.usage() }
    return (usage, quota)
  }

  /// Returns a tenant's rate limit; for use by a server before access checks.
  public func requestsPerMinute(of tenant: TenantID) async throws -> Int? {
    let call = Call(access: Access(tenant: tenant, principal: "system", grants: [.admin]))
    return try await work.read(call) { tx in try tx.usage().1.requestsPerMinute }
  }

  /// Deletes a tenant without sessions and memories, with its keys.
  ///
  /// - Throws: `tenant_not_found`; `tenant_not_empty`; `missing_grant` unless the caller is an operator.
  public func delete(_ id: TenantID, by caller: Caller) async throws {
    try caller.requireOperator()
    if id == .default { throw ScrubjayError(.tenantNotEmpty, "The default tenant cannot be deleted.") }
    try await directory.deleteTenant(id)
  }

  /// Makes the default tenant, if it is not there.
  func makeDefault() async throws {
    guard try await !directory.tenants().contains(where: { $0.id == .default }) else { return }
    do {
      try await directory.insert(Tenant(id: .default, name: "Default", createdAt: clock.now()))
    } catch let error as ScrubjayError where error.code == .tenantExists {
      // Another program, that met it as new as this one did, was first.
    }
  }
}
