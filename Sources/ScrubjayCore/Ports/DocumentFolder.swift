/// A folder whose files are documents; nothing outside it is ever read through it.
public protocol DocumentFolder: Sendable {
  /// Its path, without links in it; documents remember it.
  var path: String { get }
  /// Checks that it is there.
  ///
  /// - Throws: `folder_unusable`.
  func check() async throws
  /// Looks at the files at and below a path relative to the folder, or at all of them for an empty one; where that is
  /// gone there are none.
  ///
  /// - Throws: `folder_unusable` when the folder itself cannot be read, so that nothing is known of it.
  func scan(below path: String) async throws -> FolderListing
  /// Reads a file by its path relative to the folder.
  ///
  /// - Throws: ``FileProblem``.
  func read(_ path: String) async throws(FileProblem) -> String
  /// Tells, from then on, that something may have changed since the last scan of all of it; the stream ends when nobody
  /// listens any more.
  func changes() -> AsyncStream<Void>
}

/// What there is in a folder.
public struct FolderListing: Sendable, Hashable {
  /// The files that are documents, or would be if they could be read, by their paths relative to the folder.
  public var files: [String: Result<String, FileProblem>]
  /// Folders that could not be looked into, so that nothing is known of what is in them.
  public var unknownFolders: Set<String>
  /// Whether the folder as a whole holds nothing at all, not even a hidden file: as where a disk is not mounted.
  public var isBare: Bool

  /// A listing.
  ///
  /// - Parameter files: The SHA-256 of each file's content in hexadecimal, or why there is none.
  public init(
    files: [String: Result<String, FileProblem>] = [:], unknownFolders: Set<String> = [], isBare: Bool = false
  ) {
    self.isBare = isBare
    self.files = files
    self.unknownFolders = unknownFolders
  }
}

/// Why a file is no document.
public enum FileProblem: Error, Sendable, Hashable, CaseIterable {
  /// Its permissions, or the disk, keep it from being read.
  case unreadable
  /// It is larger than a document may be.
  case tooLarge
  /// It holds U+0000, and so no text.
  case binary
  /// It holds bytes that are no UTF-8.
  case notUTF8
  /// It is a link to somewhere outside the folder, or to nowhere.
  case leavesFolder
  /// It is a pipe, a socket or a device.
  case special
  /// Its path is too long, or holds control characters.
  case unusableName
  /// It is gone.
  case gone
}
