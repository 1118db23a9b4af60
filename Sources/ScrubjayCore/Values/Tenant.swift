/// An isolation boundary: nothing of one tenant exists for another.
public struct Tenant: Sendable, Hashable, Codable {
  /// The id.
  public let id: TenantID
  /// What people call it.
  public let name: String
  /// When it was created.
  public let createdAt: Timestamp

  /// A tenant.
  public init(id: TenantID, name: String, createdAt: Timestamp) {
    self.id = id
    self.name = name
    self.createdAt = createdAt
  }
}
