import ScrubjayCore
import ScrubjayEngine

extension View<AgentTask> {
  static let task = View(
    "Task", columns: ["id", "session", "status", "prompt", "updated_at"],
    [
      Property("id", Shape.text, "The id.") { .string($0.id) },
      Property("session", Shape.optionalText, "The session; none if it was deleted.") { .text($0.session) },
      Property("user", Shape.optionalText, "The user of the session for which it was stored.") { .text($0.user) },
      Property("prompt", Shape.text, "What to do.") { .string($0.prompt) },
      Property("status", Shape.oneOf(TaskStatus.self), "The status.") { .string($0.status.rawValue) },
      Property("result", Shape.any, "The result.") { $0.result?.json ?? .null },
      Property("created_at", Shape.time, "When it was stored.") { .time($0.createdAt) },
      Property("created_by", Shape.text, "Who stored it.") { .string($0.createdBy) },
      Property("updated_at", Shape.time, "When it was last changed.") { .time($0.updatedAt) },
      Property("finished_at", Shape.optionalTime, "When it ended.") { .time($0.finishedAt) },
    ])
}
