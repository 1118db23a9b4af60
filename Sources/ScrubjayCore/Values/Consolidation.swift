/// That memories were changed because of what others say, so that it can be undone.
///
/// It says which memories were changed, and nothing of what they say.
public struct Consolidation: Sendable, Hashable, Codable {
  /// The order in which they were done; 0 until it is stored.
  public var sequence: Int64
  /// The id, unique in the tenant.
  public let id: String
  /// The namespace in or below which it was done.
  public let namespace: Namespace
  /// What was done.
  public let kind: ConsolidationKind
  /// When it was done.
  public let at: Timestamp
  /// Who did it.
  public let actor: String
  /// The memories that were changed; those that were purged since are left out.
  public let changes: [ConsolidationChange]
  /// When it was undone, if it was.
  public let undoneAt: Timestamp?
  /// Who undid it.
  public let undoneBy: String?

  /// A consolidation.
  public init(
    sequence: Int64 = 0, id: String, namespace: Namespace, kind: ConsolidationKind, at: Timestamp,
    actor: String, changes: [ConsolidationChange], undoneAt: Timestamp? = nil, undoneBy: String? = nil
  ) {
    self.sequence = sequence
    self.id = id
    self.namespace = namespace
    self.kind = kind
    self.at = at
    self.actor = actor
    self.changes = changes
    self.undoneAt = undoneAt
    self.undoneBy = undoneBy
  }
}

/// What was done to a memory.
public struct ConsolidationChange: Sendable, Hashable, Codable {
  /// The memory's id.
  public let memory: String
  /// The version that was current before; `nil` for a memory that there was not.
  public let before: Int?
  /// The version that took its place.
  public let after: Int

  /// A change of a memory.
  public init(memory: String, before: Int?, after: Int) {
    self.memory = memory
    self.before = before
    self.after = after
  }
}

/// For what reason memories are changed because of what others say.
public enum ConsolidationKind: String, Sendable, Codable, CaseIterable {
  /// A language model made one memory of those that contradicted or repeated each other.
  case llm
  /// Of memories that contradicted each other the newest holds.
  case lastWrite = "last_write"
  /// Someone decided.
  case review
  /// Something was said that contradicts them.
  case extraction
  /// A conversation was summed up.
  case summary
}

/// How conflicts are resolved.
public enum ConsolidationStrategy: String, Sendable, Codable, CaseIterable {
  /// A language model makes one memory of those that contradict each other.
  case llm
  /// The newest holds, the others' validity ends when its begins.
  case lastWrite = "last_write"
  /// They are put aside for someone to decide.
  case review
}
