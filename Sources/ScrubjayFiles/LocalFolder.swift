import Foundation
public import ScrubjayCore
import Synchronization

/// A folder of this machine as documents: its markdown and text files, without hidden ones, wherever they are in it.
public final class LocalFolder: DocumentFolder {
  /// See ``DocumentFolder/path``.
  public let path: String
  private let limits: Limits
  private let state = Mutex(State())

  /// What of a folder is looked at.
  public struct Limits: Sendable, Hashable {
    /// The largest file, in bytes.
    public var fileBytes: Int
    /// The longest path relative to the folder, in bytes.
    public var pathBytes: Int
    /// How deep folders may be in each other.
    public var depth: Int

    /// Limits.
    public init(fileBytes: Int, pathBytes: Int, depth: Int = 64) {
      self.fileBytes = fileBytes
      self.pathBytes = pathBytes
      self.depth = depth
    }
  }

  /// What a file said when it was read last.
  struct Known: Sendable {
    let signature: FileSignature
    let content: Result<String, FileProblem>
  }

  private struct State {
    /// What was read, by path, so that only what has changed is read again.
    var known: [String: Known] = [:]
    var watcher: FolderWatcher?
  }

  /// A folder, which need not be there yet.
  public init(_ path: String, limits: Limits) {
    let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    let trimmed = absolute.count > 1 && absolute.hasSuffix("/") ? String(absolute.dropLast()) : absolute
    self.path = Self.withoutLinks(absolute) ?? trimmed
    self.limits = limits
  }

  /// See ``DocumentFolder/check()``.
  public func check() async throws { _ = try open() }

  /// See ``DocumentFolder/scan(below:)``.
  public func scan(below part: String) async throws -> FolderListing {
    try await Self.onThread { [self] in try walk(below: part) }.get()
  }

  /// See ``DocumentFolder/read(_:)``.
  public func read(_ path: String) async throws(FileProblem) -> String {
    try await Self.onThread { () throws(FileProblem) in try self.text(of: path) }.get()
  }

  /// See ``DocumentFolder/changes()``.
  public func changes() -> AsyncStream<Void> {
    let (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let watcher = FolderWatcher { continuation.yield() }
    state.withLock { state in
      state.watcher?.end()
      state.watcher = watcher
    }
    continuation.onTermination = { _ in watcher?.end() }
    // What was looked at before was not watched.
    continuation.yield()
    return changes
  }

  /// Runs what waits for the disk on a thread of its own, as the others are few.
  private static func onThread<Value: Sendable, Failure: Error>(
    _ body: @escaping @Sendable () throws(Failure) -> Value
  ) async -> Result<Value, Failure> {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let result = Result { () throws(Failure) in try body() }
        continuation.resume(returning: result)
      }
    }
  }

  private func walk(below part: String) throws(ScrubjayError) -> FolderListing {
    let root = try open()
    let (known, watcher) = state.withLock { ($0.known, $0.watcher) }
    var walk = FolderWalk(root: path, limits: limits, known: known, watch: watcher)
    if part.isEmpty {
      walk.walk(root, at: "")
      // Without its names nothing is known of the folder.
      if walk.listing.unknownFolders.contains("") { throw unusable }
    } else {
      visit(part, from: root, &walk)
    }
    let found = walk.found
    state.withLock { state in
      if part.isEmpty { state.known = found } else { state.known.merge(found) { _, new in new } }
    }
    return walk.listing
  }

  /// Looks at a part of the folder; where it is gone, there is nothing to see.
  private func visit(_ part: String, from root: borrowing Descriptor, _ walk: inout FolderWalk) {
    let names = part.split(separator: "/").map(String.init)
    guard let last = names.last, !names.contains(where: { $0.hasPrefix(".") }) else { return }
    do throws(FileProblem) {
      try Self.within(root, names.dropLast()) { folder in
        walk.visit(last, in: folder, at: names.dropLast().joined(separator: "/"))
      }
    } catch {
      if error != .gone { walk.forget(part) }
    }
  }

  private func text(of path: String) throws(FileProblem) -> String {
    let names = path.split(separator: "/").map(String.init)
    guard let last = names.last, !names.contains("..") else { throw .gone }
    guard let root = Descriptor.folder(self.path) else { throw .unreadable }
    var text = ""
    try Self.within(root, names.dropLast()) { folder throws(FileProblem) in
      let file = try folder.open(last, isFolder: false)
      guard try file.status().kind == S_IFREG else { throw .special }
      text = try FileText(try file.bytes(upTo: limits.fileBytes + 1), limit: limits.fileBytes).text
    }
    return text
  }

  /// Goes from folder to folder by their names, and hands the last one on.
  private static func within(
    _ folder: borrowing Descriptor, _ names: ArraySlice<String>,
    _ body: (borrowing Descriptor) throws(FileProblem) -> Void
  ) throws(FileProblem) {
    guard let first = names.first else { return try body(folder) }
    let inner = try folder.open(first, isFolder: true)
    try within(inner, names.dropFirst(), body)
  }

  private func open() throws(ScrubjayError) -> Descriptor {
    guard let root = Descriptor.folder(path), Self.withoutLinks(path) == path else { throw unusable }
    return root
  }

  private static func withoutLinks(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private var unusable: ScrubjayError {
    ScrubjayError(
      .folderUnusable, "The folder \(path) does not exist or cannot be read; its documents were not changed.")
  }
}
