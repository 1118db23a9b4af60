import Foundation

/// What a disk holds, and what it would still hold after a power cut.
///
/// A file is durable as of its last sync; the changes since then are kept in order beside it. Creating, shortening and
/// deleting reach the disk in their order, as a journalling file system sees to; writes reach it in any order, sector by
/// sector.
struct SimulatedDisk {
  /// What was done to a file since its last sync.
  private enum Change {
    case create
    case write(offset: Int, bytes: Data)
    case truncate(Int)
    case delete

    /// Whether it is the folder that is changed, and not what the file holds.
    var concernsFolder: Bool {
      switch self {
      case .create, .delete: true
      case .write, .truncate: false
      }
    }
  }

  private struct File {
    /// What is on the disk for certain; `nil` when the file is not.
    var durable: Data?
    var unsynced: [Change] = []
    /// The size that programs see; 0 when the file is not there.
    var size: Int

    /// Whether the folder does not yet say for certain that the file is there.
    var isNew: Bool { unsynced.contains { if case .create = $0 { true } else { false } } }

    /// Makes certain what the first so many unsynced changes did.
    mutating func settle(first count: Int) {
      for change in unsynced.prefix(count) { SimulatedDisk.apply(change, to: &durable) }
      unsynced.removeFirst(count)
    }
  }

  private var files: [String: File] = [:]
  /// How many bytes files may still grow by; `nil` for no limit.
  private(set) var space: Int?
  /// How many changes and syncs are left until the power is cut; `nil` for no plan to cut it.
  private var stepsLeft: Int?
  /// Whether the power is cut: nothing can be changed any more.
  private(set) var isOff = false
  /// How many syncs were asked for and done.
  private(set) var syncs = 0

  /// The smallest piece that a disk writes whole, in bytes.
  static let sectorBytes = 512

  /// Why a change failed.
  enum Failure: Error {
    case noPower
    case noSpace
  }

  // MARK: - Trouble

  mutating func cutPower(afterSteps steps: Int) {
    stepsLeft = steps
    if steps == 0 { isOff = true }
  }

  mutating func limitSpace(to bytes: Int?) { space = bytes }

  /// Counts a step; the one at which the power goes is begun, but never done.
  private mutating func step() throws(Failure) {
    if isOff { throw .noPower }
    guard let left = stepsLeft else { return }
    stepsLeft = left - 1
    if left == 1 {
      isOff = true
      throw .noPower
    }
  }

  // MARK: - What programs do

  /// Takes note of a file that was opened: one that is new, or one that was there with this content.
  mutating func open(_ path: String, content: Data?) throws(Failure) {
    guard let content else {
      try step()
      return files[path, default: File(durable: nil, size: 0)].unsynced.append(.create)
    }
    if files[path] == nil { files[path] = File(durable: content, size: content.count) }
  }

  mutating func write(_ bytes: Data, at offset: Int, of path: String) throws(Failure) {
    guard let size = files[path]?.size else { return }
    let growth = max(0, offset + bytes.count - size)
    if let space {
      guard growth <= space else { throw .noSpace }
      self.space = space - growth
    }
    // A write that the power cut interrupts may still have reached the disk, in part.
    if !isOff {
      files[path]?.unsynced.append(.write(offset: offset, bytes: bytes))
      files[path]?.size += growth
    }
    try step()
  }

  mutating func truncate(_ path: String, to size: Int) throws(Failure) {
    try step()
    guard let old = files[path]?.size else { return }
    files[path]?.unsynced.append(.truncate(size))
    files[path]?.size = size
    free(old - size)
  }

  mutating func delete(_ path: String, durably: Bool) throws(Failure) {
    try step()
    guard let old = files[path]?.size else { return }
    files[path]?.unsynced.append(.delete)
    files[path]?.size = 0
    free(old)
    if durably { settleFolder() }
  }

  mutating func sync(_ path: String) throws(Failure) {
    try step()
    syncs += 1
    guard let (isNew, count) = files[path].map({ ($0.isNew, $0.unsynced.count) }) else { return }
    files[path]?.settle(first: count)
    // SQLite's own file layer syncs the folder with the first sync of a file that it made.
    if isNew { settleFolder() }
  }

  private mutating func free(_ bytes: Int) {
    if let space { self.space = space + max(0, bytes) }
  }

  /// Makes certain which files there are, all of which are in one folder; not what they hold.
  private mutating func settleFolder() {
    for path in files.keys {
      guard let last = files[path]?.unsynced.lastIndex(where: \.concernsFolder) else { continue }
      files[path]?.settle(first: last + 1)
    }
  }

  private static func apply(_ change: Change, to content: inout Data?) {
    switch change {
    case .create: content = content ?? Data()
    case .delete: content = nil
    case .truncate(let size): edit(&content) { $0.count = size }
    case .write(let offset, let bytes):
      edit(&content) { content in
        content.count = max(content.count, offset + bytes.count)
        content.replaceSubrange(offset..<offset + bytes.count, with: bytes)
      }
    }
  }

  /// Edits the content in place, if there is any.
  private static func edit(_ content: inout Data?, _ body: (inout Data) -> Void) {
    guard var bytes = content.take() else { return }
    body(&bytes)
    content = bytes
  }

  // MARK: - What is left

  /// The files as they are found when the power is back: without what was not synced.
  var durable: [String: Data] { files.compactMapValues(\.durable) }

  /// The files as they may be found when the power is back: with some of what was not synced, by chance.
  func survivors(_ random: inout SeededRandom) -> [String: Data] {
    var contents: [String: Data] = [:]
    for (path, file) in files.sorted(by: { $0.key < $1.key }) {
      contents[path] = Self.survivor(file, &random)
    }
    return contents
  }

  private static func survivor(_ file: File, _ random: inout SeededRandom) -> Data? {
    var content = file.durable
    var isStructureLost = false
    // Writes to a file whose creation was lost must not end up in the one that was there before.
    var isFileLost = false
    for change in file.unsynced {
      switch change {
      case .create, .truncate, .delete:
        isStructureLost = isStructureLost || Bool.random(using: &random)
        if !isStructureLost { apply(change, to: &content) } else if case .create = change { isFileLost = true }
      case .write(let offset, let bytes):
        if isFileLost { continue }
        for sector in sectors(offset, bytes) where Bool.random(using: &random) { apply(sector, to: &content) }
      }
    }
    return content
  }

  private static func sectors(_ offset: Int, _ bytes: Data) -> [Change] {
    stride(from: 0, to: bytes.count, by: sectorBytes).map { start in
      .write(offset: offset + start, bytes: bytes.subdata(in: start..<min(start + sectorBytes, bytes.count)))
    }
  }
}
