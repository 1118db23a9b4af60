/// An isolation boundary: nothing of one tenant exists for another.
public struct Tenant: Sendable, Hashable, Codable {
  /// The id.
  public let id: TenantID
  /// What people call it.
  public let name: String
  /// When it was created.
  public let createdAt: Timestamp
  /// How much it may hold, and ask.
  public var quota: Quota
  /// How much it holds.
  public let usage: Usage

  /// A tenant.
  public init(id: TenantID, name: String, createdAt: Timestamp, quota: Quota = Quota(), usage: Usage = Usage()) {
    self.id = id
    self.name = name
    self.createdAt = createdAt
    self.quota = quota
    self.usage = usage
  }

  /// How much a tenant may hold, and ask; what is `nil` has no limit but that of the machine.
  public struct Quota: Sendable, Hashable, Codable {
    /// Rows of what grows with use.
    public var rows: Int?
    /// Bytes of what these rows say.
    public var bytes: Int?
    /// Requests to a server, in a minute.
    public var requestsPerMinute: Int?

    /// A quota.
    public init(rows: Int? = nil, bytes: Int? = nil, requestsPerMinute: Int? = nil) {
      self.rows = rows
      self.bytes = bytes
      self.requestsPerMinute = requestsPerMinute
    }
  }

  /// How much a tenant holds of what grows with use: events, versions of memories, chunks of documents.
  public struct Usage: Sendable, Hashable, Codable {
    /// How many there are.
    public var rows: Int
    /// What they say, with their values and metadata, in bytes of UTF-8; the indexes of it take several times that.
    public var bytes: Int

    /// An amount.
    public init(rows: Int = 0, bytes: Int = 0) {
      self.rows = rows
      self.bytes = bytes
    }
  }
}
