public import ScrubjayCore

/// What was removed of a user for good.
public struct ErasureReceipt: Sendable, Hashable, Codable {
  /// When it was done.
  public internal(set) var erasedAt: Timestamp
  /// Sessions.
  public private(set) var sessions: Int
  /// Events, messages among them.
  public private(set) var events: Int
  /// Memories, wherever they were.
  public private(set) var memories: Int
  /// Versions of these memories.
  public private(set) var versions: Int
  /// Documents.
  public private(set) var documents: Int
  /// Values of state.
  public private(set) var state: Int
  /// Tasks.
  public private(set) var tasks: Int
  /// Jobs, waiting or given up.
  public private(set) var jobs: Int
  /// Answers kept for retries.
  public private(set) var answers: Int
  /// Whether nothing is left in the files either; if not, something was still being read, and it goes by itself later.
  public internal(set) var isCleared = false

  init(
    erasedAt: Timestamp = Timestamp(microseconds: 0), sessions: Int = 0, events: Int = 0, memories: Int = 0,
    versions: Int = 0, documents: Int = 0, state: Int = 0, tasks: Int = 0, jobs: Int = 0, answers: Int = 0
  ) {
    self.erasedAt = erasedAt
    self.sessions = sessions
    self.events = events
    self.memories = memories
    self.versions = versions
    self.documents = documents
    self.state = state
    self.tasks = tasks
    self.jobs = jobs
    self.answers = answers
  }

  /// How much was removed, by kind.
  var counts: JSON {
    [
      "sessions": .integer(sessions), "events": .integer(events), "memories": .integer(memories),
      "versions": .integer(versions), "documents": .integer(documents), "state": .integer(state),
      "tasks": .integer(tasks), "jobs": .integer(jobs), "answers": .integer(answers),
    ]
  }

  static func += (total: inout ErasureReceipt, step: ErasureReceipt) {
    total.sessions += step.sessions
    total.events += step.events
    total.memories += step.memories
    total.versions += step.versions
    total.documents += step.documents
    total.state += step.state
    total.tasks += step.tasks
    total.jobs += step.jobs
    total.answers += step.answers
  }

  static func + (one: ErasureReceipt, other: ErasureReceipt) -> ErasureReceipt {
    var total = one
    total += other
    return total
  }
}
