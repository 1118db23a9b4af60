import ScrubjayCore
import ScrubjayEngine

extension View<Job.Progress> {
  static let progress = View(
    "Progress", columns: [],
    [
      Property("done", Shape.integer, "The number of steps completed.") { .integer($0.done) },
      Property("total", Shape.integer, "The total number of steps.") { .integer($0.total) },
    ])
}

extension View<Job> {
  static let job = View(
    "Job", columns: ["id", "queue", "state", "attempts", "run_at", "failure"],
    [
      Property("id", Shape.text, "The id.") { .string($0.id) },
      Property("queue", Shape.text, "The queue.") { .string($0.queue) },
      Property("payload", Shape.object, "What to do.") { $0.payload.json },
      Property("state", Shape.oneOf(JobState.self), "The status.") { .string($0.state.rawValue) },
      Property("priority", Shape.integer, "The priority; larger runs first.") { .integer($0.priority) },
      Property("attempts", Shape.integer, "The number of attempts.") { .integer($0.attempts) },
      Property("run_at", Shape.time, "When it may be attempted next.") { .time($0.runAt) },
      Property("created_at", Shape.time, "When it was enqueued.") { .time($0.createdAt) },
      Property("finished_at", Shape.optionalTime, "When it was completed or discarded.") { .time($0.finishedAt) },
      Property("failure", Shape.optionalText, "The reason for the last failure.") { .text($0.failure) },
      Property("progress", nullable(View<Job.Progress>.progress.schema), "The progress, if the job reports it.") {
        $0.progress.map(View<Job.Progress>.progress.render) ?? .null
      },
      Property("leased_until", Shape.optionalTime, "When its lease expires.") { .time($0.lease?.until) },
    ])
}

/// The queues that are paused.
struct PausedQueues: Sendable {
  let queues: [PausedQueue]
}

extension View<PausedQueue> {
  static let pausedQueue = View(
    "PausedQueue", columns: [],
    [
      Property("queue", Shape.text, "The queue.") { .string($0.queue) },
      Property("since", Shape.time, "Since when it has been paused.") { .time($0.since) },
      Property("actor", Shape.text, "The actor.") { .string($0.actor) },
    ])
}

extension View<PausedQueues> {
  static let queues = View(
    "PausedQueues", columns: ["paused"],
    [
      Property("paused", Shape.list(of: View<PausedQueue>.pausedQueue.schema), "The queues that are paused.") {
        .array($0.queues.map(View<PausedQueue>.pausedQueue.render))
      }
    ])
}
