import ScrubjayCore

/// Brings a database's schema up to this program's.
struct Migrator {
  let database: any SQLDatabase

  /// Applies the steps that are missing, all in one transaction.
  ///
  /// - Throws: `database_too_new` for a database that a newer program has written.
  func migrate(at time: Timestamp) async throws {
    let dialect = database.dialect
    try await database.write(tenant: nil) { connection in
      try connection.execute(
        dialect.render(
          """
          CREATE TABLE IF NOT EXISTS schema_migrations (
            number {int64} PRIMARY KEY, name {text} NOT NULL, applied_at {int64} NOT NULL
          ){table}
          """), [])
      let applied = try connection.query("SELECT number FROM schema_migrations", []) { Int($0.integer(0)) }
      let newest = SQLStorage.schemaNumber
      if let theirs = applied.max(), theirs > newest {
        throw ScrubjayError(
          .databaseTooNew,
          "The database has schema \(theirs), this version supports up to \(newest); use the newer version that wrote it."
        )
      }
      for migration in Migration.all where !applied.contains(migration.number) {
        for statement in migration.statements { try connection.execute(dialect.render(statement), []) }
        try connection.execute(
          "INSERT INTO schema_migrations (number, name, applied_at) VALUES ($1, $2, $3)",
          [.integer(migration.number), .text(migration.name), .time(time)])
      }
    }
  }
}
