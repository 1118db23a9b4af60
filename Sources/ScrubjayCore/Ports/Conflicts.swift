/// Reads the conflicts that were put aside.
public protocol ConflictReader {
  /// Returns the conflict with the given id.
  func find(_ id: String) throws -> Conflict?
  /// Returns the conflicts that were found in or below these namespaces, or anywhere for none, most recently found first.
  func list(
    _ namespaces: [NamespacePrefix], state: ConflictState?, after cursor: String?, limit: Int
  ) throws -> Page<Conflict>
}

/// Writes conflicts.
///
/// A conflict is outdated by the store as soon as one of its memories is no longer in the version it names, and goes
/// with a memory that is purged.
public protocol ConflictWriter: ConflictReader {
  /// Stores a conflict and gives it its sequence; answers `nil` where an open one of the same versions is there.
  func insert(_ conflict: Conflict) throws -> Conflict?
  /// Marks a conflict as decided.
  func resolve(_ id: String, by actor: String, at time: Timestamp) throws
  /// Removes the conflicts that were found in or below a namespace for good.
  func erase(under namespace: NamespacePrefix) throws
}

/// Reads what was consolidated.
public protocol ConsolidationReader {
  /// Returns the consolidation with the given id.
  func find(_ id: String) throws -> Consolidation?
  /// Returns the consolidations in or below these namespaces, or anywhere for none, newest first.
  func list(_ namespaces: [NamespacePrefix], after cursor: String?, limit: Int) throws -> Page<Consolidation>
}

/// Writes what was consolidated.
public protocol ConsolidationWriter: ConsolidationReader {
  /// Stores a consolidation and gives it its sequence.
  func insert(_ consolidation: Consolidation) throws -> Consolidation
  /// Marks a consolidation as undone.
  func markUndone(_ id: String, by actor: String, at time: Timestamp) throws
  /// Removes what is known of consolidations in or below a namespace for good.
  func erase(under namespace: NamespacePrefix) throws
}
