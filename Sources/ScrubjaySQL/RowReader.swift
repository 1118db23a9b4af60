import ScrubjayCore

/// Reads a row's columns from left to right, as the column lists of the tables name them.
struct RowReader {
  private let row: any SQLRow
  private var column = 0

  init(_ row: any SQLRow) { self.row = row }

  private mutating func next() -> Int {
    defer { column += 1 }
    return column
  }

  mutating func integer() -> Int64 { row.integer(next()) }
  mutating func int() -> Int { Int(integer()) }
  mutating func flag() -> Bool { integer() != 0 }
  mutating func text() -> String { row.text(next()) }
  mutating func time() -> Timestamp { Timestamp(microseconds: integer()) }
  mutating func json() -> JSONText { JSONText(stored: text()) }

  mutating func optional<Value>(_ read: (inout RowReader) throws -> Value) rethrows -> Value? {
    guard row.isNull(column) else { return try read(&self) }
    column += 1
    return nil
  }

  /// An enumeration's case; the database's own checks let no other text in.
  mutating func oneOf<Value: RawRepresentable<String>>(_ type: Value.Type = Value.self) throws -> Value {
    let text = text()
    guard let value = Value(rawValue: text) else {
      throw ScrubjayError(
        .databaseUnusable, "The database contains an unknown value; run 'scrubjay doctor'.")
    }
    return value
  }
}
