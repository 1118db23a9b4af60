/// What an operator can ask of a storage as a whole; it never shows content.
public protocol StorageInspection: Sendable {
  /// Returns the size of the storage, in bytes.
  func size() async throws -> StorageSize
  /// Checks that it is whole; each finding is a sentence, none means that all is well.
  func check() async throws -> [String]
  /// Sees to it that what was removed is not left in any file either; answers whether that is so, or will be only once
  /// others have finished what they read.
  func clearRemains() async throws -> Bool
  /// Returns the version of the word index's analyser that the index was made with; `nil` for an empty index.
  func analyserVersion() async throws -> Int?
  /// Notes which analyser the index of words is now made with.
  func setAnalyserVersion(_ version: Int) async throws
}

/// How large a storage is.
public struct StorageSize: Sendable, Hashable {
  /// The database, in bytes.
  public let databaseBytes: Int64
  /// What has been written but not yet moved into the database's main file, in bytes.
  public let logBytes: Int64
  /// What is kept of its vectors in the memory of this process, in bytes.
  public let vectorCacheBytes: Int64

  /// A size.
  public init(databaseBytes: Int64, logBytes: Int64, vectorCacheBytes: Int64) {
    self.databaseBytes = databaseBytes
    self.logBytes = logBytes
    self.vectorCacheBytes = vectorCacheBytes
  }
}
