import ScrubjayCore

/// An order of rows by integer columns, and pages of it: a page starts after the row whose values the cursor holds.
struct Keyset {
  private let columns: [String]
  private let isDescending: Bool

  /// An order by these columns, which together are unique.
  ///
  /// - Parameter isSorted: Whether the rows are found by other columns and then sorted, whatever index there is of this
  ///   order: the sign in front of a column, which changes nothing else, keeps the engine from it.
  init(_ columns: [String], descending: Bool, isSorted: Bool = false) {
    self.columns = isSorted ? columns.map { "+\($0)" } : columns
    isDescending = descending
  }

  /// An order by these columns, which together are unique.
  init(_ columns: String..., descending: Bool) { self.init(columns, descending: descending) }

  /// A page of a query whose last selected columns are this order's.
  ///
  /// - Throws: `invalid_field` for a cursor that this list did not give out.
  func page<Element>(
    _ select: String, _ conditions: Conditions, after cursor: String?, limit: Int, _ connection: any SQLConnection,
    _ map: (any SQLRow) throws -> Element
  ) throws -> Page<Element> {
    var conditions = conditions
    if let cursor {
      let marks = columns.map { _ in "?" }.joined(separator: ", ")
      conditions.add(
        "(\(columns.joined(separator: ", "))) \(isDescending ? "<" : ">") (\(marks))",
        try values(of: cursor).map(SQLValue.integer))
    }
    let count = conditions.bind(.integer(limit + 1))
    let order = columns.map { isDescending ? "\($0) DESC" : $0 }.joined(separator: ", ")
    let rows = try connection.query(
      "\(select) \(conditions.sql) ORDER BY \(order) LIMIT \(count)", conditions.values
    ) { row in (try map(row), self.cursor(row)) }
    let slice = rows.prefix(limit)
    return Page(elements: slice.map(\.0), nextCursor: rows.count > limit ? slice.last?.1 : nil)
  }

  private func cursor(_ row: any SQLRow) -> String {
    (row.count - columns.count..<row.count).map { String(row.integer($0)) }.joined(separator: ".")
  }

  private func values(of cursor: String) throws(ScrubjayError) -> [Int64] {
    let values = cursor.split(separator: ".", omittingEmptySubsequences: false).compactMap { Int64($0) }
    guard values.count == columns.count else {
      throw ScrubjayError(
        .invalidField, "The cursor is not from this list; start again without it.",
        fields: [.init(field: "cursor", message: "is not a cursor of this list")])
    }
    return values
  }
}
