import ScrubjayCore

/// Stops asking a server that does not answer: after some failures one after the other it is left alone for a while, and
/// then asked once before it is trusted again.
struct Breaker: Sendable {
  /// So many failures in a row are enough.
  static let failures = 5
  /// How long the server is left alone at first; twice as long each time, up to the longest.
  static let firstPause = Duration.seconds(30)
  static let longestPause = Duration.seconds(600)

  private var failuresInRow = 0
  private var pauses = 0
  private var openUntil: Timestamp?

  /// Whether it may be asked now; otherwise how long to wait.
  ///
  /// Where a pause is over, one caller may ask, and the others wait until it has heard.
  mutating func admit(at now: Timestamp) -> Duration? {
    if let pause = pause(at: now) { return pause }
    if openUntil != nil { openUntil = now.advanced(by: Self.firstPause) }
    return nil
  }

  /// The server has answered.
  mutating func succeed() { self = Breaker() }

  /// The server has not.
  mutating func fail(at now: Timestamp, retryAfter: Duration?) {
    failuresInRow += 1
    let isOpen = openUntil != nil
    if let retryAfter {
      openUntil = now.advanced(by: min(max(retryAfter, .seconds(1)), Self.longestPause))
    } else if isOpen || failuresInRow >= Self.failures {
      openUntil = now.advanced(by: min(Self.firstPause * (1 << min(pauses, 16)), Self.longestPause))
      pauses += 1
    }
  }

  /// How long the server is left alone yet; `nil` when it is not.
  func pause(at now: Timestamp) -> Duration? {
    openUntil.flatMap { now < $0 ? .microseconds($0.microseconds - now.microseconds) : nil }
  }
}
