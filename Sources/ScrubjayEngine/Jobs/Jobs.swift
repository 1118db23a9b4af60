public import ScrubjayCore
import Synchronization

/// Jobs, for those who look after them.
public struct Jobs: Sendable {
  let work: Work
  let duties: any Duties
  let handlers: [any JobHandler]

  /// All queues, also those that this process does nothing of.
  private static let queues: Set<String> = [
    EmbeddingHandler.queue, ReembeddingHandler.queue, DocumentSyncHandler.queue, ExtractionHandler.queue,
    SummaryHandler.queue,
  ]

  /// Returns the jobs of a queue and state, oldest first.
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

  /// Returns a job.
  ///
  /// - Throws: `job_not_found`; `missing_grant` unless the caller is an admin.
  public func get(_ id: String, as call: Call) async throws -> Job {
    try call.access.requireAdmin()
    return try await work.read(call) { tx in try tx.jobs.require(id) }
  }

  /// Retries a discarded or waiting job now.
  ///
  /// - Throws: `job_not_retryable` for one that is running or completed; `job_not_found`; `missing_grant`.
  public func retry(_ id: String, as call: Call) async throws -> Job {
    try call.access.requireAdmin()
    let job = try await work.write(call) { [handlers] tx, now in
      var job = try tx.jobs.require(id)
      guard [.waiting, .discarded].contains(job.state) else {
        throw ScrubjayError(.jobNotRetryable, "The job is \(job.state.rawValue); there is nothing to retry.")
      }
      if let key = job.uniqueKey, job.state == .discarded {
        if let twin = try tx.jobs.unfinished(of: job.queue, uniqueKey: key) {
          throw ScrubjayError(.jobNotRetryable, "The job '\(twin.id)' is an active duplicate of it.")
        }
      }
      if job.state == .discarded { try handlers.first { $0.queue == job.queue }?.retried(job, tx) }
      (job.state, job.attempts, job.runAt, job.finishedAt) = (.waiting, 0, now, nil)
      guard try tx.jobs.settle(job, heldBy: nil) else {
        throw ScrubjayError(.jobNotRetryable, "A worker has just taken the job.")
      }
      return job
    }
    work.wake.signal()
    return job
  }

  /// Discards a waiting job.
  ///
  /// - Throws: `job_not_waiting`; `job_not_found`; `missing_grant`.
  public func discard(_ id: String, as call: Call) async throws -> Job {
    try call.access.requireAdmin()
    let followUp = Mutex<FollowUp?>(nil)
    let job = try await work.write(call) { [handlers] tx, now in
      let waiting = try tx.jobs.require(id)
      guard waiting.state == .waiting else {
        throw ScrubjayError(
          .jobNotWaiting, "The job is \(waiting.state.rawValue); only a waiting job can be discarded.")
      }
      var job = waiting
      (job.state, job.finishedAt, job.failure) = (.discarded, now, "It was given up by \(call.actor).")
      guard try tx.jobs.settle(job, heldBy: nil) else {
        throw ScrubjayError(.jobNotWaiting, "A worker has just taken the job.")
      }
      let handler = handlers.first { $0.queue == job.queue }
      let next = try handler?.failed(waiting, job.failure ?? "", isLast: true, tx, at: now)
      followUp.withLock { $0 = next }
      return job
    }
    await followUp.withLock { $0 }?()
    return job
  }

  /// Pauses a queue, and returns the paused queues.
  ///
  /// - Throws: `invalid_field` for a queue that there is not; `missing_grant` unless the caller is an admin.
  public func pause(_ queue: String, as call: Call) async throws -> [PausedQueue] {
    try call.access.requireAdmin()
    guard Self.queues.contains(queue) else {
      throw Check.failure("queue", "names none of the queues: \(Self.queues.sorted().joined(separator: ", "))")
    }
    return try await work.write(call) { tx, now in
      try tx.jobs.pause(PausedQueue(queue: queue, since: now, actor: call.actor))
      return try tx.jobs.paused()
    }
  }

  /// Resumes a paused queue, and returns those still paused.
  ///
  /// - Throws: `missing_grant` unless the caller is an admin.
  public func resume(_ queue: String, as call: Call) async throws -> [PausedQueue] {
    try Check.name(queue, "queue")
    try call.access.requireAdmin()
    let paused = try await work.write(call) { tx, _ in
      _ = try tx.jobs.resume(queue)
      return try tx.jobs.paused()
    }
    work.wake.signal()
    return paused
  }

  /// Returns the paused queues.
  ///
  /// - Throws: `missing_grant` unless the caller is an admin.
  public func paused(as call: Call) async throws -> [PausedQueue] {
    try call.access.requireAdmin()
    return try await work.read(call) { tx in try tx.jobs.paused() }
  }

  /// Returns the number of jobs by queue and state, of all tenants.
  public func backlog() async throws -> [Backlog] { try await duties.backlog() }
}

extension JobReader {
  fileprivate func require(_ id: String) throws -> Job {
    guard let job = try find(id) else { throw ScrubjayError(.jobNotFound, "The job does not exist.") }
    return job
  }
}
