import Synchronization

/// A count that work tells as it goes on.
final class Latest: Sendable {
  private let count = Mutex(0)

  var value: Int { count.withLock { $0 } }

  func set(_ value: Int) { count.withLock { $0 = value } }
}
