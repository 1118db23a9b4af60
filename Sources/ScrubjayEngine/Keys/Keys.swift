public import ScrubjayCore

/// API keys: created and shown once, recognised by a keyed hash, revoked, replaced.
public struct Keys: Sendable {
  let directory: any KeyDirectory
  let secret: ServerSecret
  let clock: any Clock
  let ids: any IDSource
  private let lastUses: LastUses

  init(directory: any KeyDirectory, secret: ServerSecret, clock: any Clock, ids: any IDSource) {
    self.directory = directory
    self.secret = secret
    self.clock = clock
    self.ids = ids
    lastUses = LastUses(directory: directory)
  }

  /// How long the replaced key goes on working unless asked otherwise.
  public static let defaultOverlap = Duration.seconds(24 * 3_600)
  /// The longest time that a replaced key goes on working.
  public static let maximumOverlap = Duration.seconds(90 * 24 * 3_600)
  /// How many characters of a key are kept to recognise it by.
  private static let prefixCharacters = 11

  /// A new key with its secret, which is shown this once.
  public struct NewKey: Sendable, Hashable {
    /// The key.
    public let key: APIKey
    /// The secret, to be sent with each request.
    public let secret: String
  }

  /// Creates a key.
  ///
  /// - Parameters:
  ///   - tenant: The tenant, which only an operator may choose; the caller's own when `nil`. A key with the grant
  ///     `operator` has none.
  ///   - idempotency: The idempotency key; a retry returns the same key again, including the secret.
  /// - Throws: `missing_grant`; `invalid_field` for grants that contradict each other; `tenant_not_found`.
  public func create(
    name: String, grants: [Grant], tenant: TenantID? = nil, expiresAt: Timestamp? = nil,
    idempotency: Idempotency? = nil, by caller: Caller
  ) async throws -> NewKey {
    try Check.name(name, "name")
    try Check.count(grants.count, "grants", maximum: Limits.grantsPerKey)
    let home: TenantID?
    if grants.contains(.operator) {
      try caller.requireOperator()
      guard grants == [.operator] else {
        throw Check.failure("grants", "holds 'operator' beside others; an operator's key has only that one")
      }
      home = nil
    } else {
      home = try self.tenant(tenant, caller)
    }
    if let made = try await retried(idempotency, caller) { return made }
    return try await make(
      name: name, tenant: home, grants: grants, expiresAt: expiresAt, replacing: nil, idempotency, caller)
  }

  /// Replaces a key with a new one with the same name and grants; the old one remains valid for a while.
  ///
  /// - Throws: `key_not_found`, for one that no longer works too; `missing_grant`; `invalid_field`.
  public func rotate(
    _ id: String, overlap: Duration = Keys.defaultOverlap, idempotency: Idempotency? = nil, by caller: Caller
  ) async throws -> NewKey {
    guard (.zero...Self.maximumOverlap).contains(overlap) else {
      throw Check.failure("overlap_seconds", "is not from 0 to \(Self.maximumOverlap.components.seconds)")
    }
    let keys = try await list(by: caller)
    if let made = try await retried(idempotency, caller) { return made }
    let now = clock.now()
    guard let old = keys.first(where: { $0.id == id && $0.isInForce(at: now) }) else { throw Self.notFound }
    var ending = old
    ending.expiresAt = min(now.advanced(by: overlap), old.expiresAt ?? now.advanced(by: overlap))
    return try await make(
      name: old.name, tenant: old.tenant, grants: old.grants, expiresAt: old.expiresAt,
      replacing: ending, idempotency, caller)
  }

  /// Returns the keys of the caller's tenant, or, for an operator, all; newest first.
  ///
  /// - Throws: `missing_grant`.
  public func list(by caller: Caller) async throws -> [APIKey] {
    try await directory.keys(of: scope(caller)).map(lastUses.complete)
  }

  /// Revokes a key immediately.
  ///
  /// - Throws: `key_not_found`; `missing_grant`.
  public func revoke(_ id: String, by caller: Caller) async throws {
    guard try await directory.revoke(id, in: scope(caller), at: clock.now()) else { throw Self.notFound }
  }

  /// Returns whether any key was ever created; until then a server on loopback requires none.
  public func exist() async throws -> Bool { try await directory.hasKeys() }

  /// Returns the caller to whom this secret belongs.
  ///
  /// - Throws: `unauthenticated` for a key that is unknown, revoked or expired.
  public func authenticate(_ secret: String) async throws -> Caller {
    let now = clock.now()
    guard let key = try await directory.key(hash: self.secret.hash(of: secret)), key.isInForce(at: now) else {
      throw ScrubjayError(.unauthenticated, "The key is unknown, revoked or expired; create one with 'scrubjay keys'.")
    }
    lastUses.note(key, at: now)
    let principal = "key:\(key.id)"
    return Caller(
      principal: principal,
      access: key.tenant.map { Access(tenant: $0, principal: principal, grants: key.grants) },
      isOperator: key.grants.contains(.operator))
  }

  private static var notFound: ScrubjayError {
    ScrubjayError(.keyNotFound, "The key does not exist or is no longer valid; 'scrubjay keys list' lists the keys.")
  }

  private func tenant(_ wanted: TenantID?, _ caller: Caller) throws(ScrubjayError) -> TenantID {
    if let wanted, wanted != caller.access?.tenant {
      try caller.requireOperator()
      return wanted
    }
    guard let access = caller.access else {
      throw Check.failure("tenant", "is missing: an operator says which tenant a key is for")
    }
    try access.requireAdmin()
    return access.tenant
  }

  private func scope(_ caller: Caller) throws(ScrubjayError) -> KeyScope {
    if caller.isOperator { return .all }
    let access = try caller.requireAccess()
    try access.requireAdmin()
    return .tenant(access.tenant)
  }

  /// The secret of a key that is made by a request with an idempotency key. It is derived from the request, so that a
  /// retry finds the key it made and can show it again, while the secret itself is kept nowhere.
  private func text(_ idempotency: Idempotency, _ caller: Caller) -> String {
    "sj_" + secret.hash(of: "\(caller.principal)\n\(idempotency.key)\n\(idempotency.fingerprint)")
  }

  /// The key that an earlier try of the request made.
  private func retried(_ idempotency: Idempotency?, _ caller: Caller) async throws -> NewKey? {
    guard let text = idempotency.map({ self.text($0, caller) }) else { return nil }
    return try await directory.key(hash: secret.hash(of: text)).map { NewKey(key: $0, secret: text) }
  }

  private func make(
    name: String, tenant: TenantID?, grants: [Grant], expiresAt: Timestamp?, replacing old: APIKey?,
    _ idempotency: Idempotency?, _ caller: Caller
  ) async throws -> NewKey {
    let now = clock.now()
    let text =
      idempotency.map { self.text($0, caller) } ?? "sj_" + Hexadecimal.text(ServerSecret.randomBytes(32))
    let key = APIKey(
      id: idempotency.map { Fingerprint.of("\(caller.principal)\n\($0.key)") } ?? ids.next(at: now), tenant: tenant,
      name: name, prefix: String(text.prefix(Self.prefixCharacters)), grants: grants, createdAt: now,
      createdBy: caller.principal, expiresAt: expiresAt)
    try await directory.insert(key, hash: secret.hash(of: text), replacing: old)
    return NewKey(key: key, secret: text)
  }
}
