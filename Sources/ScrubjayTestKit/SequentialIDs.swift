public import ScrubjayCore
import Synchronization

/// Ids that count: `id-000001`, `id-000002`, and so on, which sort in the order in which they were made.
public final class SequentialIDs: IDSource {
  private let prefix: String
  private let count = Mutex(0)

  /// Ids with a prefix of their own.
  public init(prefix: String = "id") { self.prefix = prefix }

  /// The next id.
  public func next(at time: Timestamp) -> String {
    let number = count.withLock { count in
      count += 1
      return count
    }
    let digits = String(number)
    return "\(prefix)-\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits)"
  }
}
