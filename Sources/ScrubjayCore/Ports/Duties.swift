/// What there is to do, across tenants; it never shows what a job is about.
public protocol Duties: Sendable {
  /// Returns the tenants that have jobs of a queue to be done now, or begun by a worker whose lease is over, and have not paused
  /// it.
  func tenants(withDue queue: String, at time: Timestamp) async throws -> [TenantID]
  /// Returns how many jobs there are, by queue and state.
  func backlog() async throws -> [Backlog]
  /// Lets jobs of a queue be begun, as many as its rate still allows, whichever process begins them.
  ///
  /// - Parameter count: How many are wanted; a negative number gives back what was let in and not begun.
  /// - Returns: How many, up to `count`.
  func admit(_ count: Int, to queue: String, rate: JobRate, at time: Timestamp) async throws -> Int
  /// Returns the tenants that have messages pending extraction.
  func tenantsWithUnprocessedMessages() async throws -> [TenantID]
}

/// How many jobs of a queue may be begun in a time, in all processes and tenants together.
public struct JobRate: Sendable, Hashable {
  /// How many.
  public let count: Int
  /// In how much time, counted from the first of them.
  public let interval: Duration

  /// A rate.
  public init(count: Int, interval: Duration) {
    self.count = count
    self.interval = interval
  }
}

/// How many jobs of a queue are in a state.
public struct Backlog: Sendable, Hashable {
  /// The queue.
  public let queue: String
  /// The state.
  public let state: JobState
  /// How many.
  public let count: Int

  /// A number of jobs.
  public init(queue: String, state: JobState, count: Int) {
    self.queue = queue
    self.state = state
    self.count = count
  }
}
