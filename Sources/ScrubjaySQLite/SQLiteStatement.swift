import CScrubjaySQLite
import ScrubjaySQL

/// A prepared statement and the order in which it names its values.
final class SQLiteStatement {
  let pointer: OpaquePointer
  /// For each parameter in SQLite's order, by first appearance, the index of its value: `$3` is 2.
  private let order: [Int]

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
    order = (0..<sqlite3_bind_parameter_count(pointer)).map { index in
      sqlite3_bind_parameter_name(pointer, index + 1).flatMap { Int(String(cString: $0 + 1)) }.map { $0 - 1 }
        ?? Int(index)
    }
  }

  deinit { sqlite3_finalize(pointer) }

  /// Binds the values that the statement names; answers SQLite's code.
  func bind(_ values: [SQLValue]) -> Int32 {
    for (position, index) in order.enumerated() {
      let code = bind(values[index], at: Int32(position + 1))
      if code != SQLITE_OK { return code }
    }
    return SQLITE_OK
  }

  private func bind(_ value: SQLValue, at position: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(pointer, position)
    case .integer(let integer): return sqlite3_bind_int64(pointer, position, integer)
    case .bytes(let bytes):
      return bytes.withUnsafeBytes { scrubjay_bind_bytes(pointer, position, $0.baseAddress, Int32($0.count)) }
    case .text(var text):
      return text.withUTF8 { utf8 in
        utf8.withMemoryRebound(to: CChar.self) { characters in
          // An empty buffer may have no address, which SQLite would take for NULL.
          guard let start = characters.baseAddress else { return scrubjay_bind_text(pointer, position, "", 0) }
          return scrubjay_bind_text(pointer, position, start, Int32(characters.count))
        }
      }
    }
  }

  /// Makes the statement ready to run again and lets go of its values.
  func reset() {
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
  }
}

/// The row that a statement stands on.
struct SQLiteRow: SQLRow {
  let statement: OpaquePointer

  var count: Int { Int(sqlite3_column_count(statement)) }

  func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL }

  func integer(_ column: Int) -> Int64 { sqlite3_column_int64(statement, Int32(column)) }

  func text(_ column: Int) -> String {
    guard let bytes = sqlite3_column_text(statement, Int32(column)) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func withBytes<Result>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    let bytes = sqlite3_column_blob(statement, Int32(column))
    return try body(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, Int32(column)))))
  }
}
