import ScrubjayConformance
import ScrubjayCore
import ScrubjaySQL
import ScrubjaySQLite
import ScrubjayTestKit
import Synchronization
import Testing

/// Every statement that runs in production finds its rows by an index.
@Suite struct QueryPlanTests {
  /// The tables that may be read from end to end, and why.
  private static let readWhole = [
    "schema_migrations": "at opening; a row for each step",
    "tenants": "an operator's list of all of them",
    "jobs": "the backlog, counted for an operator",
    "api_keys": "an operator's list of all of them, and whether there is one, which ends at the first",
  ]

  @Test func `No statement reads a table from end to end, but for those with a reason`() async throws {
    var scanned: Set<String> = []
    for plan in try await Self.plansOfAllStatements() {
      for step in plan.steps {
        guard let table = step.wholeMatch(of: /SCAN (\w+).*/)?.output.1, step != "SCAN CONSTANT ROW" else { continue }
        #expect(Self.readWhole[String(table)] != nil, "\(plan)")
        scanned.insert(String(table))
      }
    }
    #expect(scanned == Set(Self.readWhole.keys), "A reason without a statement is out of date.")
  }

  /// The tenant may be the only one there is.
  @Test func `No statement that names a user, a session, an entry or the like looks through the rest of the tenant`()
    async throws
  {
    for plan in try await Self.plansOfAllStatements() where plan.looksThroughTenant {
      #expect(!plan.isNarrow || plan.statement.contains("FROM api_keys"), "\(plan)")
    }
  }

  @Test func `What is listed of a whole tenant comes in the order of an index, up to the limit`() async throws {
    for plan in try await Self.plansOfAllStatements() where plan.looksThroughTenant {
      // Jobs in every queue are an operator's question; those that are done do not stay.
      let isSorted = plan.steps.contains { $0.contains("TEMP B-TREE") }
      #expect(!isSorted || plan.statement.contains("FROM jobs"), "\(plan)")
    }
  }

  /// How SQLite runs each statement that a storage runs to obey the rules.
  private static func plansOfAllStatements() async throws -> [Plan] {
    try await withAllStatements { statements, database in
      var plans: [Plan] = []
      for statement in statements {
        plans.append(Plan(statement: statement, steps: try await database.plan(of: statement)))
      }
      return plans
    }
  }

  /// Lends the statements that a storage runs to obey the rules, and the database that took note of them.
  private static func withAllStatements<Result>(
    _ body: ([String], RecordingDatabase) async throws -> Result
  ) async throws -> Result {
    let folder = try TemporaryFolder()
    let database = RecordingDatabase(try SQLiteDatabase(path: folder.file("memory.db")))
    let storage = try await SQLStorage.open(database, at: ManualClock.start)
    for rule in StorageRule.all { try await rule.check(storage) }
    let statements = database.statements.filter { !$0.hasPrefix("CREATE ") && !$0.hasPrefix("PRAGMA ") }
    #expect(statements.count > 100, "The rules run \(statements.count) statements.")
    let result = try await body(statements.sorted(), database)
    await storage.close()
    return result
  }

  /// The statements are written once for every engine; the engine that they do not run on yet can still read them.
  @Test func `PostgreSQL takes the schema, and understands every statement`() async throws {
    let schema = UnrunDatabase()
    _ = try await SQLStorage.open(schema, at: ManualClock.start)
    let created = schema.statements.filter { $0.hasPrefix("CREATE ") }
    #expect(created.count > 50)
    let server = try await PostgresServer()
    let failures = try await Self.withAllStatements { statements, _ in
      try await server.failures(
        created + statements.enumerated().map { "PREPARE statement\($0) AS \($1)" })
    }
    for failure in failures { Issue.record("\(failure.message), in: \(failure.statement)") }
    await server.stop()
  }

  /// A statement, and the steps by which SQLite runs it.
  private struct Plan: CustomStringConvertible {
    let statement: String
    let steps: [String]

    var looksThroughTenant: Bool { steps.contains { $0.contains("(tenant=?)") } }

