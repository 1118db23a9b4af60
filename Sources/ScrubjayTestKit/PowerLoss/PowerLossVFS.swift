import CScrubjaySQLite
public import Foundation
import Synchronization

/// A file layer for SQLite that can lose power and fill up, over the system's own.
///
/// Pass ``name`` where a database is opened. The files are real, so that any number of connections may share them;
/// beside them is kept what would be left of them after a power cut. Nothing is really synced, which makes it fast.
/// The `-shm` file is not looked at: no database needs it after a power cut.
public final class PowerLossVFS: Sendable {
  /// The name under which SQLite knows this file layer.
  public let name: String
  private let disk = Mutex(SimulatedDisk())
  private let registration: Registration

  /// What becomes of writes that were not synced when the power went.
  public enum UnsyncedWrites: Sendable {
    /// All are lost.
    case lost
    /// Some are kept, sector by sector and in any order, as the randomness has it.
    case kept(SeededRandom)
  }

  /// Registers a file layer under a name of its own.
  public init() throws {
    name = "power-loss-\(UUID().uuidString)"
    registration = try Registration(name: name)
    registration.register(Unmanaged.passUnretained(self))
  }

  deinit { registration.unregister() }

  // MARK: - Power

  /// Cuts the power: from now on nothing can be written, synced or deleted.
  public func cutPower() { cutPower(afterSteps: 0) }

  /// Cuts the power in the midst of the last of so many writes, syncs, truncations, creations and deletions.
  public func cutPower(afterSteps steps: Int) { disk.withLock { $0.cutPower(afterSteps: steps) } }

  /// Whether the power is cut.
  public var isPowerCut: Bool { disk.withLock { $0.isOff } }

  /// How many syncs were done.
  public var syncs: Int { disk.withLock { $0.syncs } }

  /// The files, by name, as they are found when the power is back.
  public func durableImage(_ unsynced: UnsyncedWrites = .lost) -> [String: Data] {
    let files = disk.withLock { disk in
      switch unsynced {
      case .lost: return disk.durable
      case .kept(var random): return disk.survivors(&random)
      }
    }
    return Dictionary(uniqueKeysWithValues: files.map { (URL(fileURLWithPath: $0).lastPathComponent, $1) })
  }

  /// Writes the files, as they are found when the power is back, into another folder.
  public func restore(into folder: TemporaryFolder, _ unsynced: UnsyncedWrites = .lost) throws {
    for (name, bytes) in durableImage(unsynced) {
      let path = folder.file(name)
      try bytes.write(to: URL(fileURLWithPath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
  }

  // MARK: - Space

  /// Fills the disk up but for so many bytes, by which files can still grow.
  public func failAfter(bytes: Int) { disk.withLock { $0.limitSpace(to: bytes) } }

  /// Makes room again, without limit.
  public func freeSpace() { disk.withLock { $0.limitSpace(to: nil) } }

  // MARK: - What the callbacks call

  /// Changes the disk and, unless that fails, the real file with it.
  func change(
    _ failure: Int32, _ body: (inout SimulatedDisk) throws(SimulatedDisk.Failure) -> Void, then real: () -> Int32
  ) -> Int32 {
    disk.withLock { disk in
      do throws(SimulatedDisk.Failure) {
        try body(&disk)
        return real()
      } catch {
        return error == .noSpace ? SQLITE_FULL : failure
      }
    }
  }
}
