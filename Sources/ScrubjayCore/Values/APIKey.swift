/// A key as it is kept: everything but its secret, of which only a keyed hash is stored.
public struct APIKey: Sendable, Hashable, Codable {
  /// The id, by which it is revoked.
  public let id: String
  /// The tenant; `nil` for an operator's key.
  public let tenant: TenantID?
  /// What it is for.
  public let name: String
  /// The start of the key, by which people recognise it.
  public let prefix: String
  /// What it may do.
  public let grants: [Grant]
  /// When it was created.
  public let createdAt: Timestamp
  /// Who created it.
  public let createdBy: String
  /// When it stops working, if it does.
  public var expiresAt: Timestamp?
  /// When it was revoked, if it was.
  public let revokedAt: Timestamp?
  /// When it was last used, to the minute.
  public var lastUsedAt: Timestamp?

  /// A key.
  public init(
    id: String, tenant: TenantID?, name: String, prefix: String, grants: [Grant], createdAt: Timestamp,
    createdBy: String, expiresAt: Timestamp? = nil, revokedAt: Timestamp? = nil, lastUsedAt: Timestamp? = nil
  ) {
    self.id = id
    self.tenant = tenant
    self.name = name
    self.prefix = prefix
    self.grants = grants
    self.createdAt = createdAt
    self.createdBy = createdBy
    self.expiresAt = expiresAt
    self.revokedAt = revokedAt
    self.lastUsedAt = lastUsedAt
  }

  /// Returns whether the key is valid at this time.
  public func isInForce(at time: Timestamp) -> Bool {
    revokedAt == nil && expiresAt.map { time < $0 } ?? true
  }
}
