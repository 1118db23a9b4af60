/// Reads jobs.
public protocol JobReader {
  /// Returns the job with the given id.
  func find(_ id: String) throws -> Job?
  /// Returns the job of a queue with a unique key that is not finished.
  func unfinished(of queue: String, uniqueKey: String) throws -> Job?
  /// Returns the jobs of a queue and state, oldest first.
  func list(queue: String?, state: JobState?, after cursor: String?, limit: Int) throws -> Page<Job>
  /// Returns the queues of which nothing is to be begun, by name.
  func paused() throws -> [PausedQueue]
}

/// Enqueues jobs in the transaction of the write that they follow from, and hands them to workers.
public protocol JobWriter: JobReader {
  /// Enqueues a job, unless there is one with its id, or an unfinished one of its queue with its unique key; answers
  /// the one that is there.
  func enqueue(_ job: Job) throws -> Job
  /// Gives a worker jobs whose time has come, and those that another worker did not finish within its lease; each is
  /// running from then on, and counts one more attempt.
  ///
  /// The most pressing come first. Among those that press alike each subject has its turn, from the one after
  /// ``JobClaim/turn`` on, so that nobody waits until someone else has nothing to do any more.
  func claim(_ claim: JobClaim) throws -> [Job]
  /// Makes a worker's leases last longer, where it still has them.
  func extend(_ ids: [String], of worker: String, until time: Timestamp) throws
  /// Stores how far a worker has come with a job, where it still has it.
  func report(_ progress: Job.Progress, of id: String, heldBy worker: String) throws
  /// Stores what became of a job.
  ///
  /// - Parameter worker: Who has the job under a lease; `nil` when nobody should.
  /// - Returns: Whether that was so; otherwise nothing is stored.
  func settle(_ job: Job, heldBy worker: String?) throws -> Bool
  /// Removes a job that a worker has done; answers whether the worker still had it.
  func remove(_ id: String, heldBy worker: String) throws -> Bool
  /// Removes the jobs of a subject, in whatever state; answers how many.
  func erase(subject: String) throws -> Int
  /// Removes up to `limit` jobs that were finished before a time.
  func prune(before time: Timestamp, limit: Int) throws
  /// Has nothing of a queue begun until it is resumed; one that is paused stays as it is.
  func pause(_ queue: PausedQueue) throws
  /// Has a queue's jobs begun again; answers whether it was paused.
  func resume(_ queue: String) throws -> Bool
}

/// A queue of a tenant of which nothing is to be begun; what runs is finished.
public struct PausedQueue: Sendable, Hashable, Codable {
  /// The queue.
  public let queue: String
  /// Since when.
  public let since: Timestamp
  /// Who wanted it.
  public let actor: String

  /// A paused queue.
  public init(queue: String, since: Timestamp, actor: String) {
    self.queue = queue
    self.since = since
    self.actor = actor
  }
}

/// Which jobs a worker asks for.
public struct JobClaim: Sendable, Hashable {
  /// The queue.
  public let queue: String
  /// Only these, due or not yet; `nil` for those that are due.
  public let ids: [String]?
  /// Who asks.
  public let worker: String
  /// What time it is.
  public let now: Timestamp
  /// Until when the jobs are the worker's.
  public let until: Timestamp
  /// How many at most.
  public let limit: Int
  /// The subject whose turn it was last; `nil` for none, and empty for jobs without a subject.
  public let turn: String?

  /// A claim.
  public init(
    queue: String, ids: [String]? = nil, worker: String, now: Timestamp, until: Timestamp, limit: Int,
    turn: String? = nil
  ) {
    self.queue = queue
    self.ids = ids
    self.worker = worker
    self.now = now
    self.until = until
    self.limit = limit
    self.turn = turn
  }
}
