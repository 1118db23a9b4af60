public import ScrubjayCore

/// A database engine, as the shared SQL sees it.
public protocol SQLDatabase: Sendable {
  /// What this engine writes differently.
  var dialect: Dialect { get }
  /// How this engine looks through an owner's vectors.
  var vectorScan: any VectorScan { get }
  /// Runs `body` in a transaction that commits durably before this returns; it may be run again.
  ///
  /// A tenant, when given, is the only one whose rows the engine lets the body see, where it can enforce that.
  func write<Result: Sendable>(
    tenant: TenantID?, _ body: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result
  /// Runs `body` over one consistent state.
  func read<Result: Sendable>(
    tenant: TenantID?, _ body: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result
  /// See ``Storage/snapshot(_:_:)``.
  func snapshot(tenant: TenantID, _ body: @escaping @Sendable (any SQLConnection) throws -> Void) async throws
  /// How large the database is.
  func size() async throws -> StorageSize
  /// Checks the files and the references between rows; each finding is a sentence.
  func check() async throws -> [String]
  /// See ``StorageInspection/clearRemains()``.
  func clearRemains() async throws -> Bool
  /// Finishes what was begun and lets go of the database; later calls throw `closed`.
  func close() async
}

/// A connection within a transaction. Values are bound by number: `$1` is the first.
public protocol SQLConnection {
  /// Whether it cannot write, so that all it sees is committed.
  var isReadOnly: Bool { get }
  /// Runs a statement; answers how many rows it changed.
  @discardableResult
  func execute(_ sql: String, _ values: [SQLValue]) throws -> Int
  /// Runs one statement for each row of values.
  func execute(_ sql: String, rows: [[SQLValue]]) throws
  /// Runs a query and maps its rows.
  func query<Element>(_ sql: String, _ values: [SQLValue], _ map: (any SQLRow) throws -> Element) throws -> [Element]
}

/// A value to bind.
public enum SQLValue: Sendable, Hashable {
  /// NULL.
  case null
  /// An integer; a truth value is 0 or 1, a time its microseconds.
  case integer(Int64)
  /// Text.
  case text(String)
  /// Bytes.
  case bytes([UInt8])

  /// An integer or NULL.
  public static func integer(_ value: (some BinaryInteger)?) -> SQLValue { value.map { .integer(Int64($0)) } ?? .null }
  /// Text or NULL.
  public static func text(_ value: String?) -> SQLValue { value.map(SQLValue.text) ?? .null }
  /// JSON text or NULL.
  public static func json(_ value: JSONText?) -> SQLValue { value.map { .text($0.text) } ?? .null }
  /// A time or NULL.
  public static func time(_ value: Timestamp?) -> SQLValue { value.map { .integer($0.microseconds) } ?? .null }
  /// A truth value.
  public static func flag(_ value: Bool) -> SQLValue { .integer(value ? 1 : 0) }
}

/// A row of a result; columns count from 0.
public protocol SQLRow {
  /// How many columns there are.
  var count: Int { get }
  /// Whether the column is NULL.
  func isNull(_ column: Int) -> Bool
  /// The column's integer.
  func integer(_ column: Int) -> Int64
  /// The column's text.
  func text(_ column: Int) -> String
  /// Lends the column's bytes.
  func withBytes<Result>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result
}

/// What a database engine writes differently in migrations: tokens in braces, replaced before a statement runs.
///
/// `{int64}`, `{text}`, `{bytes}`: column types; `{sequence}`: a growing primary key; `{table}`, `{keyed}`: what follows a table,
/// or one that is kept by its key; `{is_json:name}`: a check of the column `name`, which the token writes as `column`.
public struct Dialect: Sendable {
  private let tokens: [String: String]

  /// A dialect by its tokens, without braces.
  public init(tokens: [String: String]) { self.tokens = tokens }

  /// The statement as this engine reads it.
  func render(_ statement: String) -> String {
    statement.replacing(/\{(\w+)(?::(\w+))?\}/) { match in
      let text = tokens[String(match.output.1)] ?? String(match.output.0)
      return match.output.2.map { text.replacing("column", with: $0) } ?? text
    }
  }
}

/// A failure of the engine, with the statement and never its values.
public struct SQLError: Error, Sendable, CustomStringConvertible {
  /// What the engine said.
  public let message: String
  /// The statement, when one was running.
  public let sql: String?

  /// A failure.
  public init(message: String, sql: String?) {
    self.message = message
    self.sql = sql
  }

  /// The message and the statement.
  public var description: String { sql.map { "\(message), in: \($0)" } ?? message }
}
