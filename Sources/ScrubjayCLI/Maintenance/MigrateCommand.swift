import ScrubjayCore
import ScrubjayEngine

/// `scrubjay migrate`: brings the database's schema up to date.
enum MigrateCommand {
  static let command = Command(
    "migrate", "Migrate the database schema to this version",
    details: """
      Opening a database does the same; use this to do it at a time of your choice. All steps commit together or \
      not at all. A database written by a newer version is left unchanged, with exit code 5.
      """, examples: ["scrubjay migrate --database sqlite:memory.sqlite"]
  ) { invocation in
    let console = invocation.console
    let database = try DatabaseURL(invocation.settings)
    let (size, isOutdated) = try await Composition.withDatabase(invocation.settings) { engine in
      (try await engine.inspection.size(), try await engine.wordIndex.isOutdated())
    }
    if console.wantsJSON {
      try console.print(
        json: [
          "database": .string(database.path), "schema": "current", "database_bytes": .integer(size.databaseBytes),
          "word_index": isOutdated ? "outdated" : "current",
        ])
    } else {
      let bytes = Decimals.bytes(size.databaseBytes)
      try console.print("The schema of \(Harmless.line(database.path)) is up to date (\(bytes)).")
      if isOutdated { try console.print("The index of words is not: run 'scrubjay reindex'.") }
    }
    return .ok
  }
}
