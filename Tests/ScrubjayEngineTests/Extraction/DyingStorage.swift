import ScrubjayCore

import Synchronization

/// A storage whose process dies at one of its writes: right before it commits, or right after. From then on nothing is
/// read or written any more.
final class DyingStorage: Storage, KeyDirectory, StorageInspection, Duties {
  private let storage: any Storage & KeyDirectory & StorageInspection & Duties
  private let writesLeft: Mutex<Int>
  private let commitsLast: Bool

  /// What is asked of it after its death.
  struct Dead: Error {}

  /// - Parameters:
  ///   - writes: So many writes are done before the one at which it dies.
  ///   - commitsLast: Whether that one is still committed.
  init(_ storage: any Storage & KeyDirectory & StorageInspection & Duties, after writes: Int, commitsLast: Bool) {
    self.storage = storage
    self.commitsLast = commitsLast
    writesLeft = Mutex(writes)
  }

  /// Whether it has died.
  var isDead: Bool { writesLeft.withLock { $0 < 0 } }

  private func live() throws { if isDead { throw Dead() } }

  func write<Result: Sendable>(
    _ call: Call, _ body: @escaping @Sendable (any WriteTransaction) throws -> Result
  ) async throws -> Result {
    try live()
    let left = writesLeft.withLock { left in
      left -= 1
      return left
    }
    guard left < 0 else { return try await storage.write(call, body) }
    if commitsLast { _ = try await storage.write(call, body) }
    throw Dead()
  }

  func read<Result: Sendable>(
    _ call: Call, _ body: @escaping @Sendable (any ReadTransaction) throws -> Result
  ) async throws -> Result {
    try live()
    return try await storage.read(call, body)
  }

  func snapshot(_ call: Call, _ body: @escaping @Sendable (any ReadTransaction) throws -> Void) async throws {
    try live()
    try await storage.snapshot(call, body)
  }

  func close() async { await storage.close() }

  func tenants(withDue queue: String, at time: Timestamp) async throws -> [TenantID] {
    try live()
    return try await storage.tenants(withDue: queue, at: time)
  }
  func backlog() async throws -> [Backlog] { try await storage.backlog() }
  func admit(_ count: Int, to queue: String, rate: JobRate, at time: Timestamp) async throws -> Int {
    try live()
    return try await storage.admit(count, to: queue, rate: rate, at: time)
  }
  func tenantsWithUnprocessedMessages() async throws -> [TenantID] {
    try live()
    return try await storage.tenantsWithUnprocessedMessages()
  }

  func key(hash: String) async throws -> APIKey? { try await storage.key(hash: hash) }
  func hasKeys() async throws -> Bool { try await storage.hasKeys() }
  func keys(of scope: KeyScope) async throws -> [APIKey] { try await storage.keys(of: scope) }
  func insert(_ key: APIKey, hash: String, replacing: APIKey?) async throws {
    try await storage.insert(key, hash: hash, replacing: replacing)
  }
  func revoke(_ id: String, in scope: KeyScope, at time: Timestamp) async throws -> Bool {
    try await storage.revoke(id, in: scope, at: time)
  }
  func touch(_ lastUsed: [String: Timestamp]) async throws { try await storage.touch(lastUsed) }
  func tenants() async throws -> [Tenant] { try await storage.tenants() }
  func insert(_ tenant: Tenant) async throws { try await storage.insert(tenant) }
  func setQuota(_ quota: Tenant.Quota, of id: TenantID) async throws -> Tenant {
    try await storage.setQuota(quota, of: id)
  }
  func deleteTenant(_ id: TenantID) async throws { try await storage.deleteTenant(id) }

  func size() async throws -> StorageSize { try await storage.size() }
  func check() async throws -> [String] { try await storage.check() }
  func clearRemains() async throws -> Bool { try await storage.clearRemains() }
  func analyserVersion() async throws -> Int? { try await storage.analyserVersion() }
  func setAnalyserVersion(_ version: Int) async throws { try await storage.setAnalyserVersion(version) }
}
