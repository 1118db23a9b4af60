import ScrubjayCore

/// When a job that failed is tried again: after a pause that doubles each time, spread so that jobs that failed
/// together do not come back together.
struct RetryPolicy: Sendable {
  /// The pause after the first attempt.
  var firstPause = Duration.seconds(1)
  /// The longest pause.
  var longestPause = Duration.seconds(600)
  /// How often a job is begun before it is given up.
  var attempts = 12

  /// How long to wait after an attempt; `nil` when it was the last.
  ///
  /// - Parameters:
  ///   - attempt: Which attempt failed, from 1.
  ///   - spread: From 0 to 1; the pause is longer by up to a half.
  func pause(after attempt: Int, spread: Double) -> Duration? {
    guard attempt < attempts else { return nil }
    let doubled = firstPause * (1 << min(max(0, attempt - 1), 30))
    return min(doubled, longestPause) * (1 + spread / 2)
  }
}
