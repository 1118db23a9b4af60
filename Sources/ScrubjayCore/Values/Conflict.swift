/// Memories that say different things about the same thing, put aside for someone to decide.
///
/// It says which they are, and nothing of what they say.
public struct Conflict: Sendable, Hashable, Codable {
  /// The order in which conflicts were found; 0 until it is stored.
  public var sequence: Int64
  /// The id, unique in the tenant.
  public let id: String
  /// The namespace in or below which it was found.
  public let namespace: Namespace
  /// Why the memories cannot all hold.
  public let reason: ConflictReason
  /// Whether it is still to be decided.
  public let state: ConflictState
  /// The memories in the versions that contradict each other, the newest first.
  public let members: [MemoryVersion]
  /// When it was found.
  public let foundAt: Timestamp
  /// When it was decided.
  public let resolvedAt: Timestamp?
  /// Who decided it.
  public let resolvedBy: String?

  /// A conflict.
  public init(
    sequence: Int64 = 0, id: String, namespace: Namespace, reason: ConflictReason, state: ConflictState = .open,
    members: [MemoryVersion], foundAt: Timestamp, resolvedAt: Timestamp? = nil, resolvedBy: String? = nil
  ) {
    self.sequence = sequence
    self.id = id
    self.namespace = namespace
    self.reason = reason
    self.state = state
    self.members = members
    self.foundAt = foundAt
    self.resolvedAt = resolvedAt
    self.resolvedBy = resolvedBy
  }
}

/// Why memories cannot all hold.
public enum ConflictReason: String, Sendable, Codable, CaseIterable {
  /// One says what another denies.
  case negation
  /// They say opposite things.
  case opposite
  /// They give different numbers.
  case number
  /// They give different dates or times.
  case date
  /// They name different things where there is one only.
  case value
}

/// Whether a conflict is still to be decided.
public enum ConflictState: String, Sendable, Codable, CaseIterable {
  /// It is.
  case open
  /// It was.
  case resolved
  /// One of the memories has changed since, so that there is nothing to decide any more.
  case outdated
}
