/// Keeps the answers to requests with an idempotency key, so that a retry gets the first one again.
public protocol AnswerWriter {
  /// Returns the answer given to a principal's request with this key.
  func find(_ key: String, principal: String) throws -> StoredAnswer?
  /// Stores an answer, in the place of an outdated one with the same key.
  ///
  /// - Parameter memories: The versions of memories that the answer shows.
  func insert(_ answer: StoredAnswer, showing memories: [MemoryVersion], key: String, principal: String) throws
  /// Empties the answers that show a version of a memory, or any of its versions; that they were given stays known.
  func erase(showing memory: String, version: Int?) throws
  /// Empties the answers that show what was in a session; that they were given stays known.
  func erase(session: String) throws
  /// Empties the answers that show something of a user's sessions, and forgets whose they were; answers how many.
  func erase(user: String) throws -> Int
  /// Removes up to `limit` answers that were given before a time.
  func prune(before time: Timestamp, limit: Int) throws
}

/// The answer given to a request.
public struct StoredAnswer: Sendable, Hashable {
  /// The fingerprint of the request.
  public let fingerprint: String
  /// The answer, as JSON; `nil` once it was erased.
  public let answer: JSONText?
  /// The user whose session it shows something of, if any.
  public let user: String?
  /// The session whose content the answer shows, if any.
  public let session: String?
  /// When it was given.
  public let createdAt: Timestamp

  /// An answer.
  public init(
    fingerprint: String, answer: JSONText?, user: String? = nil, session: String? = nil, createdAt: Timestamp
  ) {
    self.fingerprint = fingerprint
    self.answer = answer
    self.user = user
    self.session = session
    self.createdAt = createdAt
  }
}

/// The name of a version of a memory.
public struct MemoryVersion: Sendable, Hashable, Codable {
  /// The memory's id.
  public let memory: String
  /// The version.
  public let version: Int

  /// The name of a version.
  public init(_ memory: String, _ version: Int) {
    self.memory = memory
    self.version = version
  }
}
