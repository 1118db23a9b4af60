import CScrubjaySQLite
import Foundation
import ScrubjayCore
import ScrubjaySQL

/// A connection to a SQLite file, used by one thread at a time.
final class SQLiteConnection: SQLConnection {
  /// See ``SQLConnection/isReadOnly``.
  private(set) var isReadOnly = false

  private let handle: OpaquePointer
  private var statements: [String: SQLiteStatement] = [:]

  /// How many prepared statements a connection keeps.
  private static let maximumStatements = 256

  /// Opens a file that exists.
  ///
  /// - Throws: `database_unusable`, or what else keeps it from being opened.
  init(path: String, vfs: String?) throws {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &opened, flags, vfs)
    guard let opened else { throw ScrubjayError(.databaseUnusable, "There is not enough memory to open the database.") }
    guard code == SQLITE_OK else {
      let error = SQLiteFailure.error(handle: opened, code: code, sql: nil)
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
  }

  deinit {
    statements.removeAll()
    sqlite3_close_v2(handle)
  }

  /// Whether a transaction is under way; a full disk ends one by itself.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Lets nothing be written from now on.
  func makeReadOnly() throws {
    try run("PRAGMA query_only = ON")
    isReadOnly = true
  }

  /// Runs statements without values that are not worth keeping, such as pragmas.
  func run(_ sql: String) throws {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    if code != SQLITE_OK { throw failure(code, sql) }
  }

  /// Copies the whole database into another, in one transaction there.
  ///
  /// - Parameter progress: Told which share is done; what it throws ends the copy, and undoes it.
  func copy(to other: SQLiteConnection, _ progress: (Double) throws -> Void) throws {
    guard let backup = sqlite3_backup_init(other.handle, "main", handle, "main") else {
      throw other.failure(sqlite3_errcode(other.handle), "BACKUP")
    }
    var code = SQLITE_OK
    var stopped: (any Error)?
    repeat {
      code = sqlite3_backup_step(backup, SQLiteLimits.pagesCopiedAtOnce)
      let total = sqlite3_backup_pagecount(backup)
      let share = total == 0 ? 1 : 1 - Double(sqlite3_backup_remaining(backup)) / Double(total)
      do { try progress(share) } catch { stopped = error }
    } while code == SQLITE_OK && stopped == nil
    let finished = sqlite3_backup_finish(backup)
    if let stopped { throw stopped }
    guard code == SQLITE_DONE, finished == SQLITE_OK else {
      throw other.failure(finished == SQLITE_OK ? code : finished, "BACKUP")
    }
  }

  /// Runs a statement that needs a lock which another process may hold for a while, again and again for some time.
  func executePatiently(_ sql: String) throws {
    for retry in 0...SQLiteLimits.busyRetries {
      do {
        try execute(sql, [])
        return
      } catch let error as ScrubjayError where error.code == .databaseBusy && retry < SQLiteLimits.busyRetries {
        Thread.sleep(forTimeInterval: Double(SQLiteLimits.firstRetryPauseMilliseconds << retry) / 1_000)
      }
    }
  }

  @discardableResult
  func execute(_ sql: String, _ values: [SQLValue]) throws -> Int {
    try withStatement(sql) { statement in
      try run(statement, values, sql)
      return Int(sqlite3_changes64(handle))
    }
  }

  func execute(_ sql: String, rows: [[SQLValue]]) throws {
    guard !rows.isEmpty else { return }
    try withStatement(sql) { statement in
      for values in rows { try run(statement, values, sql) }
    }
  }

  func query<Element>(
    _ sql: String, _ values: [SQLValue], _ map: (any SQLRow) throws -> Element
  ) throws -> [Element] {
    try withStatement(sql) { statement in
      try bind(statement, values, sql)
      defer { statement.reset() }
      let row = SQLiteRow(statement: statement.pointer)
      var elements: [Element] = []
      while true {
        switch sqlite3_step(statement.pointer) {
        case SQLITE_ROW: elements.append(try map(row))
        case SQLITE_DONE: return elements
        case let code: throw failure(code, sql)
        }
      }
    }
  }

  private func run(_ statement: SQLiteStatement, _ values: [SQLValue], _ sql: String) throws {
    try bind(statement, values, sql)
    defer { statement.reset() }
    while true {
      switch sqlite3_step(statement.pointer) {
      case SQLITE_ROW: continue
      case SQLITE_DONE: return
      case let code: throw failure(code, sql)
      }
    }
  }

  private func bind(_ statement: SQLiteStatement, _ values: [SQLValue], _ sql: String) throws {
    let code = statement.bind(values)
    if code != SQLITE_OK { throw failure(code, sql) }
  }

  private func failure(_ code: Int32, _ sql: String) -> any Error {
    SQLiteFailure.error(handle: handle, code: code, sql: sql)
  }

  /// Lends a prepared statement; one that is being read further out is not lent twice.
  private func withStatement<Result>(_ sql: String, _ body: (SQLiteStatement) throws -> Result) throws -> Result {
    let statement: SQLiteStatement
    if let kept = statements.removeValue(forKey: sql) {
      statement = kept
    } else {
      if statements.count >= Self.maximumStatements { statements.removeAll() }
      var pointer: OpaquePointer?
      let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
      guard code == SQLITE_OK, let pointer else { throw failure(code, sql) }
      statement = SQLiteStatement(pointer)
    }
    defer { statements[sql] = statement }
    return try body(statement)
  }
}
