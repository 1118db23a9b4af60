public import ScrubjayCore

/// Jobs, for those who look after them.
public struct Jobs: Sendable {
  let work: Work
  let duties: any Duties

  /// Jobs of a queue and state, the oldest first.
  ///
  /// - Throws: `missing_grant` unless the caller is an admin.
  public func list(
    queue: String? = nil, state: JobState? = nil, cursor: String? = nil, limit: Int = 50, as call: Call
  ) async throws -> Page<Job> {
    try Check.name(queue, "queue")
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    try call.access.requireAdmin()
    return try await work.read(call) { tx in
      try tx.jobs.list(queue: queue, state: state, after: cursor, limit: limit)
    }
  }

  /// A job.
  ///
  /// - Throws: `job_not_found`; `missing_grant` unless the caller is an admin.
  public func get(_ id: String, as call: Call) async throws -> Job {
    try call.access.requireAdmin()
    return try await work.read(call) { tx in try tx.jobs.require(id) }
  }

  /// Has a job done now that was given up or waits for its next try.
  ///
  /// - Throws: `job_not_retryable` for one that is running or completed; `job_not_found`; `missing_grant`.
  public func retry(_ id: String, as call: Call) async throws -> Job {
    try call.access.requireAdmin()
    let job = try await work.write(call) { tx, now in
      var job = try tx.jobs.require(id)
      guard [.waiting, .discarded].contains(job.state) else {
        throw ScrubjayError(.jobNotRetryable, "The job is \(job.state.rawValue); there is nothing to try again.")
      }
      if let key = job.uniqueKey, job.state == .discarded {
        let unfinished = try [JobState.waiting, .running].flatMap { state in
          try tx.jobs.list(queue: job.queue, state: state, after: nil, limit: Limits.pageSize).elements
        }
        if let twin = unfinished.first(where: { $0.uniqueKey == key }) {
          throw ScrubjayError(.jobNotRetryable, "The job '\(twin.id)' does the same already.")
        }
      }
      (job.state, job.attempts, job.runAt, job.finishedAt) = (.waiting, 0, now, nil)
      guard try tx.jobs.settle(job, heldBy: nil) else {
        throw ScrubjayError(.jobNotRetryable, "A worker has just taken the job.")
      }
      return job
    }
    work.wake.signal()
    return job
  }

  /// How many jobs there are, by queue and state, in all tenants.
  public func backlog() async throws -> [Backlog] { try await duties.backlog() }
}

extension JobReader {
  fileprivate func require(_ id: String) throws -> Job {
    guard let job = try find(id) else { throw ScrubjayError(.jobNotFound, "There is no such job.") }
    return job
  }
}
