public import ScrubjayCore

/// What was found and done, or would be done, by a consolidation.
public struct ConsolidationReport: Sendable, Hashable, Codable {
  /// By which it can be undone; `nil` when nothing was changed.
  public internal(set) var id: String?
  /// In or below which namespace.
  public let namespace: Namespace
  /// How conflicts are resolved.
  public let strategy: ConsolidationStrategy
  /// Whether nothing was changed, as was asked.
  public let isDryRun: Bool
  /// How many memories were compared.
  public let compared: Int
  /// The conflicts, those of the newest memories first.
  public internal(set) var groups: [ConflictGroup]

  /// How many conflicts were resolved, or would be.
  public var resolved: Int { groups.count { $0.outcome == .resolved } }
  /// How many conflicts were put aside for someone to decide, or would be.
  public var flagged: Int { groups.count - resolved }
}

/// A memory and those that it contradicts.
public struct ConflictGroup: Sendable, Hashable, Codable {
  /// Why they cannot all hold.
  public let reason: ConflictReason
  /// The memories as they were found, the newest first.
  public let memories: [Memory]
  /// What becomes of them.
  public internal(set) var outcome: Outcome
  /// What the first of them says from then on, where a language model made one of them.
  public internal(set) var merged: String?
  /// The conflict that was put aside, if it was.
  public internal(set) var conflict: String?

  /// Whose word all of them together are: of those who are not known, that of an agent.
  var voice: Provenance.Voice { memories.map { $0.provenance?.voice ?? .agent }.max() ?? .agent }

  /// What can become of a conflict.
  public enum Outcome: String, Sendable, Codable, CaseIterable {
    /// The first of the memories holds; the validity of the others ends where that of the first begins.
    case resolved
    /// Someone has to decide.
    case flagged
  }
}

/// What was put back by undoing a consolidation.
public struct UndoReport: Sendable, Hashable, Codable {
  /// The consolidation, as it is now.
  public let consolidation: Consolidation
  /// The memories that say again what they said before, in their new versions.
  public let restored: [MemoryVersion]
  /// The memories that were left as they are.
  public let left: [Left]

  /// A memory that could not be put back.
  public struct Left: Sendable, Hashable, Codable {
    /// The memory's id.
    public let memory: String
    /// Why it was left.
    public let why: Why
  }

  /// Why a memory cannot be put back.
  public enum Why: String, Sendable, Codable, CaseIterable {
    /// It has been changed since.
    case changed
    /// It has been deleted, or has expired.
    case deleted
    /// What it said before was taken out of it for good.
    case redacted
  }
}
