import ScrubjayCore
import ScrubjayEngine

/// Tasks: units of an agent's work.
enum TaskOperations {
  private static let session = Field<String?>.optional(
    "session", .text(Limits.nameBytes), "The session it belongs to; without one, the task needs the grant 'admin'.")
  private static let prompt = Field<String>.required("prompt", .text(Limits.contentBytes), "What to do.")
  private static let status = Field<TaskStatus>.optional(
    "status", .oneOf, default: .pending, shown: .string(TaskStatus.pending.rawValue), "The status.")
  private static let result = Field<JSONText?>.optional("result", .json, "The result, any JSON.")
  private static let newStatus = Field<TaskStatus?>.optional("status", .oneOf, "The new status.")
  private static let newResult = Field<Change<JSONText>>.change(
    "result", .json, "The result, any JSON; null removes it.")
  private static let id = Field<String>.required("id", .text(Limits.nameBytes), in: .path, "The task's id.")
  private static let bySession = Fields.filter("session", .text(Limits.nameBytes), "Tasks of this session.")
  private static let byStatus = Fields.filter("status", .oneOf as Kind<TaskStatus>, "Tasks in this status.")
  private static let pageLimit = Fields.limit(50)

  static let all: [Operation] = [
    .one(
      "tasks create", .post, "/v1/tasks", status: 201, "Store a task",
      """
      Needs write on the session, or the grant 'admin' without one. Other writes refer to it with the header Scrubjay-Task, \
      which the audit records. An id that exists is 409 'task_exists'.
      """,
      takes: [prompt.any, Fields.id.any, session.any, status.any, result.any], gives: .task
    ) { context, input in
      try await context.engine.tasks.create(
        TaskDraft(
          id: input[Fields.id], session: input[session], prompt: input[prompt], status: input[status],
          result: input[result]), as: context.call)
    },
    .page(
      "tasks list", "/v1/tasks", "List tasks, newest first", "Without 'session' it needs the grant 'admin'.",
      takes: [bySession.any, byStatus.any, pageLimit.any, Fields.cursor.any], gives: .task
    ) { context, input in
      try await context.engine.tasks.list(
        session: input[bySession], status: input[byStatus], cursor: input[Fields.cursor], limit: input[pageLimit],
        as: context.call)
    },
    .one("tasks get", .get, "/v1/tasks/{id}", "Show a task", takes: [id.any], gives: .task) { context, input in
      try await context.engine.tasks.get(input[id], as: context.call)
    },
    .one(
      "tasks update", .patch, "/v1/tasks/{id}", "Change a task's status or result",
      """
      Status changes: pending to running or cancelled, running to completed, failed or cancelled; any other is 409 \
      'illegal_transition'.
      """, takes: [id.any, newStatus.any, newResult.any], gives: .task
    ) { context, input in
      try await context.engine.tasks.update(
        input[id], status: input[newStatus], result: input[newResult], as: context.call)
    },
  ]
}
