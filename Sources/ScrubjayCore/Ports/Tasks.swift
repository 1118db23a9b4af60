/// Reads tasks.
public protocol TaskReader {
  /// Returns the task with the given id.
  func find(_ id: String) throws -> AgentTask?
  /// Tasks, the last stored first.
  func list(_ filter: TaskFilter, after cursor: String?, limit: Int) throws -> Page<AgentTask>
}

/// Which tasks to list; what is `nil` does not matter.
public struct TaskFilter: Sendable, Hashable {
  /// The session.
  public var session: String?
  /// The user of the session that it was stored for.
  public var user: String?
  /// The status.
  public var status: TaskStatus?

  /// A filter.
  public init(session: String? = nil, user: String? = nil, status: TaskStatus? = nil) {
    self.session = session
    self.user = user
    self.status = status
  }
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
