import Foundation
public import ScrubjayCore
public import ScrubjaySQL

/// A SQLite file: one writer with group commit, several readers, write-ahead log, every commit synced.
public struct SQLiteDatabase: SQLDatabase {
  /// Where the file is.
  public let path: String
  private let writer: SQLiteWriter
  private let readers: SQLiteReaders
  private let vfs: String?
  private let vectors: VectorCache

  /// What marks a SQLite file as Scrubjay's: 'Sjay' in its header.
  private static let applicationID: Int64 = 0x536A_6179

  /// Opens a file, and makes it with its folder if it is not there; only its owner may read or write it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - vfs: A SQLite file layer other than the system's own, by its registered name.
  ///   - vectorCacheBytes: How much memory the codes of vectors may take; 256 MiB unless given.
  /// - Throws: `database_unusable`, saying what to check.
  public init(path: String, vfs: String? = nil, vectorCacheBytes: Int? = nil) throws {
    self.path = path
    self.vfs = vfs
    vectors = VectorCache(limit: vectorCacheBytes ?? SQLiteLimits.vectorCacheBytes)
    try DatabaseFile.prepare(path)
    let connection = try Self.connect(path: path, vfs: vfs, cacheKiB: SQLiteLimits.writerCacheKiB)
    try Self.checkOwnership(connection)
    // Of two that open a new file at once SQLite tells one, without waiting, that the other has it locked.
    try connection.executePatiently("PRAGMA journal_mode = WAL")
    try connection.run(
      """
      PRAGMA application_id = \(Self.applicationID);
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA secure_delete = ON;
      PRAGMA wal_autocheckpoint = \(SQLiteLimits.checkpointPages)
      """)
    let cores = ProcessInfo.processInfo.activeProcessorCount
    var connections: [Owned<SQLiteConnection>] = []
    for _ in 0..<max(2, min(SQLiteLimits.readers, cores)) {
      let reader = try Self.connect(path: path, vfs: vfs, cacheKiB: SQLiteLimits.readerCacheKiB)
      try reader.makeReadOnly()
      connections.append(Owned(reader))
    }
    writer = SQLiteWriter(connection: Owned(connection))
    readers = SQLiteReaders(connections: connections)
  }

  /// Refuses a file that some other program keeps its tables in.
  static func checkOwnership(_ connection: SQLiteConnection) throws {
    let owner = try connection.query("PRAGMA application_id", []) { $0.integer(0) }.first ?? 0
    let tables = try connection.query("SELECT COUNT(*) FROM sqlite_schema", []) { $0.integer(0) }.first ?? 0
    guard owner == applicationID || (owner == 0 && tables == 0) else {
      throw ScrubjayError(
        .databaseUnusable, "The file is another program's database; choose another path for Scrubjay's.")
    }
  }

  /// Opens a connection that waits for others.
  static func connect(path: String, vfs: String?, cacheKiB: Int) throws -> SQLiteConnection {
    let connection = try SQLiteConnection(path: path, vfs: vfs)
    try connection.run(
      """
      PRAGMA busy_timeout = \(SQLiteLimits.busyMilliseconds);
      PRAGMA cache_size = -\(cacheKiB);
      PRAGMA temp_store = MEMORY
      """)
    return connection
  }

  /// See ``SQLDatabase/dialect``.
  public var dialect: Dialect {
    Dialect(tokens: [
      "int64": "INTEGER", "text": "TEXT", "bytes": "BLOB", "sequence": "INTEGER PRIMARY KEY AUTOINCREMENT",
      "table": " STRICT",
      "keyed": " STRICT, WITHOUT ROWID", "is_json": "json_valid(column)",
    ])
  }

  /// See ``SQLDatabase/vectorScan``.
  public var vectorScan: any VectorScan { SQLiteVectorScan(cache: vectors) }

  /// How much memory the codes of vectors take now.
  public var loadedVectorBytes: Int { vectors.bytes }

  /// See ``SQLDatabase/write(tenant:_:)``; the tenant is enforced by the statements alone.
  public func write<Result: Sendable>(
    tenant: TenantID?, _ body: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result {
    try await writer.write(body)
  }

  /// See ``SQLDatabase/read(tenant:_:)``; the tenant is enforced by the statements alone.
  public func read<Result: Sendable>(
    tenant: TenantID?, _ body: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result {
    try await readers.read(body)
  }

  /// See ``SQLDatabase/size()``.
  public func size() async throws -> StorageSize {
    StorageSize(
      databaseBytes: DatabaseFile.bytes(path), logBytes: DatabaseFile.bytes(path + "-wal"),
      vectorCacheBytes: Int64(loadedVectorBytes))
  }

  /// See ``SQLDatabase/check()``.
  public func check() async throws -> [String] {
    let findings = try await read(tenant: nil) { connection in
      let damage = try connection.query("PRAGMA integrity_check", []) { $0.text(0) }.filter { $0 != "ok" }
      let orphans = try connection.query("PRAGMA foreign_key_check", []) { row in
        "A row of \(row.text(0)) refers to a row of \(row.text(2)) that is not there."
      }
      return damage.map { "The file is damaged: \($0)" } + orphans
    }
    return findings + DatabaseFile.permissionFindings(path)
  }

  /// See ``SQLDatabase/clearRemains()``: the file is written anew, and the log cut.
  ///
  /// That what is deleted is overwritten is not enough: when SQLite moves rows between pages, it leaves copies behind.
  /// It takes as much of the disk as the database once more, and writes wait for it.
  public func clearRemains() async throws -> Bool {
    try await writer.performAlone { connection in
      try connection.execute("VACUUM", [])
      return try connection.query("PRAGMA wal_checkpoint(TRUNCATE)", []) { $0.integer(0) }.first == 0
    }
  }

  /// See ``SQLDatabase/snapshot(tenant:_:)``. The log cannot be cut while it lasts.
  public func snapshot(
    tenant: TenantID, _ body: @escaping @Sendable (any SQLConnection) throws -> Void
  ) async throws {
    try await withConnection { connection in
      try connection.makeReadOnly()
      try connection.execute("BEGIN", [])
      defer { _ = try? connection.execute("ROLLBACK", []) }
      try body(connection)
    }
  }

  /// Runs something rare with a connection and a thread of its own.
  private func withConnection<Result: Sendable>(
    _ body: @escaping @Sendable (SQLiteConnection) throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { [path, vfs] in
        continuation.resume(
          with: Swift.Result {
            try body(Self.connect(path: path, vfs: vfs, cacheKiB: SQLiteLimits.readerCacheKiB))
          })
      }
    }
  }

  /// See ``SQLDatabase/close()``.
  public func close() async {
    await readers.close()
    await writer.close()
  }
}