    /// Whether it asks for what belongs to one of something, or for rows by their numbers.
    var isNarrow: Bool {
      statement.contains(/(user_id|session|actor|memory|task|principal|id|first|owner|queue|namespace) = \$/)
        || statement.contains(/(sequence|term) IN \(/) || statement.contains("created_at < ")
    }

    var description: String { "\(steps), in: \(statement)" }
  }

  @Test func `The current version of a memory is found by two lookups of a key`() async throws {
    let folder = try TemporaryFolder()
    let database = RecordingDatabase(try SQLiteDatabase(path: folder.file("memory.db")))
    let storage = try await SQLStorage.open(database, at: ManualClock.start)
    database.forget()
    _ = try await storage.read(Call(access: .local)) { tx in
      (try tx.memories.find("id"), try tx.memories.find(Namespace(.user, "alice"), key: "key"))
    }
    var plans: Set<[String]> = []
    for statement in database.statements { plans.insert(try await database.plan(of: statement)) }
    #expect(
      plans == [
        [
          "SEARCH m USING INDEX sqlite_autoindex_memories_1 (tenant=? AND id=?)",
          "SEARCH v USING PRIMARY KEY (memory=? AND version=?)",
        ],
        [
          "SEARCH m USING INDEX sqlite_autoindex_memories_2 (tenant=? AND namespace=? AND entry_key=?)",
          "SEARCH v USING PRIMARY KEY (memory=? AND version=?)",
        ],
      ])
    await storage.close()
  }

  /// The plan does not say how references are checked; the program that SQLite makes of the statement does.
  @Test func `A model goes without a look through the vectors of others`() async throws {
    let folder = try TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.file("memory.db"))
    let storage = try await SQLStorage.open(database, at: ManualClock.start)
    let steps = try await database.read(tenant: nil) { connection in
      try connection.query(
        "EXPLAIN DELETE FROM embedding_models WHERE tenant = $1 AND number = $2", [.null, .null]
      ) { $0.text(1) }
    }
    #expect(steps.contains { $0.hasPrefix("Seek") })
    #expect(!steps.contains { ["Rewind", "Last"].contains($0) })
    await storage.close()
  }

  /// The lists that a program asks for again and again come out of their index in order.
  @Test func `The window, a session's events and the audit are not sorted`() async throws {
    let folder = try TemporaryFolder()
    let database = RecordingDatabase(try SQLiteDatabase(path: folder.file("memory.db")))
    let storage = try await SQLStorage.open(database, at: ManualClock.start)
    database.forget()
    try await storage.read(Call(access: .local)) { tx in
      _ = try tx.events.window(app: "a", user: "u", last: 20)
      _ = try tx.events.list(EventFilter(session: "s", after: 3), newest: false, cursor: "5", limit: 50)
      _ = try tx.events.list(
        EventFilter(session: "s", since: Timestamp(seconds: 9)), newest: true, cursor: "5", limit: 5)
      _ = try tx.events.messages(MessageFilter(session: "s"), before: nil, limit: 50)
      _ = try tx.events.messages(MessageFilter(user: "u"), before: "5.5", limit: 50)
      _ = try tx.sessions.list(SessionFilter(user: "u", app: "a"), after: nil, limit: 50)
      for filter in [
        SessionFilter(status: .active), SessionFilter(user: "u", status: .active), SessionFilter(app: "a"),
      ] {
        _ = try tx.sessions.list(filter, order: .oldest, after: "5.5", limit: 50)
      }
      _ = try tx.memories.history(of: "m", asOf: nil, after: nil, limit: 50)
      _ = try tx.audit.list(AuditFilter(), before: nil, limit: 50)
      _ = try tx.jobs.list(queue: "q", state: .waiting, after: nil, limit: 50)
    }
    #expect(database.statements.count == 12)
    for statement in database.statements {
      let plan = try await database.plan(of: statement)
      #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan), in: \(statement)")
    }
    await storage.close()
  }
}

/// A database that is PostgreSQL's in what it writes differently, and only takes note of what it is to run.
private final class UnrunDatabase: SQLDatabase, SQLConnection, Sendable {
  private let noted = Mutex<[String]>([])
  var statements: [String] { noted.withLock { $0 } }

