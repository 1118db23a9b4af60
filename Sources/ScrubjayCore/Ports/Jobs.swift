/// Reads jobs.
public protocol JobReader {
  /// The job with this id.
  func find(_ id: String) throws -> Job?
  /// Jobs of a queue and state, the oldest first.
  func list(queue: String?, state: JobState?, limit: Int) throws -> [Job]
}

/// Enqueues jobs, in the transaction of the write that they follow from.
public protocol JobWriter: JobReader {
  /// Enqueues a job, unless an unfinished one of its queue has the same unique key; answers the one that is there.
  func enqueue(_ job: Job) throws -> Job
}
