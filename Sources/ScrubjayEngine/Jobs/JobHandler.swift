import ScrubjayCore

/// Does the jobs of one queue. A job may be done twice, by two workers even, so what it does must be the same then.
protocol JobHandler: Sendable {
  /// The queue.
  var queue: String { get }
  /// How many jobs of a tenant are done together, at most.
  var batch: Int { get }
  /// How many batches a process does at the same time, so that a long one does not hold up the others.
  var lanes: Int { get }
  /// How many jobs may be begun in a time, in all processes together; `nil` for as many as there are.
  var rate: JobRate? { get }
  /// When and how often a job is tried again that failed.
  var policy: RetryPolicy { get }
  /// Whether completed jobs stay visible for a while; otherwise what they leave behind says enough.
  var keepsCompleted: Bool { get }
  /// Whether anything of this queue could be done here for a tenant.
  func canWork(in call: Call) async throws -> Bool
  /// Does what takes long, outside any transaction.
  ///
  /// - Throws: ``Postponement`` where nothing is wrong with the jobs; anything else counts as a failed attempt.
  func work(on jobs: [Job], as call: Call) async throws -> JobResult
  /// Notes that an attempt at a job failed, together with what becomes of the job.
  ///
  /// - Parameter isLast: Whether the job is given up; it is tried again otherwise.
  func failed(
    _ job: Job, _ reason: String, isLast: Bool, _ tx: any WriteTransaction, at now: Timestamp
  ) throws -> FollowUp?
  /// Notes that a job that was given up is going to be tried again, together with that.
  func retried(_ job: Job, _ tx: any WriteTransaction) throws
}

/// What is done once a transaction is committed.
typealias FollowUp = @Sendable () async -> Void

extension JobHandler {
  var rate: JobRate? { nil }
  var policy: RetryPolicy { RetryPolicy() }

  /// Most jobs leave nothing behind that would have to know.
  func failed(
    _ job: Job, _ reason: String, isLast: Bool, _ tx: any WriteTransaction, at now: Timestamp
  ) throws -> FollowUp? { nil }
  func retried(_ job: Job, _ tx: any WriteTransaction) throws {}
}

/// Why jobs cannot be done now, though nothing is wrong with them: they wait, and that is no attempt at them.
struct Postponement: Error {
  /// What is not there, for who looks after the jobs.
  let reason: String
  /// How long to wait.
  let pause: Duration
}

/// The outcome of a batch of jobs.
struct JobResult: Sendable {
  /// What to store, which commits together with what becomes of the jobs.
  let effect: @Sendable (any WriteTransaction, Timestamp) throws -> FollowUp?
  /// How long to wait before they are looked at again, when something of them could not be done here; `nil` when they are
  /// done.
  var pause: Duration?

  /// Jobs that are done.
  static func done(_ effect: @escaping @Sendable (any WriteTransaction, Timestamp) throws -> Void) -> JobResult {
    JobResult { tx, now in
      try effect(tx, now)
      return nil
    }
  }

  /// Jobs of which nothing could be done here, which wait for some time.
  static func later(_ pause: Duration) -> JobResult { JobResult(effect: { _, _ in nil }, pause: pause) }
}