  let isReadOnly = false
  let vectorScan: any VectorScan = Nothing()
  var dialect: Dialect {
    Dialect(tokens: [
      "int64": "BIGINT", "text": "TEXT COLLATE \"C\"", "bytes": "BYTEA",
      "sequence": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "table": "", "keyed": "",
      "is_json": "column IS JSON",
    ])
  }

  func write<Result: Sendable>(
    tenant: TenantID?, _ body: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result { try body(self) }

  func read<Result: Sendable>(
    tenant: TenantID?, _ body: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result { try body(self) }

  func execute(_ sql: String, _ values: [SQLValue]) -> Int {
    noted.withLock { $0.append(sql) }
    return 1
  }

  func execute(_ sql: String, rows: [[SQLValue]]) { _ = execute(sql, []) }

  func query<Element>(_ sql: String, _ values: [SQLValue], _ map: (any SQLRow) throws -> Element) -> [Element] { [] }

  private struct Nothing: VectorScan {
    func nearest(_ query: VectorQuery, of tenant: TenantID, limit: Int, _ connection: any SQLConnection) -> [Int64] {
      []
    }

    func nearness(
      _ query: VectorQuery, of items: [Int64], _ tenant: TenantID, _ connection: any SQLConnection
    ) -> [VectorMatch]? { nil }
  }

  func size() -> StorageSize { StorageSize(databaseBytes: 0, logBytes: 0, vectorCacheBytes: 0) }
  func check() -> [String] { [] }
  func clearRemains() -> Bool { true }
  func snapshot(tenant: TenantID, _ body: @escaping @Sendable (any SQLConnection) throws -> Void) {}
  func close() {}
}

/// A database that takes note of the statements it runs.
private struct RecordingDatabase: SQLDatabase {
  private let database: SQLiteDatabase
  private let record = Record()

  init(_ database: SQLiteDatabase) { self.database = database }

  var statements: Set<String> { record.statements.withLock { $0 } }

  func forget() { record.statements.withLock { $0 = [] } }

  /// The steps by which SQLite would run a statement.
  func plan(of statement: String) async throws -> [String] {
    let numbers = statement.matches(of: /\$(\d+)/).compactMap { Int($0.output.1) }
    let values = [SQLValue](repeating: .null, count: numbers.max() ?? 0)
    return try await database.read(tenant: nil) { connection in
      try connection.query("EXPLAIN QUERY PLAN \(statement)", values) { $0.text(3) }
    }
  }

  var dialect: Dialect { database.dialect }
  var vectorScan: any VectorScan { database.vectorScan }

  func write<Result: Sendable>(
    tenant: TenantID?, _ body: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result {
    try await database.write(tenant: tenant) { [record] in try body(Connection(connection: $0, record: record)) }
  }

  func read<Result: Sendable>(
    tenant: TenantID?, _ body: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result {
    try await database.read(tenant: tenant) { [record] in try body(Connection(connection: $0, record: record)) }
  }

  func size() async throws -> StorageSize { try await database.size() }
  func check() async throws -> [String] { try await database.check() }
  func clearRemains() async throws -> Bool { try await database.clearRemains() }

  func snapshot(tenant: TenantID, _ body: @escaping @Sendable (any SQLConnection) throws -> Void) async throws {
    try await database.snapshot(tenant: tenant) { [record] in try body(Connection(connection: $0, record: record)) }
  }
  func close() async { await database.close() }

  private final class Record: Sendable {
    let statements = Mutex<Set<String>>([])
  }

  private struct Connection: SQLConnection {
    let connection: any SQLConnection
    let record: Record

    var isReadOnly: Bool { connection.isReadOnly }

    private func note(_ sql: String) { record.statements.withLock { _ = $0.insert(sql) } }

    func execute(_ sql: String, _ values: [SQLValue]) throws -> Int {
      note(sql)
      return try connection.execute(sql, values)
    }

    func execute(_ sql: String, rows: [[SQLValue]]) throws {
      note(sql)
      try connection.execute(sql, rows: rows)
    }

    func query<Element>(
      _ sql: String, _ values: [SQLValue], _ map: (any SQLRow) throws -> Element
    ) throws -> [Element] {
      note(sql)
      return try connection.query(sql, values, map)
    }
  }
}
