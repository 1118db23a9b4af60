import CScrubjaySQLite
import Glibc
import ScrubjayCore
import ScrubjaySQL

/// Turns SQLite's codes into errors that say what to do.
enum SQLiteFailure {
  static func error(handle: OpaquePointer, code: Int32, sql: String?) -> any Error {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED:
      return ScrubjayError(
        .databaseBusy,
        "Another process kept the database locked for over \(SQLiteLimits.busyMilliseconds) ms; try again.")
    case SQLITE_FULL: return diskFull
    case SQLITE_IOERR where sqlite3_system_errno(handle) == ENOSPC: return diskFull
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      return ScrubjayError(
        .databaseUnusable, "The file is damaged or not a Scrubjay database; run 'scrubjay doctor' on it.")
    case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY, SQLITE_AUTH:
      return ScrubjayError(
        .databaseUnusable, "The database cannot be opened for writing; check the path and its permissions.")
    default: return SQLError(message: String(cString: sqlite3_errmsg(handle)), sql: sql)
    }
  }

  private static var diskFull: ScrubjayError {
    ScrubjayError(.diskFull, "The disk is full; nothing of the request was stored. Free some space and try again.")
  }
}

/// The limits of the embedded storage.
enum SQLiteLimits {
  /// How long a writer waits for another process's lock, in milliseconds.
  static let busyMilliseconds = 5_000
  /// How often what needs a lock is tried again after that.
  static let busyRetries = 3
  /// The pause before the first of those tries; it doubles each time.
  static let firstRetryPauseMilliseconds = 50
  /// How many writes share one commit at most.
  static let writesPerCommit = 256
  /// How many pages a backup copies before it says how far it is.
  static let pagesCopiedAtOnce: Int32 = 1_000
  /// How many connections read at the same time at most.
  static let readers = 8
  /// The writer's page cache, in KiB.
  static let writerCacheKiB = 32_768
  /// Each reader's page cache, in KiB.
  static let readerCacheKiB = 8_192
  /// How much memory the codes of vectors may take, in bytes: some 650,000 of 384 coordinates.
  static let vectorCacheBytes = 256 << 20
  /// The log's length at which it is moved into the main file, in pages of 4 KiB. A message touches some twenty pages,
  /// most of them again and again: the longer the log, the fewer of them are moved.
  static let checkpointPages = 16_000
}
