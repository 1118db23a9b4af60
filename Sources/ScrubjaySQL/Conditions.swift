import ScrubjayCore

/// The conditions of a query, gathered one by one, each with the values it binds.
struct Conditions {
  private(set) var clauses: [String] = []
  private(set) var values: [SQLValue] = []

  private init() {}

  /// Every query of a tenant's table starts with the tenant.
  init(tenant: TenantID, table: String = "") {
    add("\(table.isEmpty ? "" : "\(table).")tenant = ?", [.text(tenant.description)])
  }

  /// The rows of a tenant with these sequences.
  ///
  /// Without statistics SQLite takes a tenant for small, and would look through all of it for a few rows: an expression
  /// in the column's place leaves it only the sequences to go by.
  init(tenant: TenantID, table: String, sequences: [Int64]) {
    add("\(table).tenant || '' = ?", [.text(tenant.description)])
    add("\(table).sequence", in: sequences.map(SQLValue.integer))
  }

  /// The rows of a tenant in or below any of these namespaces; all of its rows for none.
  ///
  /// Each namespace is a range of the index by tenant and namespace; the tenant is named in the ranges alone, for the
  /// same reason.
  init(tenant: TenantID, table: String = "", under prefixes: [NamespacePrefix]) {
    guard !prefixes.isEmpty else {
      self.init(tenant: tenant, table: table)
      return
    }
    self.init()
    let path = table.isEmpty ? "" : "\(table)."
    let ranges = prefixes.map { prefix in
      let (start, end) = (prefix.description, prefix.description + ";")
      return numbered(
        "(\(path)tenant = ? AND \(path)namespace >= ? AND \(path)namespace < ? AND \(Self.isUnder("\(path)namespace")))",
        [.text(tenant.description), .text(start), .text(end)] + Self.bounds(prefix))
    }
    clauses.append("(\(ranges.joined(separator: " OR ")))")
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

  /// Adds that the namespace is in or below one of the prefixes, if there are any, as a filter of rows that are found
  /// by something else.
  mutating func add(_ column: String, under prefixes: [NamespacePrefix]) {
    guard !prefixes.isEmpty else { return }
    let alternatives = prefixes.map { numbered(Self.isUnder("\(column) || ''"), Self.bounds($0)) }
    clauses.append("(\(alternatives.joined(separator: " OR ")))")
  }

  /// That a namespace is the prefix itself, or a text between it with `:` and it with `;`, which is what follows `:`.
  private static func isUnder(_ column: String) -> String { "(\(column) = ? OR (\(column) >= ? AND \(column) < ?))" }

  private static func bounds(_ prefix: NamespacePrefix) -> [SQLValue] {
    let text = prefix.description
    return [.text(text), .text(text + ":"), .text(text + ";")]
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
