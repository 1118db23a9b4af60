public import ScrubjayCore
import Synchronization

/// A clock that stands still until a test moves it.
public final class ManualClock: Clock {
  private let time: Mutex<Timestamp>

  /// The time a clock shows unless told otherwise: 2026-03-02T12:00:00Z.
  public static let start = Timestamp(seconds: 1_772_452_800)

  /// A clock that shows `time`.
  public init(_ time: Timestamp = ManualClock.start) { self.time = Mutex(time) }

  /// Returns the current time of the clock.
  public func now() -> Timestamp { time.withLock { $0 } }

  /// Moves the clock by a duration, which may be negative.
  public func advance(by duration: Duration) { time.withLock { $0 = $0.advanced(by: duration) } }

  /// Moves the clock to a time.
  public func move(to newTime: Timestamp) { time.withLock { $0 = newTime } }
}
