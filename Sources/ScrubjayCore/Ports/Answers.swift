/// Keeps the answers to requests with an idempotency key, so that a retry gets the first one again.
public protocol AnswerWriter {
  /// The answer given to a principal's request with this key.
  func find(_ key: String, principal: String) throws -> StoredAnswer?
  /// Stores an answer, in the place of an outdated one with the same key.
  func insert(_ answer: StoredAnswer, key: String, principal: String) throws
  /// Removes up to `limit` answers that were given before a time.
  func prune(before time: Timestamp, limit: Int) throws
}

/// The answer given to a request.
public struct StoredAnswer: Sendable, Hashable {
  /// The fingerprint of the request.
  public let fingerprint: String
  /// The answer, as JSON.
  public let answer: JSONText
  /// When it was given.
  public let createdAt: Timestamp

  /// An answer.
  public init(fingerprint: String, answer: JSONText, createdAt: Timestamp) {
    self.fingerprint = fingerprint
    self.answer = answer
    self.createdAt = createdAt
  }
}
