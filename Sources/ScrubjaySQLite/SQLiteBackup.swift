import CScrubjaySQLite
import Foundation
import ScrubjayCore
import ScrubjaySQL

/// Copies of a database: made while others write to it, and put back in its place.
public enum SQLiteBackup {
  /// Copies a snapshot of a database into another file, readable by its owner only.
  ///
  /// Others may go on reading and writing. The file gets its name when the copy is whole, checked, and on the disk.
  ///
  /// - Parameter progress: Told which share is done, from 0 to 1; what it throws ends it, and leaves nothing behind.
  /// - Throws: `file_not_found` when there is no database, or the file cannot be written; `disk_full`;
  ///   `database_unusable` when the database is damaged.
  public static func make(
    of database: String, as file: String, progress: (Double) throws -> Void = { _ in }
  ) throws {
    guard FileManager.default.fileExists(atPath: database) else {
      throw ScrubjayError(.fileNotFound, "There is no database at \(database).")
    }
    let folder = (file as NSString).deletingLastPathComponent
    // Not made, as a database's would be: where a disk should be mounted it would hide that none is.
    guard folder.isEmpty || FileManager.default.fileExists(atPath: folder) else {
      throw ScrubjayError(.fileNotFound, "The folder \(folder) does not exist.")
    }
    let draft = file + ".partial"
    unlink(draft)
    do {
      try DatabaseFile.prepare(draft)
      try copy(database, to: draft, progress)
      try sync(draft)
      guard rename(draft, file) == 0 else { throw failure("cannot be written", file) }
      try sync(folder, isFolder: true)
    } catch {
      for suffix in ["", "-journal", "-wal", "-shm"] { unlink(draft + suffix) }
      throw error
    }
  }

  private static func copy(_ database: String, to draft: String, _ progress: (Double) throws -> Void) throws {
    let source = try SQLiteDatabase.connect(path: database, vfs: nil, cacheKiB: SQLiteLimits.readerCacheKiB)
    try SQLiteDatabase.checkOwnership(source)
    let copy = try SQLiteDatabase.connect(path: draft, vfs: nil, cacheKiB: SQLiteLimits.readerCacheKiB)
    // One transaction over all of it: what is committed meanwhile is not in the copy, and does not begin it anew.
    try source.run("BEGIN")
    _ = try source.query("SELECT COUNT(*) FROM sqlite_schema", []) { $0.integer(0) }
    try source.copy(to: copy, progress)
    try source.run("ROLLBACK")
    // Alone in its file, without a log beside it.
    try copy.run("PRAGMA journal_mode = DELETE")
    try requireWhole(copy)
  }

  /// Replaces the content of a database with a backup, in one transaction; programs that have the database open see
  /// it
  /// from then on.
  ///
  /// - Throws: `file_not_found`; `database_unusable` when the file is damaged or no backup of Scrubjay's;
  ///   `database_too_new`; `database_busy`. The database is then as it was.
  public static func restore(
    _ file: String, to database: String, progress: (Double) throws -> Void = { _ in }
  ) throws {
    let source = try open(file)
    try DatabaseFile.prepare(database)
    let target = try SQLiteDatabase.connect(path: database, vfs: nil, cacheKiB: SQLiteLimits.writerCacheKiB)
    try SQLiteDatabase.checkOwnership(target)
    try source.copy(to: target, progress)
  }

  /// Opens a backup, after seeing that it is one, and whole.
  private static func open(_ file: String) throws -> SQLiteConnection {
    guard FileManager.default.fileExists(atPath: file) else {
      throw ScrubjayError(.fileNotFound, "There is no backup at \(file).")
    }
    let connection = try SQLiteDatabase.connect(path: file, vfs: nil, cacheKiB: SQLiteLimits.readerCacheKiB)
    try SQLiteDatabase.checkOwnership(connection)
    try requireWhole(connection)
    let schema = try connection.query("SELECT MAX(number) FROM schema_migrations", []) { $0.integer(0) }.first ?? 0
    guard schema <= SQLStorage.schemaNumber else {
      throw ScrubjayError(
        .databaseTooNew,
        "The backup has schema \(schema), this version supports up to \(SQLStorage.schemaNumber); use the newer version."
      )
    }
    guard schema > 0 else { throw failure("is no backup of a Scrubjay database", file) }
    return connection
  }

  private static func requireWhole(_ connection: SQLiteConnection) throws {
    let damage = try connection.query("PRAGMA integrity_check", []) { $0.text(0) }.filter { $0 != "ok" }
    guard let first = damage.first else { return }
    throw ScrubjayError(.databaseUnusable, "The copy is damaged: \(first)")
  }

  private static func sync(_ path: String, isFolder: Bool = false) throws {
    let descriptor = Glibc.open(path.isEmpty ? "." : path, (isFolder ? O_DIRECTORY : 0) | O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot be opened", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("cannot be written", path) }
  }

  private static func failure(_ what: String, _ path: String) -> ScrubjayError {
    ScrubjayError(.fileNotFound, "\(path) \(what); check the path and its permissions.")
  }
}
