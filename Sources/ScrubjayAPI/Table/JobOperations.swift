import ScrubjayCore
import ScrubjayEngine

/// Jobs: background jobs.
enum JobOperations {
  private static let id = Field<String>.required("id", .text(Limits.nameBytes), in: .path, "The job's id.")
  private static let byQueue = Fields.filter("queue", .text(Limits.nameBytes), "Jobs of this queue.")
  private static let byState = Fields.filter("state", .oneOf as Kind<JobState>, "Jobs in this state.")
  private static let queue = Field<String>.required("queue", .text(Limits.nameBytes), in: .path, "The queue.")
  private static let pageLimit = Fields.limit(50)

  static let all: [Operation] = [
    .page(
      "jobs list", "/v1/jobs", "List jobs, oldest first",
      "Needs the grant 'admin'. Completed embedding jobs are removed.",
      takes: [byQueue.any, byState.any, pageLimit.any, Fields.cursor.any], gives: .job
    ) { context, input in
      try await context.engine.jobs.list(
        queue: input[byQueue], state: input[byState], cursor: input[Fields.cursor], limit: input[pageLimit],
        as: context.call)
    },
    .one("jobs get", .get, "/v1/jobs/{id}", "Show a job", "Needs the grant 'admin'.", takes: [id.any], gives: .job) {
      context, input in try await context.engine.jobs.get(input[id], as: context.call)
    },
    .one(
      "jobs retry", .post, "/v1/jobs/{id}/retry", "Retry a discarded or waiting job now",
      "Needs the grant 'admin'. A job that is running or completed is 409 'job_not_retryable'.", takes: [id.any],
      gives: .job
    ) { context, input in try await context.engine.jobs.retry(input[id], as: context.call) },
    .one(
      "jobs discard", .post, "/v1/jobs/{id}/discard", "Discard a waiting job",
      "Needs the grant 'admin'. It stays listed, and can be retried. A job that is not waiting is 409 'job_not_waiting'.",
      takes: [id.any], gives: .job
    ) { context, input in try await context.engine.jobs.discard(input[id], as: context.call) },
    .one(
      "jobs pause", .post, "/v1/queues/{queue}/pause", "Pause a queue",
      "Needs the grant 'admin'. Running jobs are completed; no other jobs are started until the queue is resumed.",
      takes: [queue.any], gives: .queues
    ) { context, input in PausedQueues(queues: try await context.engine.jobs.pause(input[queue], as: context.call)) },
    .one(
      "jobs resume", .post, "/v1/queues/{queue}/resume", "Resume a paused queue",
      "Needs the grant 'admin'.", takes: [queue.any], gives: .queues
    ) { context, input in PausedQueues(queues: try await context.engine.jobs.resume(input[queue], as: context.call)) },
    .one(
      "jobs paused", .get, "/v1/queues", "List paused queues", "Needs the grant 'admin'.", takes: [],
      gives: .queues
    ) { context, _ in PausedQueues(queues: try await context.engine.jobs.paused(as: context.call)) },
  ]
}
