import ScrubjayCore

/// The conditions of a query, gathered one by one, each with the values it binds.
struct Conditions {
  private(set) var clauses: [String] = []
  private(set) var values: [SQLValue] = []

  /// Every query of a tenant's table starts with the tenant.
  init(tenant: TenantID, table: String = "") {
    add("\(table.isEmpty ? "" : "\(table).")tenant = ?", [.text(tenant.description)])
  }

  /// Rows of a tenant that are picked by their sequences, and by nothing that an index of the tenant's rows could offer.
  ///
  /// Without statistics SQLite takes a tenant for small, and would look through all of its rows for a few of them; an
  /// expression in the column's place leaves it only the sequences.
  init(tenant: TenantID, table: String, sequences: [Int64]) {
    add("\(table).tenant || '' = ?", [.text(tenant.description)])
    add("\(table).sequence", in: sequences.map(SQLValue.integer))
  }

  /// Adds a condition; each `?` binds the next of the values.
  mutating func add(_ clause: String, _ bound: [SQLValue]) {
    clauses.append(numbered(clause, bound))
  }

  /// Adds a condition when there is a value for it.
  mutating func add(_ clause: String, ifPresent value: SQLValue) {
    if value != .null { add(clause, [value]) }
  }

  /// Adds that the column is one of the values, of any when there are none; the list is padded so that few statements
  /// are prepared.
  mutating func add(_ column: String, in list: [SQLValue]) {
    guard let last = list.last else { return }
    let width = list.count <= 4 ? list.count : 1 << (Int.bitWidth - (list.count - 1).leadingZeroBitCount)
    let padded = list + Array(repeating: last, count: width - list.count)
    let marks = Array(repeating: "?", count: width).joined(separator: ", ")
    clauses.append(numbered("\(column) IN (\(marks))", padded))
  }

  /// Adds that the namespace is in or below one of the prefixes: a range of text, byte by byte, in which `;` is
  /// what follows `:`.
  mutating func add(_ column: String, under prefixes: [NamespacePrefix]) {
    guard !prefixes.isEmpty else { return }
    let alternatives = prefixes.map { prefix in
      let text = prefix.description
      return numbered(
        "\(column) = ? OR (\(column) >= ? AND \(column) < ?)",
        [.text(text), .text(text + ":"), .text(text + ";")])
    }
    clauses.append("(\(alternatives.joined(separator: " OR ")))")
  }

  /// Adds a value that the rest of the statement names, and answers its name.
  mutating func bind(_ value: SQLValue) -> String {
    values.append(value)
    return "$\(values.count)"
  }

  /// The conditions as a WHERE clause.
  var sql: String { "WHERE " + clauses.joined(separator: " AND ") }

  private mutating func numbered(_ clause: String, _ bound: [SQLValue]) -> String {
    var text = ""
    var rest = bound.makeIterator()
    for character in clause {
      if character == "?", let value = rest.next() { text += bind(value) } else { text.append(character) }
    }
    return text
  }
}
