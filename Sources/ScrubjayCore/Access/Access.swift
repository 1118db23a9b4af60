/// What a caller may do within one tenant. It is made from a key, never from a request's body.
public struct Access: Sendable, Hashable {
  /// The tenant: nothing outside it exists for this caller.
  public let tenant: TenantID
  /// Who asks, such as `key:8f3k2m1q` or `local`.
  public let principal: String
  /// What the caller may do.
  public let grants: [Grant]

  /// Access to a tenant.
  public init(tenant: TenantID, principal: String, grants: [Grant]) {
    self.tenant = tenant
    self.principal = principal
    self.grants = grants
  }

  /// All rights in the default tenant: what a program has that opens its own database.
  public static let local = Access(tenant: .default, principal: "local", grants: [.admin])

  /// Whether the caller may do everything within the tenant.
  public var isAdmin: Bool { grants.contains(.admin) }

  /// Returns whether the caller may read every namespace that starts with `prefix`.
  public func canRead(_ prefix: NamespacePrefix) -> Bool {
    grants.contains { grant in
      switch grant {
      case .admin: true
      case .read(let pattern): pattern.covers(prefix)
      case .write, .operator, .metrics: false
      }
    }
  }

  /// Whether the caller may write to the namespace.
  public func canWrite(_ namespace: Namespace) -> Bool {
    grants.contains { grant in
      switch grant {
      case .admin: true
      case .write(let pattern): pattern.covers(namespace)
      case .read, .operator, .metrics: false
      }
    }
  }

  /// Whether the caller may read the namespace.
  public func canRead(_ namespace: Namespace) -> Bool { canRead(NamespacePrefix(namespace)) }

  /// Checks that the caller may read every namespace that starts with `prefix`.
  ///
  /// - Throws: `missing_grant`, naming the grant.
  public func requireRead(_ prefix: NamespacePrefix) throws(ScrubjayError) {
    if !canRead(prefix) { throw Self.missing("read:\(prefix)") }
  }

  /// Checks that the caller may read the namespace.
  ///
  /// - Throws: `missing_grant`, naming the grant.
  public func requireRead(_ namespace: Namespace) throws(ScrubjayError) {
    try requireRead(NamespacePrefix(namespace))
  }

  /// Checks that the caller may write to the namespace.
  ///
  /// - Throws: `missing_grant`, naming the grant.
  public func requireWrite(_ namespace: Namespace) throws(ScrubjayError) {
    if !canWrite(namespace) { throw Self.missing("write:\(namespace)") }
  }

  /// Checks that the caller is an admin of the tenant.
  ///
  /// - Throws: `missing_grant`.
  public func requireAdmin() throws(ScrubjayError) {
    if !isAdmin { throw Self.missing("admin") }
  }

  static func missing(_ grant: String) -> ScrubjayError {
    ScrubjayError(.missingGrant, "This requires the grant '\(grant)', which the key does not have.")
  }
}

/// Who is at a door: someone with access to a tenant, an operator, or both.
public struct Caller: Sendable, Hashable {
  /// Who asks, such as `key:8f3k2m1q` or `local`.
  public let principal: String
  /// Access to a tenant; an operator's key has none.
  public let access: Access?
  /// Whether the caller may manage tenants and every tenant's keys.
  public let isOperator: Bool

  /// A caller.
  public init(principal: String, access: Access?, isOperator: Bool) {
    self.principal = principal
    self.access = access
    self.isOperator = isOperator
  }

  /// Who works on the machine itself: all rights in the default tenant, and an operator's.
  public static let local = Caller(principal: Access.local.principal, access: .local, isOperator: true)

  /// Returns the access to a tenant.
  ///
  /// - Throws: `missing_grant` for a key of no tenant, and for one that reads only metrics.
  public func requireAccess() throws(ScrubjayError) -> Access {
    guard let access else {
      throw ScrubjayError(
        .missingGrant, "An operator's key belongs to no tenant; it manages only tenants and keys.")
    }
    if access.grants.allSatisfy({ $0 == .metrics }) {
      throw ScrubjayError(.missingGrant, "A key with the grant 'metrics' alone reads only the server's metrics.")
    }
    return access
  }

  /// Checks that the caller is an operator.
  ///
  /// - Throws: `missing_grant`.
  public func requireOperator() throws(ScrubjayError) {
    if !isOperator { throw Access.missing("operator") }
  }

  /// Checks that the caller may read the server's metrics, as admins may, too.
  ///
  /// - Throws: `missing_grant`.
  public func requireMetrics() throws(ScrubjayError) {
    guard let access, access.isAdmin || access.grants.contains(.metrics) else { throw Access.missing("metrics") }
  }
}

/// A tenant's id: the isolation boundary, which others call an organization.
public struct TenantID: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The id.
  public let description: String

  /// A tenant's id, as it is stored.
  public init(_ text: String) { description = text }

  /// The tenant of a server without keys, and of a program that opens its own database.
  public static let `default` = TenantID("default")

  /// Reads the id.
  public init(from decoder: any Decoder) throws { description = try decoder.singleValueContainer().decode(String.self) }

  /// Writes the id.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
