import ScrubjayCore
import Synchronization

/// When keys were last used, as far as the directory does not know it yet.
final class LastUses: Sendable {
  private let directory: any KeyDirectory
  private let noted = Mutex<[String: Timestamp]>([:])

  /// How exactly the last use of a key is noted.
  private static let grain = Duration.seconds(60)

  init(directory: any KeyDirectory) { self.directory = directory }

  /// Notes that a key was used. The request does not wait for that, and does not fail with it: the disk may be full, or
  /// another process may hold the database.
  func note(_ key: APIKey, at now: Timestamp) {
    let isDue = noted.withLock { noted in
      let last = noted[key.id] ?? key.lastUsedAt
      guard last.map({ $0.advanced(by: Self.grain) <= now }) ?? true else { return false }
      noted[key.id] = now
      return true
    }
    // Unstructured, since it outlives the request that it belongs to; it ends by itself.
    if isDue { Task { [directory] in try? await directory.touch([key.id: now]) } }
  }

  /// The key with its last use.
  func complete(_ key: APIKey) -> APIKey {
    var key = key
    key.lastUsedAt = [key.lastUsedAt, noted.withLock { $0[key.id] }].compactMap { $0 }.max()
    return key
  }
}
