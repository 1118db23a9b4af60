import ScrubjayCore
import ScrubjaySQL
import ScrubjaySQLite
import ScrubjayTestKit
import Testing

@Suite struct MigrationTests {
  private static let tables = [
    "answer_memories", "answers", "api_keys", "audit", "audit_seals", "conflict_members", "conflicts",
    "consolidation_changes",
    "consolidations", "document_chunks", "documents", "embedding_models", "events",
    "extraction_outcomes", "extraction_runs", "injections", "jobs", "memories", "memory_sources", "memory_versions",
    "model_usage", "owners", "postings", "queue_pauses", "queue_rates", "schema_migrations", "sessions", "settings",
    "state", "tasks", "tenants",
    "usage", "users",
    "vector_codes", "vector_sets", "vectors", "word_items",
  ]

  @Test func `A new file gets the whole schema, every table strict`() async throws {
    let folder = try TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.file("memory.db"))
    _ = try await SQLStorage.open(database, at: ManualClock.start)
    let found = try await database.read(tenant: nil) { connection in
      try connection.query(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        []
      ) { row in (name: row.text(0), isStrict: row.integer(1) == 1) }
    }
    #expect(found.map(\.name) == Self.tables)
    #expect(found.filter { !$0.isStrict }.map(\.name) == [])
    await database.close()
  }

  @Test func `A file that is opened again keeps what it holds and gets no step twice`() async throws {
    let folder = try TemporaryFolder()
    try await withStorage(in: folder) { storage, _ in
      try await Diary(storage).begin()
      try await Diary(storage).write(1)
    }
    let first = try await Self.steps(folder)
    try await withStorage(in: folder) { storage, _ in
      let found = try await Diary(storage).pages().events
      #expect(found == [1])
    }
    #expect(try await Self.steps(folder) == first)
    #expect(!first.isEmpty)
  }

  @Test func `A file of a newer program is refused and left alone`() async throws {
    let folder = try TemporaryFolder()
    try await withStorage(in: folder) { storage, _ in try await Diary(storage).begin() }
    let database = try SQLiteDatabase(path: folder.file("memory.db"))
    try await database.write(tenant: nil) { connection in
      _ = try connection.execute("INSERT INTO schema_migrations VALUES (99, 'later', 0)", [])
    }
    await database.close()
    let before = try await Self.steps(folder)
    let error = await #expect(throws: ScrubjayError.self) {
      try await withStorage(in: folder) { _, _ in }
    }
    #expect(error?.code == .databaseTooNew)
    #expect(error?.message.contains("schema 99") == true)
    #expect(try await Self.steps(folder) == before)
    // Nothing of the refused storage is left open: the last connection to close takes the log with it.
    #expect(try folder.names() == ["memory.db"])
  }

  @Test(arguments: 0..<8) func `Any number of programs may open a new file at once`(round: Int) async throws {
    let folder = try TemporaryFolder()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<6 { group.addTask { try await withStorage(in: folder) { _, _ in } } }
      try await group.waitForAll()
    }
    #expect(try await Self.steps(folder).count == 1)
  }

  /// The steps that a file has, by when they were taken.
  private static func steps(_ folder: TemporaryFolder) async throws -> [String] {
    let database = try SQLiteDatabase(path: folder.file("memory.db"))
    let steps = try await database.read(tenant: nil) { connection in
      try connection.query("SELECT number, name, applied_at FROM schema_migrations ORDER BY number", []) { row in
        "\(row.integer(0)) \(row.text(1)) \(row.integer(2))"
      }
    }
    await database.close()
    return steps
  }
}
