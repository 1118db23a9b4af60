public import ScrubjayCore
import Foundation

/// Keeps a second server from the same database file, for as long as this value lives.
///
/// Commands may work on the file beside a server; two servers may not. The lock goes with the process, however it ends.
public final class ServerLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock of a database file.
  ///
  /// - Throws: `database_in_use`, naming the process that has it.
  public init(database path: String) throws(ScrubjayError) {
    try DatabaseFile.prepare(path)
    let lockPath = path + "-server"
    descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw ScrubjayError(
        .databaseUnusable, "The lock file beside the database cannot be created; check its permissions.")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let owner = Self.owner(descriptor)
      throw ScrubjayError(
        .databaseInUse,
        "The database is already being served\(owner.isEmpty ? "" : " by process \(owner)"); stop that server, "
          + "use it with --server, or choose another --database.")
    }
    let identity = Array(String(getpid()).utf8)
    ftruncate(descriptor, 0)
    pwrite(descriptor, identity, identity.count, 0)
  }

  /// Returns the id of the process that serves a database file, empty if unknown; `nil` if none does.
  ///
  /// Looking takes the lock for a moment, shared.
  public static func holder(of path: String) -> String? {
    let descriptor = open(path + "-server", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) == 0 ? nil : owner(descriptor)
  }

  private static func owner(_ descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 32)
    let count = read(descriptor, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }

  // Runs when the initializer throws, too: the value was whole by then.
  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
