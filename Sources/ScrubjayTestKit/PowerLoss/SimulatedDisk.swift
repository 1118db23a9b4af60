/// What a disk holds, and what it would still hold after a power cut.
///
/// A file is durable as of its last sync; the changes since then are kept in order beside it. Creating, shortening and
/// deleting reach the disk in their order, as a journalling file system sees to; writes reach it in any order, sector by
/// sector.
struct SimulatedDisk {
  /// What was done to a file since its last sync.
  private enum Change {
    case create
    case write(offset: Int, bytes: [UInt8])
    case truncate(Int)
    case delete
  }

  private struct File {
    /// What is on the disk for certain; `nil` when the file is not.
    var durable: [UInt8]?
    var unsynced: [Change] = []
    /// The size that programs see; 0 when the file is not there.
    var size: Int
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
  mutating func open(_ path: String, content: [UInt8]?) throws(Failure) {
    guard let content else {
      try step()
      return files[path, default: File(durable: nil, size: 0)].unsynced.append(.create)
    }
    if files[path] == nil { files[path] = File(durable: content, size: content.count) }
  }

  mutating func write(_ bytes: [UInt8], at offset: Int, of path: String) throws(Failure) {
    guard var file = files[path] else { return }
    let growth = max(0, offset + bytes.count - file.size)
    if let space {
      guard growth <= space else { throw .noSpace }
      self.space = space - growth
    }
    // A write that the power cut interrupts may still have reached the disk, in part.
    if !isOff {
      file.unsynced.append(.write(offset: offset, bytes: bytes))
      file.size += growth
      files[path] = file
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
    if durably { settle(path) }
  }

  mutating func sync(_ path: String) throws(Failure) {
    try step()
    syncs += 1
    settle(path)
  }

  private mutating func free(_ bytes: Int) {
    if let space { self.space = space + max(0, bytes) }
  }

  private mutating func settle(_ path: String) {
    guard var file = files[path] else { return }
    for change in file.unsynced { Self.apply(change, to: &file.durable) }
    file.unsynced = []
    files[path] = file
  }

  private static func apply(_ change: Change, to content: inout [UInt8]?) {
    switch change {
    case .create: content = content ?? []
    case .delete: content = nil
    case .truncate(let size): edit(&content) { resize(&$0, to: size) }
    case .write(let offset, let bytes):
      edit(&content) { content in
        resize(&content, to: max(content.count, offset + bytes.count))
        content.replaceSubrange(offset..<offset + bytes.count, with: bytes)
      }
    }
  }

  /// Edits the content in place, if there is any.
  private static func edit(_ content: inout [UInt8]?, _ body: (inout [UInt8]) -> Void) {
    guard var bytes = content.take() else { return }
    body(&bytes)
    content = bytes
  }

  private static func resize(_ content: inout [UInt8], to size: Int) {
    content.removeLast(max(0, content.count - size))
    content.append(contentsOf: repeatElement(0, count: max(0, size - content.count)))
  }

  // MARK: - What is left

  /// The files as they are found when the power is back: without what was not synced.
  var durable: [String: [UInt8]] { files.compactMapValues(\.durable) }

  /// The files as they may be found when the power is back: with some of what was not synced, by chance.
  func survivors(_ random: inout SeededRandom) -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for (path, file) in files.sorted(by: { $0.key < $1.key }) {
      contents[path] = Self.survivor(file, &random)
    }
    return contents
  }

  private static func survivor(_ file: File, _ random: inout SeededRandom) -> [UInt8]? {
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

  private static func sectors(_ offset: Int, _ bytes: [UInt8]) -> [Change] {
    stride(from: 0, to: bytes.count, by: sectorBytes).map { start in
      .write(offset: offset + start, bytes: Array(bytes[start..<min(start + sectorBytes, bytes.count)]))
    }
  }
}
