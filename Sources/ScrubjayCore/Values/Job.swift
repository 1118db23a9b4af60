/// Work to be done after a write, enqueued in the write's transaction.
public struct Job: Sendable, Hashable, Codable {
  /// The id, unique in the tenant.
  public let id: String
  /// The queue.
  public let queue: String
  /// What to do, an object.
  public let payload: JSONText
  /// Of two unfinished jobs of a queue only one may have the same key; `nil` for no such rule.
  public let uniqueKey: String?
  /// Whose it is, by the first two segments of a namespace, such as `user:alice`; it goes when they are erased.
  public let subject: String?
  /// Where it is in its life.
  public var state: JobState
  /// Larger first.
  public let priority: Int
  /// How often it was begun.
  public var attempts: Int
  /// When it may be tried next.
  public var runAt: Timestamp
  /// When it was enqueued.
  public let createdAt: Timestamp
  /// When it was completed or discarded, if it was.
  public var finishedAt: Timestamp?
  /// Why it failed last, if it did.
  public var failure: String?
  /// Who is at work on it, while someone is.
  public var lease: Lease?
  /// How far it has come, where that is told.
  public var progress: Progress?

  /// How far a job has come.
  public struct Progress: Sendable, Hashable, Codable {
    /// How many of its steps are done.
    public let done: Int
    /// How many steps it has.
    public let total: Int

    /// How far a job has come.
    public init(done: Int, total: Int) {
      self.done = done
      self.total = total
    }
  }

  /// Who works on a job, and until when nobody else may.
  public struct Lease: Sendable, Hashable, Codable {
    /// The worker's name, which no other has.
    public let worker: String
    /// When the job is free again, unless the lease is extended.
    public let until: Timestamp

    /// A lease.
    public init(worker: String, until: Timestamp) {
      self.worker = worker
      self.until = until
    }
  }

  /// A job.
  public init(
    id: String, queue: String, payload: JSONText, uniqueKey: String? = nil, subject: String? = nil,
    state: JobState = .waiting, priority: Int = 0, attempts: Int = 0, runAt: Timestamp, createdAt: Timestamp,
    finishedAt: Timestamp? = nil, failure: String? = nil, lease: Lease? = nil, progress: Progress? = nil
  ) {
    self.id = id
    self.queue = queue
    self.payload = payload
    self.uniqueKey = uniqueKey
    self.subject = subject
    self.state = state
    self.priority = priority
    self.attempts = attempts
    self.runAt = runAt
    self.createdAt = createdAt
    self.finishedAt = finishedAt
    self.failure = failure
    self.lease = lease
    self.progress = progress
  }
}

/// Where a job is in its life.
public enum JobState: String, Sendable, Codable, CaseIterable {
  /// To be done at or after its time.
  case waiting
  /// Claimed by a worker, under a lease.
  case running
  /// Done.
  case completed
  /// Given up, with the reason.
  case discarded
}
