public import ScrubjayCore
import Synchronization

/// Counts each text once, for a run in which the same texts come again and again; all of them are kept until it ends.
public final class CountedTexts: TokenCounter {
  private let counter: any TokenCounter
  private let counts = Mutex<[String: Int]>([:])

  /// Remembers what a counter counts.
  public init(_ counter: any TokenCounter) { self.counter = counter }

  /// The name of the counter whose counts are kept.
  public var name: String { counter.name }

  /// Returns how many tokens a text has.
  public func count(_ text: String) -> Int {
    if let known = counts.withLock({ $0[text] }) { return known }
    let count = counter.count(text)
    counts.withLock { $0[text] = count }
    return count
  }
}
