import ScrubjayCore
import Synchronization

/// What a transaction came to, for after it is committed; it may be run more than once.
final class CommittedCounts: Sendable {
  private let counts = Mutex(ExtractionCounts())

  var value: ExtractionCounts { counts.withLock { $0 } }

  func set(_ counts: ExtractionCounts) { self.counts.withLock { $0 = counts } }
}
