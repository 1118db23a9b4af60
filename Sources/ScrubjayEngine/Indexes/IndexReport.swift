/// What is otherwise in the indexes than in what they are made from, in numbers.
public struct IndexReport: Sendable, Hashable {
  /// Messages, memories and chunks of documents that were looked at.
  public internal(set) var items = 0
  /// Those that the index of words does not hold.
  public internal(set) var unindexed = 0
  /// Items that the index of words holds, and that are not there.
  public internal(set) var strayWords = 0
  /// Owners whose statistics or postings are not those of their items.
  public internal(set) var miscountedOwners = 0
  /// Items that mean something, and have neither a vector of the live model nor a job that makes one or was given up.
  public internal(set) var unembedded = 0
  /// Items that have vectors, and are not there.
  public internal(set) var strayVectors = 0
  /// Tenants that hold more or less than was counted.
  public internal(set) var miscountedTenants = 0

  /// Whether there is nothing to mend.
  public var isIntact: Bool {
    [unindexed, strayWords, miscountedOwners, unembedded, strayVectors, miscountedTenants].allSatisfy { $0 == 0 }
  }
}
