/// A piece of an agent's work, usually within a session; writes may name it, and the audit shows what was done for it.
public struct AgentTask: Sendable, Hashable, Codable {
  /// The order in which the tenant's tasks were stored; 0 until then.
  public var sequence: Int64
  /// The id, unique in the tenant.
  public let id: String
  /// The session; `nil` when it has none, or none any more.
  public let session: String?
  /// The user of the session that it was stored for; it stays when the session is deleted.
  public let user: String?
  /// What is to be done.
  public let prompt: String
  /// Where it is in its life.
  public var status: TaskStatus
  /// The result, once there is one.
  public var result: JSONText?
  /// When it was stored.
  public let createdAt: Timestamp
  /// Who stored it.
  public let createdBy: String
  /// When it was last changed.
  public var updatedAt: Timestamp
  /// When it ended, if it has.
  public var finishedAt: Timestamp?

  /// A task.
  public init(
    sequence: Int64 = 0, id: String, session: String?, user: String? = nil, prompt: String,
    status: TaskStatus = .pending,
    result: JSONText? = nil, createdAt: Timestamp, createdBy: String, updatedAt: Timestamp,
    finishedAt: Timestamp? = nil
  ) {
    self.sequence = sequence
    self.id = id
    self.session = session
    self.user = user
    self.prompt = prompt
    self.status = status
    self.result = result
    self.createdAt = createdAt
    self.createdBy = createdBy
    self.updatedAt = updatedAt
    self.finishedAt = finishedAt
  }
}

/// Where a task is in its life.
public enum TaskStatus: String, Sendable, Codable, CaseIterable {
  /// To be begun.
  case pending
  /// Being done.
  case running
  /// Done.
  case completed
  /// Not done, because something went wrong.
  case failed
  /// Not done, because nobody wants it any more.
  case cancelled

  /// The statuses that may follow this one.
  public var successors: [TaskStatus] {
    switch self {
    case .pending: [.running, .cancelled]
    case .running: [.completed, .failed, .cancelled]
    case .completed, .failed, .cancelled: []
    }
  }
}
