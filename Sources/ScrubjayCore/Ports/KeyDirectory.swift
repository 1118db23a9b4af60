/// Keys and tenants, the one port that stands outside every tenant: it turns a key into access.
public protocol KeyDirectory: Sendable {
  /// Returns the key whose secret has this hash, in force or not.
  func key(hash: String) async throws -> APIKey?
  /// Returns whether any key was ever created; until then a server on loopback asks for none.
  func hasKeys() async throws -> Bool
  /// Returns the keys of a tenant, of operators (`nil`), or of all, newest first.
  func keys(of scope: KeyScope) async throws -> [APIKey]
  /// Stores a new key and, when it replaces one, when that one stops working.
  ///
  /// - Throws: `tenant_not_found`; `idempotency_conflict` when there is another key with this id.
  func insert(_ key: APIKey, hash: String, replacing: APIKey?) async throws
  /// Revokes a key; `false` when there is none with this id in the scope.
  func revoke(_ id: String, in scope: KeyScope, at time: Timestamp) async throws -> Bool
  /// Notes that keys were used.
  func touch(_ lastUsed: [String: Timestamp]) async throws

  /// Returns all tenants, by id.
  func tenants() async throws -> [Tenant]
  /// Stores a new tenant.
  ///
  /// - Throws: `tenant_exists`.
  func insert(_ tenant: Tenant) async throws
  /// Stores how much a tenant may hold and ask; answers the tenant.
  ///
  /// - Throws: `tenant_not_found`.
  func setQuota(_ quota: Tenant.Quota, of id: TenantID) async throws -> Tenant
  /// Removes a tenant and its keys.
  ///
  /// - Throws: `tenant_not_found`; `tenant_not_empty` while it has sessions, memories or documents.
  func deleteTenant(_ id: TenantID) async throws
}

/// Whose keys are meant.
public enum KeyScope: Sendable, Hashable {
  /// One tenant's.
  case tenant(TenantID)
  /// Operators' and every tenant's.
  case all
}
