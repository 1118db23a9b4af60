/// Reads memories and their versions.
public protocol MemoryReader {
  /// Returns the current version of the entry with the given id, deleted or not.
  func find(_ id: String) throws -> Memory?
  /// Returns the current version of the entry of this namespace and key, deleted or not.
  func find(_ namespace: Namespace, key: String) throws -> Memory?
  /// Returns the version of the entry with the given id that was current at a time; `nil` while it was deleted.
  func find(_ id: String, asOf time: Timestamp) throws -> Memory?
  /// Returns one version of an entry.
  func version(_ version: Int, of id: String) throws -> Memory?
  /// Returns the versions of an entry, oldest first; only those that were stored by a time, if one is given.
  func history(of id: String, asOf time: Timestamp?, after cursor: String?, limit: Int) throws -> Page<Memory>
  /// Returns the current versions, or those that were current at the filter's time, ordered.
  func list(_ filter: MemoryFilter, order: MemoryOrder, after cursor: String?, limit: Int) throws -> Page<Memory>
  /// Returns how many entries of an owner (the first two segments of a namespace) are neither deleted nor expired at a time.
  func count(of owner: String, at time: Timestamp) throws -> Int
  /// Returns the entries of an owner that give way first: the least important, then those changed longest ago; none that are
  /// deleted, expired at a time, procedural or of a chosen key.
  func evictable(of owner: String, at time: Timestamp, limit: Int) throws -> [Memory]
  /// Returns the entries that expired by a time and are not deleted, the first to expire first.
  func expired(by time: Timestamp, limit: Int) throws -> [Memory]
  /// Returns the episodic entries whose key was not chosen and that have not changed since a time, neither deleted nor expired
  /// then; those first that have not changed for longest.
  func episodes(unchangedSince time: Timestamp, after cursor: String?, limit: Int) throws -> Page<Memory>
  /// Returns up to `limit` ids of entries of which any version was made from a session, or copied from another entry.
  func derived(from origin: MemoryOrigin, limit: Int) throws -> [String]
  /// Returns the versions that are not current any more, most recently stored first.
  func past(after cursor: String?, limit: Int) throws -> Page<Memory>
  /// Returns those of the versions with these numbers that the filter lets through, in no order.
  func past(_ items: [PastItem], _ filter: MemoryFilter) throws -> [Memory]
  /// Returns those of the entries with these sequences that the filter lets through, in no order.
  func find(sequences: [Int64], _ filter: MemoryFilter) throws -> [Memory]
}

/// Writes memories and their versions.
public protocol MemoryWriter: MemoryReader {
  /// Stores a new entry in its first version and gives it its sequence.
  ///
  /// - Throws: `memory_exists`.
  func insert(_ memory: Memory) throws -> Memory
  /// Stores the next version of an entry and makes it current; the one before ends when this one begins.
  func append(_ memory: Memory) throws
  /// Marks an entry as deleted; its current version ends.
  func delete(_ id: String, at time: Timestamp) throws
  /// Takes the content, the value, the metadata and the category out of a version for good.
  func redact(_ version: Int, of id: String, at time: Timestamp) throws
  /// Removes an entry with all its versions and sources for good; what was superseded by it no longer says by what.
  func purge(_ id: String) throws
  /// Marks what was made from a session as made from a deleted one.
  func markSourcesDeleted(session: String, at time: Timestamp) throws
}

/// What a memory can be made from.
public enum MemoryOrigin: Sendable, Hashable {
  /// What happened in a session, by its id.
  case session(String)
  /// Another memory, by its id, of which it is a copy.
  case memory(String)
}

/// Which memories to list; what is `nil` or empty does not matter.
public struct MemoryFilter: Sendable, Hashable {
  /// In or below any of these.
  public var namespaces: [NamespacePrefix]
  /// The key.
  public var key: String?
  /// Any of these types.
  public var types: [MemoryType]
  /// The category.
  public var category: String?
  /// First stored by this actor.
  public var createdBy: String?
  /// The current version was stored at or after this time.
  public var updatedSince: Timestamp?
  /// The current version was stored at or before this time.
  public var updatedUntil: Timestamp?
  /// Deleted entries too.
  public var includesDeleted: Bool
  /// Not expired at this time.
  public var unexpiredAt: Timestamp?
  /// Valid at this time.
  public var validAt: Timestamp?
  /// The versions that were current at this time, without what was deleted then; what else the filter names holds of
  /// these.
  public var asOf: Timestamp?

  /// A filter.
  public init(
    namespaces: [NamespacePrefix] = [], key: String? = nil, types: [MemoryType] = [], category: String? = nil,
    createdBy: String? = nil, updatedSince: Timestamp? = nil, updatedUntil: Timestamp? = nil,
    includesDeleted: Bool = false, unexpiredAt: Timestamp? = nil, validAt: Timestamp? = nil,
    asOf: Timestamp? = nil
  ) {
    self.namespaces = namespaces
    self.key = key
    self.types = types
    self.category = category
    self.createdBy = createdBy
    self.updatedSince = updatedSince
    self.updatedUntil = updatedUntil
    self.includesDeleted = includesDeleted
    self.unexpiredAt = unexpiredAt
    self.validAt = validAt
    self.asOf = asOf
  }
}

/// The order of a list of memories.
public enum MemoryOrder: String, Sendable, CaseIterable {
  /// The most important first, then the last changed.
  case importance
  /// The last changed first.
  case updated
}
