import ScrubjayCore
import ScrubjayEngine

/// Jobs: what is done in the background.
enum JobOperations {
  private static let id = Field<String>.required("id", .text(Limits.nameBytes), in: .path, "The job's id.")
  private static let byQueue = Fields.filter("queue", .text(Limits.nameBytes), "Jobs of this queue.")
  private static let byState = Fields.filter("state", .oneOf as Kind<JobState>, "Jobs in this state.")
  private static let pageLimit = Fields.limit(50)

  static let all: [Operation] = [
    .page(
      "jobs list", "/v1/jobs", "List jobs, the oldest first",
      "Needs the grant 'admin'. Embeddings that are done leave no job behind.",
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
      "jobs retry", .post, "/v1/jobs/{id}/retry", "Have a job done that was given up or waits for its next try",
      "Needs the grant 'admin'. A job that is running or completed is 409 'job_not_retryable'.", takes: [id.any],
      gives: .job
    ) { context, input in try await context.engine.jobs.retry(input[id], as: context.call) },
  ]
}
