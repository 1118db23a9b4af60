/// Reads tasks.
public protocol TaskReader {
  /// The task with this id.
  func find(_ id: String) throws -> AgentTask?
  /// Tasks of a session and in a status, the last stored first.
  func list(session: String?, status: TaskStatus?, after cursor: String?, limit: Int) throws -> Page<AgentTask>
}

/// Writes tasks. They outlive their session, and belong to none then.
public protocol TaskWriter: TaskReader {
  /// Stores a new task and gives it its sequence.
  ///
  /// - Throws: `task_exists`.
  func insert(_ task: AgentTask) throws -> AgentTask
  /// Removes the tasks of a user's sessions for good; answers how many.
  func erase(user: String) throws -> Int
  /// Stores a task's status, result and times.
  func update(_ task: AgentTask) throws
}
