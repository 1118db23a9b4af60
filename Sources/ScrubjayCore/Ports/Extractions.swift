/// Reads what became of users' messages, and the runs that looked at them.
public protocol ExtractionReader {
  /// Returns the outcomes of these messages, by their sequences; of those that are not a user's there is nothing to tell.
  func outcomes(of messages: [Int64]) throws -> [Int64: ExtractionOutcome]
  /// Messages that wait, the first stored first, after one of them.
  ///
  /// - Parameters:
  ///   - others: Users whose messages are left out.
  ///   - queue: The queue of the jobs that look at messages: users who have an unfinished one there, by its unique key, are
  ///     left out.
  func waiting(after sequence: Int64, notOf others: [String], nor queue: String, limit: Int) throws
    -> [UnprocessedMessage]
  /// Returns a user's pending messages, first stored first.
  func waiting(of user: String, limit: Int) throws -> [UnprocessedMessage]
  /// Returns how many messages are pending.
  func waitingCount() throws -> Int
  /// Returns the run with the given id.
  func run(_ id: String) throws -> ExtractionRun?
  /// Returns the extraction runs, newest first.
  func runs(after cursor: String?, limit: Int) throws -> Page<ExtractionRun>
  /// Returns whether any of these texts, by their fingerprints, was given to an agent of a user from memory.
  func injected(_ prints: [String], to user: String) throws -> Set<String>
}

/// Writes what became of users' messages, and the runs that looked at them.
public protocol ExtractionWriter: ExtractionReader {
  /// Notes that a message waits, or what became of it elsewhere.
  func insert(_ outcome: ExtractionOutcome, of message: Event) throws
  /// Notes what became of messages that waited; of others nothing is changed. Answers how many waited.
  func settle(_ messages: [Int64], _ outcome: ExtractionOutcome) throws -> Int
  /// Has a user's messages wait again that failed; answers how many those are.
  func reopen(of user: String) throws -> Int
  /// Has messages wait again that failed.
  func reopen(_ messages: [Int64]) throws
  /// Stores a run.
  func insert(_ run: ExtractionRun) throws -> ExtractionRun
  /// Adds what came of a user's messages to a run.
  ///
  /// - Parameters:
  ///   - isFirstTry: Whether it had not been tried with that user before; the run is finished with the last of these.
  ///   - error: Why it failed, if it did.
  /// - Returns: The run, where that has finished it.
  func add(
    _ counts: ExtractionCounts, to run: String, isFirstTry: Bool, error: String?, at time: Timestamp
  ) throws -> ExtractionRun?
  /// Removes runs but for the newest.
  func prune(keeping count: Int) throws
  /// Notes texts that are given to an agent of a user from memory, by their fingerprints, and forgets those that are
  /// older than a time.
  func inject(_ prints: [String], to user: String, at time: Timestamp, forgetting before: Timestamp) throws
  /// Forgets the texts that were given to agents of a user.
  func erase(of user: String) throws
}

/// A message that was not looked at yet.
public struct UnprocessedMessage: Sendable, Hashable {
  /// Its sequence.
  public let message: Int64
  /// Whose it is.
  public let user: String

  /// A message.
  public init(message: Int64, user: String) {
    self.message = message
    self.user = user
  }
}
