public import ScrubjayCore

/// Tasks: units of an agent's work, usually within a session.
///
/// Who may read or write a session may do so with its tasks; those of no session are an admin's.
public struct Tasks: Sendable {
  let work: Work

  /// Stores a task.
  ///
  /// - Throws: `task_exists`; `session_not_found`; `missing_grant`; `invalid_field`.
  public func create(_ draft: TaskDraft, as call: Call) async throws -> AgentTask {
    try Check.name(draft.id, "id")
    try Check.text(draft.prompt, "prompt")
    try Check.json(draft.result, "result")
    return try await work.write(call, of: { $0.user }) { [work] tx, now in
      let user = try tx.sessions.requireTaskWritable(draft.session, call.access)
      let isFinished = draft.status.successors.isEmpty
      return try tx.tasks.insert(
        AgentTask(
          id: draft.id ?? work.ids.next(at: now), session: draft.session, user: user, prompt: draft.prompt,
          status: draft.status, result: draft.result, createdAt: now, createdBy: call.actor, updatedAt: now,
          finishedAt: isFinished ? now : nil))
    }
  }

  /// Returns a task.
  ///
  /// - Throws: `task_not_found`; `missing_grant`.
  public func get(_ id: String, as call: Call) async throws -> AgentTask {
    try await work.read(call) { tx in
      let task = try tx.tasks.require(id)
      try tx.sessions.requireTaskReadable(task.session, call.access)
      return task
    }
  }

  /// Returns the tasks of a session, or all, most recently stored first.
  ///
  /// - Throws: `session_not_found`; `scope_required` for no session, unless the caller is an admin; `missing_grant`.
  public func list(
    session: String? = nil, status: TaskStatus? = nil, cursor: String? = nil, limit: Int = 50, as call: Call
  ) async throws -> Page<AgentTask> {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    if session == nil { try call.access.requireScope(user: nil, app: nil) }
    return try await work.read(call) { tx in
      try tx.sessions.requireTaskReadable(session, call.access)
      return try tx.tasks.list(TaskFilter(session: session, status: status), after: cursor, limit: limit)
    }
  }

  /// Changes a task's status or result. The same status again changes nothing of it.
  ///
  /// - Throws: `illegal_transition`; `task_not_found`; `missing_grant`; `invalid_field`.
  public func update(_ id: String, status: TaskStatus? = nil, result: Change<JSONText> = .keep, as call: Call)
    async throws -> AgentTask
  {
    if case .set(let json) = result { try Check.json(json, "result") }
    return try await work.write(call, of: { $0.user }) { tx, now in
      var task = try tx.tasks.require(id)
      try tx.sessions.requireTaskWritable(task.session, call.access)
      if let status { try Self.move(&task, to: status, at: now) }
      task.result = result.applied(to: task.result)
      task.updatedAt = now
      try tx.tasks.update(task)
      return task
    }
  }

  private static func move(_ task: inout AgentTask, to status: TaskStatus, at now: Timestamp) throws {
    guard status != task.status else { return }
    try Check.transition(of: "task", from: task.status, to: status, among: task.status.successors)
    task.status = status
    if status.successors.isEmpty { task.finishedAt = now }
  }
}

/// A task to be stored.
public struct TaskDraft: Sendable, Hashable {
  /// The id; one is made when `nil`.
  public var id: String?
  /// The session, if it belongs to one.
  public var session: String?
  /// What is to be done.
  public var prompt: String
  /// Where it is in its life.
  public var status: TaskStatus
  /// The result, once there is one.
  public var result: JSONText?

  /// A task to be stored.
  public init(
    id: String? = nil, session: String? = nil, prompt: String, status: TaskStatus = .pending, result: JSONText? = nil
  ) {
    self.id = id
    self.session = session
    self.prompt = prompt
    self.status = status
    self.result = result
  }
}

extension TaskReader {
  fileprivate func require(_ id: String) throws -> AgentTask {
    guard let task = try find(id) else { throw ScrubjayError(.taskNotFound, "The task does not exist.") }
    return task
  }
}

extension SessionReader {
  /// Checks that the caller may read tasks of a session, or of none.
  fileprivate func requireTaskReadable(_ session: String?, _ access: Access) throws {
    if let session { _ = try requireReadable(session, access) } else { try access.requireAdmin() }
  }
}

extension SessionWriter {
  /// Checks that the caller may write tasks of a session, or of none; answers the session's user.
  @discardableResult
  fileprivate func requireTaskWritable(_ session: String?, _ access: Access) throws -> String? {
    if let session { return try requireWritable(session, access, revision: nil).user }
    try access.requireAdmin()
    return nil
  }
}
