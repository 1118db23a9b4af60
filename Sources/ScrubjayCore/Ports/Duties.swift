/// What there is to do, across tenants; it never shows what a job is about.
public protocol Duties: Sendable {
  /// The tenants that have jobs of a queue to be done now, or begun by a worker whose lease is over.
  func tenants(withDue queue: String, at time: Timestamp) async throws -> [TenantID]
  /// How many jobs there are, by queue and state.
  func backlog() async throws -> [Backlog]
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
