public import ScrubjayCore

/// The storage of a database engine, through the shared SQL.
public struct SQLStorage: Storage {
  /// The database.
  public let database: any SQLDatabase

  /// The number of this program's schema.
  public static var schemaNumber: Int { Migration.all.map(\.number).max() ?? 0 }

  /// A storage whose schema is this program's.
  private init(database: any SQLDatabase) { self.database = database }

  /// Opens the storage in a database, after migrating its schema.
  ///
  /// - Throws: `database_too_new` for a database that a newer program has written.
  public static func open(_ database: any SQLDatabase, at time: Timestamp) async throws -> SQLStorage {
    try await Migrator(database: database).migrate(at: time)
    return SQLStorage(database: database)
  }

  /// See ``Storage/write(_:_:)``.
  public func write<Result: Sendable>(
    _ call: Call, _ body: @escaping @Sendable (any WriteTransaction) throws -> Result
  ) async throws -> Result {
    try await database.write(tenant: call.tenant) { connection in
      try body(SQLTransaction(connection: connection, tenant: call.tenant, scan: database.vectorScan))
    }
  }

  /// See ``Storage/read(_:_:)``.
  public func read<Result: Sendable>(
    _ call: Call, _ body: @escaping @Sendable (any ReadTransaction) throws -> Result
  ) async throws -> Result {
    try await database.read(tenant: call.tenant) { connection in
      try body(
        SQLReadTransaction(
          rows: SQLTransaction(connection: connection, tenant: call.tenant, scan: database.vectorScan)))
    }
  }

  /// See ``Storage/snapshot(_:_:)``.
  public func snapshot(_ call: Call, _ body: @escaping @Sendable (any ReadTransaction) throws -> Void) async throws {
    try await database.snapshot(tenant: call.tenant) { connection in
      try body(
        SQLReadTransaction(
          rows: SQLTransaction(connection: connection, tenant: call.tenant, scan: database.vectorScan)))
    }
  }

  /// See ``Storage/close()``.
  public func close() async { await database.close() }
}

/// The tables of one tenant, on one connection.
private struct SQLTransaction: WriteTransaction {
  let connection: any SQLConnection
  let tenant: TenantID
  let scan: any VectorScan

  var sessions: any SessionWriter { SQLSessions(connection: connection, tenant: tenant) }
  var users: any UserWriter { SQLUsers(connection: connection, tenant: tenant) }
  var events: any EventWriter { SQLEvents(connection: connection, tenant: tenant) }
  var state: any StateWriter { SQLState(connection: connection, tenant: tenant) }
  var memories: any MemoryWriter { SQLMemories(connection: connection, tenant: tenant) }
  var documents: any DocumentWriter { SQLDocuments(connection: connection, tenant: tenant) }
  var words: any WordWriter { SQLWords(connection: connection, tenant: tenant) }
  var vectors: any VectorWriter { SQLVectors(connection: connection, tenant: tenant, scan: scan) }
  var indexes: any IndexWriter { SQLIndexes(connection: connection, tenant: tenant, scan: scan) }
  var audit: any AuditWriter { SQLAudit(connection: connection, tenant: tenant) }
  var jobs: any JobWriter { SQLJobs(connection: connection, tenant: tenant) }
  var tasks: any TaskWriter { SQLTasks(connection: connection, tenant: tenant) }
  var conflicts: any ConflictWriter { SQLConflicts(connection: connection, tenant: tenant) }
  var consolidations: any ConsolidationWriter { SQLConsolidations(connection: connection, tenant: tenant) }
  var extractions: any ExtractionWriter { SQLExtractions(connection: connection, tenant: tenant) }
  var modelUsage: any ModelUsageWriter { SQLModelUsage(connection: connection, tenant: tenant) }
  var answers: any AnswerWriter { SQLAnswers(connection: connection, tenant: tenant) }

  func usage() throws -> (Tenant.Usage, Tenant.Quota) {
    try SQLUsage(connection: connection, tenant: tenant).current()
  }
}

/// The same tables, to read.
private struct SQLReadTransaction: ReadTransaction {
  let rows: SQLTransaction

  var sessions: any SessionReader { rows.sessions }
  var users: any UserReader { rows.users }
  var events: any EventReader { rows.events }
  var state: any StateReader { rows.state }
  var memories: any MemoryReader { rows.memories }
  var documents: any DocumentReader { rows.documents }
  var words: any WordReader { rows.words }
  var vectors: any VectorReader { rows.vectors }
  var indexes: any IndexReader { rows.indexes }
  var audit: any AuditReader { rows.audit }
  var jobs: any JobReader { rows.jobs }
  var tasks: any TaskReader { rows.tasks }
  var conflicts: any ConflictReader { rows.conflicts }
  var consolidations: any ConsolidationReader { rows.consolidations }
  var extractions: any ExtractionReader { rows.extractions }
  var modelUsage: any ModelUsageReader { rows.modelUsage }

  func usage() throws -> (Tenant.Usage, Tenant.Quota) { try rows.usage() }
}
