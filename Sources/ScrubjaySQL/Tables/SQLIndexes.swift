import ScrubjayCore

/// The indexes of words and vectors as a whole.
struct SQLIndexes: IndexWriter {
  let connection: any SQLConnection
  let tenant: TenantID
  let scan: any VectorScan

  /// How many items are looked for in one statement.
  private static let itemsAtOnce = 2_048
  /// What is counted of a tenant.
  private static let countedTables = ["events", "memory_versions", "document_chunks"]

  private var words: SQLWords { SQLWords(connection: connection, tenant: tenant) }
  private var vectors: SQLVectors { SQLVectors(connection: connection, tenant: tenant, scan: scan) }
  private var usage: SQLUsage { SQLUsage(connection: connection, tenant: tenant) }

  func owners(after owner: ItemOwner?, limit: Int) throws -> [WordOwner] {
    try words.owners(after: owner, limit: limit)
  }

  func content(of owner: Int64) throws -> IndexContent {
    let key: [SQLValue] = [.text(tenant.description), .integer(owner)]
    let postings = try connection.query("SELECT COUNT(*) FROM postings WHERE tenant = $1 AND owner = $2", key) {
      Int($0.integer(0))
    }
    return try connection.query(
      """
      SELECT COUNT(*), COALESCE(SUM(length), 0),
        COALESCE(SUM(CASE WHEN terms = '' THEN 0 ELSE length(terms) - length(replace(terms, ' ', '')) + 1 END), 0)
      FROM word_items WHERE tenant = $1 AND owner = $2
      """, key
    ) { row in
      var row = RowReader(row)
      return IndexContent(items: row.int(), length: row.int(), terms: row.int(), postings: postings.first ?? 0)
    }.first ?? IndexContent(items: 0, length: 0, terms: 0, postings: 0)
  }

  func wordItems(after place: IndexPlace?, limit: Int) throws -> [IndexPlace] {
    try places("word_items", Conditions(tenant: tenant, table: "i"), after: place, limit: limit)
  }

  func vectorItems(of model: Int64, after place: IndexPlace?, limit: Int) throws -> [IndexPlace] {
    var conditions = Conditions(tenant: tenant, table: "i")
    conditions.add("i.model = ?", [.integer(model)])
    conditions.add("i.part = 0", [])
    return try places("vectors", conditions, after: place, limit: limit)
  }

  private func places(
    _ table: String, _ conditions: Conditions, after place: IndexPlace?, limit: Int
  ) throws -> [IndexPlace] {
    var conditions = conditions
    conditions.add("(i.owner, i.item) > (?, ?)", [.integer(place?.number ?? 0), .integer(place?.item ?? 0)])
    let count = conditions.bind(.integer(limit))
    return try connection.query(
      """
      SELECT i.owner, i.item, o.kind, o.first, o.second
      FROM \(table) i LEFT JOIN owners o ON o.number = i.owner AND o.tenant || '' = i.tenant
      \(conditions.sql) ORDER BY i.owner, i.item LIMIT \(count)
      """, conditions.values
    ) { row in
      var row = RowReader(row)
      let (number, item) = (row.integer(), row.integer())
      let kind = try row.optional { try $0.oneOf(ItemKind.self) }
      return IndexPlace(
        number: number, owner: kind.map { ItemOwner($0, row.text(), row.text()) }, item: item)
    }
  }

  func indexed(_ items: [Int64], of owner: ItemOwner) throws -> Set<Int64> {
    guard let number = try words.owners(owner.kind, first: owner.first, second: owner.second).first?.number else {
      return []
    }
    var found: Set<Int64> = []
    var rest = items[...]
    while !rest.isEmpty {
      var conditions = Conditions(tenant: tenant)
      conditions.add("owner = ?", [.integer(number)])
      conditions.add("item", in: rest.prefix(Self.itemsAtOnce).map(SQLValue.integer))
      rest = rest.dropFirst(Self.itemsAtOnce)
      found.formUnion(
        try connection.query("SELECT item FROM word_items \(conditions.sql)", conditions.values) { $0.integer(0) })
    }
    return found
  }

  func recount() throws -> Tenant.Usage {
    try Self.countedTables.reduce(into: Tenant.Usage()) { usage, table in
      let counted = try connection.query(
        "SELECT COUNT(*), COALESCE(SUM(bytes), 0) FROM \(table) WHERE tenant = $1", [.text(tenant.description)]
      ) { (rows: Int($0.integer(0)), bytes: Int($0.integer(1))) }
      usage.rows += counted.first?.rows ?? 0
      usage.bytes += counted.first?.bytes ?? 0
    }
  }

  func removeVectors(of model: Int64, at place: IndexPlace) throws {
    try vectors.remove(place.item, ofOwner: place.number, model: model)
  }

  func settleUsage() throws { try usage.set(try recount()) }
}
