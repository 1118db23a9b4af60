import ScrubjayCore
import ScrubjaySQL

/// What is scanned together: the vectors that an owner of a tenant has of a model.
///
/// A number of an owner or a model is never given a second time, so that what was made again has another key.
struct VectorSetKey: Sendable, Hashable {
  let tenant: TenantID
  let model: Int64
  let owner: Int64
}

/// How far an owner's vectors have come, as a unit of work sees them.
struct VectorState: Sendable {
  /// The number of the last change.
  let change: Int64
  /// How many codes there are.
  let codes: Int
  /// The last change whose removals are not noted any more.
  let forgotten: Int64
  /// The version of the file's schema.
  let schema: Int64
}

/// The codes of an owner as rows, on the connection of a unit of work.
struct VectorRows {
  let key: VectorSetKey
  let connection: any SQLConnection

  private var values: [SQLValue] { [.text(key.tenant.description), .integer(key.model), .integer(key.owner)] }

  /// How far the owner's vectors have come; `nil` when it never had any.
  func state() throws -> VectorState? {
    // SQLite counts it up when a backup is put in the place of what was there, as when the schema itself changes.
    let schema = try connection.query("PRAGMA schema_version", []) { $0.integer(0) }.first ?? 0
    return try connection.query(
      "SELECT change, codes, forgotten FROM vector_sets WHERE tenant = $1 AND model = $2 AND owner = $3", values
    ) { row in
      VectorState(
        change: row.integer(0), codes: Int(row.integer(1)), forgotten: row.integer(2), schema: schema)
    }.first
  }

  /// What changed after a change, 0 for all.
  func changes(after change: Int64, expecting rows: Int) throws -> VectorChanges {
    var changes = VectorChanges(expecting: rows)
    try read(after: change) { item, code in
      if let code { changes.add(code, of: item) } else { changes.remove(item) }
    }
    return changes
  }

  /// Compares a query with all codes without keeping more than a block of them.
  func nearest(_ query: VectorCode, limit: Int) throws -> [Int64] {
    var comparison = CodeComparison(query, limit: limit)
    var block = CodeBlock(rows: CodeBlock.maximumRows, dimension: query.coordinates.count)
    try read(after: 0) { item, code in
      guard let code, code.count == VectorCode.headerBytes + query.coordinates.count else { return }
      block.append(code, of: item)
      if block.isFull {
        comparison.add(block)
        block.removeAll()
      }
    }
    comparison.add(block)
    return comparison.nearest
  }

  /// Reads what came after a change, in order: an item and its code, or none where its earlier ones are gone.
  private func read(after change: Int64, _ body: (Int64, UnsafeRawBufferPointer?) -> Void) throws {
    _ = try connection.query(
      """
      SELECT item, code FROM vector_codes WHERE tenant = $1 AND model = $2 AND owner = $3 AND change > $4
      ORDER BY change
      """, values + [.integer(change)]
    ) { row in
      let item = row.integer(0)
      if row.isNull(1) { body(item, nil) } else { row.withBytes(1) { body(item, $0) } }
    }
  }
}
