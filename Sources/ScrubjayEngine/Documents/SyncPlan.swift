public import ScrubjayCore

/// What is to be done so that the documents of a folder are as its files are.
public struct SyncPlan: Sendable, Hashable {
  /// What is to be done, in an order in which it can be.
  public let steps: [Step]
  /// How many files are as their documents are.
  public let unchanged: Int

  /// One thing to do.
  public enum Step: Sendable, Hashable {
    /// Store a file that there is no document of.
    case add(path: String)
    /// Store a file whose content is not its document's.
    case change(path: String)
    /// Store a file as the document that it was under another path.
    case rename(path: String, from: String)
    /// Delete the document of a file that is gone.
    case remove(path: String, id: String)
    /// Say why a file is no document.
    case report(path: String, FileProblem)
  }

  /// A document that came from the folder.
  public struct Stored: Sendable, Hashable {
    let id: String
    let path: String
    let sha256: String?
    let hasFailed: Bool

    /// A document.
    ///
    /// - Parameter hasFailed: Whether its file could not be read, so that it is to be looked at even when it is as it was.
    public init(id: String, path: String, sha256: String?, hasFailed: Bool) {
      self.id = id
      self.path = path
      self.sha256 = sha256
      self.hasFailed = hasFailed
    }
  }

  /// Refuses to take a folder that holds nothing at all for one whose files were all deleted.
  ///
  /// - Throws: `folder_unusable`.
  public static func check(_ listing: FolderListing, _ stored: [Stored]) throws(ScrubjayError) {
    guard listing.isBare, !stored.isEmpty else { return }
    throw ScrubjayError(
      .folderUnusable,
      "The folder is empty, but documents came from it: its disk may not be mounted. Nothing was changed; to delete them, "
        + "put any file into the folder, even a hidden one.")
  }

  /// Compares files with documents.
  ///
  /// What a folder holds that could not be looked into stays as it is.
  ///
  /// - Parameters:
  ///   - listing: The files.
  ///   - stored: The documents that came from the folder.
  ///   - part: The path that was looked at and below, relative to the folder; empty for all of it.
  public init(_ listing: FolderListing, _ stored: [Stored], below part: String = "") {
    let documents = Dictionary(stored.map { ($0.path, $0) }) { first, _ in first }
    let files = listing.files.filter { $0.value != .failure(.gone) }
    let gone = stored.filter { document in
      files[document.path] == nil && document.path.isWithin(part)
        && !listing.unknownFolders.contains { document.path.isWithin($0) }
    }.sorted { $0.path < $1.path }
    // Taken from the end, so that the first of those with the same content comes first.
    var byContent = Dictionary(grouping: gone.reversed().filter { $0.sha256 != nil }) { $0.sha256 }
    var renamed: Set<String> = []
    var steps: [Step] = []
    var unchanged = 0
    for (path, file) in files.sorted(by: { $0.key < $1.key }) {
      switch file {
      case .failure(let problem): steps.append(.report(path: path, problem))
      case .success(let sha256):
        if let document = documents[path] {
          if document.sha256 == sha256, !document.hasFailed {
            unchanged += 1
          } else {
            steps.append(document.sha256 == nil ? .add(path: path) : .change(path: path))
          }
        } else if let document = byContent[sha256]?.popLast() {
          renamed.insert(document.id)
          steps.append(.rename(path: path, from: document.path))
        } else {
          steps.append(.add(path: path))
        }
      }
    }
    steps += listing.unknownFolders.sorted().map { .report(path: $0, .unreadable) }
    self.steps =
      steps + gone.filter { !renamed.contains($0.id) }.map { .remove(path: $0.path, id: $0.id) }
    self.unchanged = unchanged
  }
}

extension String {
  /// Whether a path is a folder, or below it; everything is below the empty path.
  func isWithin(_ folder: String) -> Bool {
    guard !folder.isEmpty else { return true }
    return utf8.starts(with: folder.utf8)
      && (utf8.count == folder.utf8.count || utf8.dropFirst(folder.utf8.count).first == UInt8(ascii: "/"))
  }
}

extension FileProblem {
  /// What is told of it.
  public var message: String {
    switch self {
    case .unreadable: "It cannot be read; check its permissions."
    case .tooLarge: "It is larger than \(Limits.documentBytes) bytes."
    case .binary: "It contains U+0000, so it is not text."
    case .notUTF8: "It is not UTF-8."
    case .leavesFolder: "It is a broken link, or one that leads out of the folder, and is not followed."
    case .special: "It is not a file but a pipe, a socket or a device."
    case .unusableName: "Its path is longer than \(Limits.pathBytes) bytes, not UTF-8, or holds control characters."
    case .gone: "It was deleted before it could be read."
    }
  }
}

/// What a sync did.
public struct SyncSummary: Sendable, Hashable {
  /// Documents that are new.
  public var added = 0
  /// Documents that have new content.
  public var changed = 0
  /// Documents that have a new path.
  public var renamed = 0
  /// Documents that were deleted.
  public var removed = 0
  /// Documents that are as they were.
  public var unchanged = 0
  /// Files that are no documents, or not as they are, by their paths, and why.
  public var failed: [Failed] = []

  /// A file that failed.
  public struct Failed: Sendable, Hashable {
    /// Its path, relative to the folder.
    public let path: String
    /// Why.
    public let reason: String

    /// A file that failed.
    public init(path: String, reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  /// Nothing done yet.
  public init(unchanged: Int = 0) { self.unchanged = unchanged }

  /// Counts a step that was taken.
  public mutating func count(_ step: SyncPlan.Step) {
    switch step {
    case .add: added += 1
    case .change: changed += 1
    case .rename: renamed += 1
    case .remove: removed += 1
    case .report(let path, let problem): failed.append(Failed(path: path, reason: problem.message))
    }
  }

  /// Whether anything is other than it was.
  public var hasChanges: Bool { added + changed + renamed + removed > 0 }
}
