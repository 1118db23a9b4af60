public import ScrubjayCore

/// What became of looking at messages, for a log; of a user it says the last characters alone.
public enum ExtractionReport: Sendable, Hashable {
  /// It is done by itself from now on, every so many milliseconds, with so many messages at a time.
  case started(intervalMilliseconds: Int, batchSize: Int)
  /// It is not done by itself.
  case disabled
  /// The run before is not over.
  case alreadyRunning(run: String)
  /// Nothing waits.
  case noWork
  /// A run has begun.
  case began(run: String, users: Int, messages: Int)
  /// A user's messages are processed.
  case userComplete(run: String, userSuffix: String, ExtractionCounts)
  /// A user's messages could not be processed; whether that is tried again.
  case userFailed(run: String, userSuffix: String, reason: String, isLast: Bool)
  /// A run is over.
  case complete(ExtractionRun)
  /// It is not done by itself any more.
  case stopped

  /// How much of a user's name is told.
  static let suffixCharacters = 4

  /// The part of a user's name that is told.
  static func suffix(of user: String) -> String { String(user.suffix(suffixCharacters)) }
}
