import ScrubjayCore
import ScrubjayEngine

extension View<Job.Progress> {
  static let progress = View(
    "Progress", columns: [],
    [
      Property("done", Shape.integer, "How many of its steps are done.") { .integer($0.done) },
      Property("total", Shape.integer, "How many steps it has.") { .integer($0.total) },
    ])
}

extension View<Job> {
  static let job = View(
    "Job", columns: ["id", "queue", "state", "attempts", "run_at", "failure"],
    [
      Property("id", Shape.text, "The id.") { .string($0.id) },
      Property("queue", Shape.text, "The queue.") { .string($0.queue) },
      Property("payload", Shape.object, "What to do.") { $0.payload.json },
      Property("state", Shape.oneOf(JobState.self), "Where it is in its life.") { .string($0.state.rawValue) },
      Property("priority", Shape.integer, "Larger first.") { .integer($0.priority) },
      Property("attempts", Shape.integer, "How often it was begun.") { .integer($0.attempts) },
      Property("run_at", Shape.time, "When it may be tried next.") { .time($0.runAt) },
      Property("created_at", Shape.time, "When it was enqueued.") { .time($0.createdAt) },
      Property("finished_at", Shape.optionalTime, "When it was completed or given up.") { .time($0.finishedAt) },
      Property("failure", Shape.optionalText, "Why it failed last.") { .text($0.failure) },
      Property("progress", nullable(View<Job.Progress>.progress.schema), "How far it has come, where that is told.") {
        $0.progress.map(View<Job.Progress>.progress.render) ?? .null
      },
      Property("leased_until", Shape.optionalTime, "Until when a worker has it.") { .time($0.lease?.until) },
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
      Property("since", Shape.time, "Since when.") { .time($0.since) },
      Property("actor", Shape.text, "Who wanted it.") { .string($0.actor) },
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
