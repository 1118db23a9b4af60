import ScrubjayCore

/// The index of vectors as rows: each vector whole, and once more as a short code by which an owner's are scanned.
///
/// Every code has the number of the change that brought it, and so has what is left in the place of a removed item's
/// codes: whoever holds a copy of the codes has only to read what is newer than the copy.
struct SQLVectors: VectorWriter {
  let connection: any SQLConnection
  let tenant: TenantID
  let scan: any VectorScan

  /// How many items more than asked for are taken from the scan, whose order is not exact.
  private static let margin = 32
  /// How many items are compared in one statement.
  private static let itemsAtOnce = 2_048
  /// How many removals are remembered at least, so that those who have a copy need not read all codes again.
  private static let rememberedRemovals = 1_024

  // MARK: Models

  private static func model(_ row: any SQLRow) -> VectorModel {
    var row = RowReader(row)
    return VectorModel(
      number: row.integer(), model: EmbeddingModel(name: row.text(), dimension: row.int()), isLive: row.flag(),
      isWanted: row.flag())
  }

  func models() throws -> [VectorModel] {
    try connection.query(
      "SELECT number, name, dimension, is_live, is_wanted FROM embedding_models WHERE tenant = $1 ORDER BY number",
      [.text(tenant.description)], Self.model)
  }

  func register(_ model: EmbeddingModel, at time: Timestamp) throws -> VectorModel {
    try connection.execute(
      """
      INSERT INTO embedding_models (tenant, name, dimension, is_live, is_wanted, registered_at)
      VALUES ($1, $2, $3, 0, 0, $4)
      ON CONFLICT (tenant, name) DO NOTHING
      """, [.text(tenant.description), .text(model.name), .integer(model.dimension), .time(time)])
    guard let registered = try models().first(where: { $0.model.name == model.name }) else {
      throw SQLError(message: "a model was neither registered nor there", sql: nil)
    }
    if registered.model != model { throw Self.mismatch(registered.model, found: model.dimension) }
    return registered
  }

  func makeLive(_ model: Int64) throws { try mark(model, "is_live") }

  func want(_ model: Int64) throws { try mark(model, "is_wanted") }

  /// Marks one model of the tenant's, and no other: one after the other, as there may never be two.
  private func mark(_ model: Int64, _ column: String) throws {
    let key: [SQLValue] = [.text(tenant.description), .integer(model)]
    try connection.execute(
      "UPDATE embedding_models SET \(column) = 0 WHERE tenant = $1 AND \(column) = 1 AND number <> $2", key)
    try connection.execute("UPDATE embedding_models SET \(column) = 1 WHERE tenant = $1 AND number = $2", key)
  }

  private static func mismatch(_ model: EmbeddingModel, found dimension: Int) -> ScrubjayError {
    ScrubjayError(
      .dimensionMismatch,
      "The database holds embeddings of the model '\(model.name)' with \(model.dimension) dimensions, these have "
        + "\(dimension): check which model is configured.")
  }

  // MARK: Reading

  func nearest(_ query: VectorQuery, limit: Int) throws -> [VectorMatch] {
    let likely = try scan.nearest(query, of: tenant, limit: limit + limit / 2 + Self.margin, connection)
    let matches = try nearness(query, of: likely, isRough: false).sorted {
      $0.cosine != $1.cosine ? $0.cosine > $1.cosine : $0.item > $1.item
    }
    return Array(matches.prefix(limit))
  }

  func nearness(_ query: VectorQuery, of items: [Int64], isRough: Bool) throws -> [VectorMatch] {
    if isRough, let matches = try scan.nearness(query, of: items, tenant, connection) { return matches }
    var nearest: [Int64: VectorMatch] = [:]
    try forEachPart(of: items, query) { item, part, cosine in
      let known = nearest[item]
      let isNearer = cosine > known?.cosine ?? -.infinity
      guard isNearer || part == 0 else { return }
      nearest[item] = VectorMatch(
        item: item, part: isNearer ? part : known?.part ?? part, cosine: max(cosine, known?.cosine ?? cosine),
        whole: part == 0 ? cosine : known?.whole ?? cosine)
    }
    return Array(nearest.values)
  }

  func cosines(_ query: VectorQuery, of items: [Int64]) throws -> [Int64: [Double]] {
    var parts: [Int64: [(part: Int, cosine: Double)]] = [:]
    try forEachPart(of: items, query) { item, part, cosine in parts[item, default: []].append((part, cosine)) }
    return parts.mapValues { $0.sorted { $0.part < $1.part }.map(\.cosine) }
  }

  /// Hands the parts of items to `body`, in no order, each with its cosine.
  private func forEachPart(
    of items: [Int64], _ query: VectorQuery, _ body: (_ item: Int64, _ part: Int, _ cosine: Double) -> Void
  ) throws {
    var rest = items[...]
    while !rest.isEmpty {
      var conditions = self.conditions(query.model, query.owner)
      conditions.add("item", in: rest.prefix(Self.itemsAtOnce).map(SQLValue.integer))
      rest = rest.dropFirst(Self.itemsAtOnce)
      _ = try connection.query("SELECT item, part, embedding FROM vectors \(conditions.sql)", conditions.values) {
        row in
        body(
          row.integer(0), Int(row.integer(1)), row.withBytes(2) { Self.product(query.embedding.values, $0) })
      }
    }
  }

  func embedding(of item: Int64, owner: ItemOwner, model: Int64) throws -> Embedding? {
    guard let number = try existingNumber(of: owner) else { return nil }
    var conditions = self.conditions(model, number)
    conditions.add("item = ?", [.integer(item)])
    return try connection.query(
      "SELECT embedding FROM vectors \(conditions.sql) ORDER BY part LIMIT 1", conditions.values
    ) { row in row.withBytes(0) { Embedding(Self.values($0)) } }.first
  }

  func embedded(_ items: [Int64], of owner: ItemOwner, model: Int64) throws -> Set<Int64> {
    guard let number = try existingNumber(of: owner) else { return [] }
    var found: Set<Int64> = []
    var rest = items[...]
    while !rest.isEmpty {
      var conditions = self.conditions(model, number)
      conditions.add("item", in: rest.prefix(Self.itemsAtOnce).map(SQLValue.integer))
      rest = rest.dropFirst(Self.itemsAtOnce)
      found.formUnion(
        try connection.query("SELECT item FROM vectors \(conditions.sql) AND part = 0", conditions.values) {
          $0.integer(0)
        })
    }
    return found
  }

  /// The rows of an owner and model.
  private func conditions(_ model: Int64, _ owner: Int64) -> Conditions {
    var conditions = Conditions(tenant: tenant)
    conditions.add("model = ?", [.integer(model)])
    conditions.add("owner = ?", [.integer(owner)])
    return conditions
  }

  /// The scalar product of a vector with a stored one: of two of length 1, their cosine.
  private static func values(_ stored: UnsafeRawBufferPointer) -> [Float] {
    stride(from: 0, to: stored.count, by: MemoryLayout<Float>.size).map {
      stored.loadUnaligned(fromByteOffset: $0, as: Float.self)
    }
  }

  private static func product(_ values: [Float], _ stored: UnsafeRawBufferPointer) -> Double {
    guard stored.count == values.count * MemoryLayout<Float>.size else { return -1 }
    return values.withUnsafeBytes { values in
      let whole = values.count / 32 * 32
      var sums = SIMD8<Float>.zero
      for offset in stride(from: 0, to: whole, by: 32) {
        let left = values.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
        sums += left * stored.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
      }
      var sum = Double(sums.sum())
      for offset in stride(from: whole, to: values.count, by: 4) {
        let left = values.loadUnaligned(fromByteOffset: offset, as: Float.self)
        sum += Double(left * stored.loadUnaligned(fromByteOffset: offset, as: Float.self))
      }
      return sum
    }
  }

  // MARK: Writing

  func set(_ embeddings: [Embedding], of item: Int64, owner: ItemOwner, model: VectorModel) throws {
    for embedding in embeddings where embedding.values.count != model.model.dimension {
      throw Self.mismatch(model.model, found: embedding.values.count)
    }
    let number = try self.number(of: owner)
    try remove(item, ofOwner: number, model: model.number)
    guard !embeddings.isEmpty else { return }
    let last = try count(embeddings.count, of: model.number, number)
    let first = last - Int64(embeddings.count) + 1
    let key: [SQLValue] = [.text(tenant.description), .integer(model.number), .integer(number), .integer(item)]
    let rows = embeddings.enumerated().map { part, embedding in
      (place: [.integer(part), .integer(first + Int64(part))] as [SQLValue], values: embedding.values)
    }
    try connection.execute(
      """
      INSERT INTO vectors (tenant, model, owner, item, part, change, embedding) VALUES ($1, $2, $3, $4, $5, $6, $7)
      """, rows: rows.map { key + $0.place + [.bytes(Self.bytes($0.values))] })
    try connection.execute(
      "INSERT INTO vector_codes (tenant, model, owner, item, part, change, code) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      rows: rows.map { key + $0.place + [.bytes(VectorCode($0.values).bytes)] })
  }

  func copy(_ item: Int64, of owner: ItemOwner, to other: Int64, of otherOwner: ItemOwner) throws -> Bool {
    guard let number = try existingNumber(of: owner) else { return false }
    var isThere = false
    for model in try models() {
      var conditions = self.conditions(model.number, number)
      conditions.add("item = ?", [.integer(item)])
      let parts = try connection.query(
        "SELECT embedding FROM vectors \(conditions.sql) ORDER BY part", conditions.values
      ) { row in row.withBytes(0) { Embedding(stored: $0) } }
      guard !parts.isEmpty else { continue }
      try set(parts, of: other, owner: otherOwner, model: model)
      isThere = true
    }
    return isThere
  }

  func remove(_ item: Int64, of owner: ItemOwner) throws {
    let models = try models()
    guard !models.isEmpty, let number = try existingNumber(of: owner) else { return }
    for model in models { try remove(item, ofOwner: number, model: model.number) }
  }

  /// Removes an item's vectors of one model.
  func remove(_ item: Int64, ofOwner owner: Int64, model: Int64) throws {
    if try clear(item, model, owner) { try forget(model, owner) }
  }

  /// Removes an item's vectors and codes, and notes in one code's place that they are gone; answers whether there were
  /// any.
  private func clear(_ item: Int64, _ model: Int64, _ owner: Int64) throws -> Bool {
    let key: [SQLValue] = [.text(tenant.description), .integer(model), .integer(owner)]
    let parts = try connection.query(
      "SELECT sequence, change FROM vectors WHERE tenant = $1 AND model = $2 AND owner = $3 AND item = $4",
      key + [.integer(item)]
    ) { row in (sequence: row.integer(0), change: row.integer(1)) }
    guard !parts.isEmpty else { return false }
    // Row by row: after a statement on several rows, or one that answers any, SQLite winds back a journal that grows with
    // the transaction, and a session of many messages would take the square of its length.
    try connection.execute("DELETE FROM vectors WHERE sequence = $1", rows: parts.map { [.integer($0.sequence)] })
    try removeCodes(parts.map { [.integer(owner), .integer($0.change)] }, of: Array(key.prefix(2)))
    // No upsert: SQLite checks its row before it finds that there is one already, and fewer codes than none are refused.
    try connection.execute(
      """
      UPDATE vector_sets SET change = change + 1, codes = codes - $4, removals = removals + 1
      WHERE tenant = $1 AND model = $2 AND owner = $3
      """, key + [.integer(parts.count)])
    let removals = try connection.query(
      "SELECT change FROM vector_sets WHERE tenant = $1 AND model = $2 AND owner = $3", key
    ) { $0.integer(0) }
    // Vectors that damage brought to where none are counted: nobody has a copy of them.
    guard let removal = removals.first else { return true }
    try connection.execute(
      "INSERT INTO vector_codes (tenant, model, owner, item, part, change) VALUES ($1, $2, $3, $4, 0, $5)",
      key + [.integer(item), .integer(removal)])
    return true
  }

  /// Counts codes that come to an owner's vectors, each as a change; answers the number of the last of them.
  private func count(_ codes: Int, of model: Int64, _ owner: Int64) throws -> Int64 {
    let numbers = try connection.query(
      """
      INSERT INTO vector_sets (tenant, model, owner, change, codes, removals, forgotten) VALUES ($1, $2, $3, $4, $4, 0, 0)
      ON CONFLICT (tenant, model, owner) DO UPDATE SET change = vector_sets.change + $4, codes = vector_sets.codes + $4
      RETURNING change
      """, [.text(tenant.description), .integer(model), .integer(owner), .integer(codes)]
    ) { $0.integer(0) }
    guard let number = numbers.first else { throw SQLError(message: "an upsert answered no row", sql: nil) }
    return number
  }

  /// Forgets what was removed, once it is more than what is there: whoever has an older copy reads all codes again.
  private func forget(_ model: Int64, _ owner: Int64) throws {
    let key: [SQLValue] = [.text(tenant.description), .integer(model), .integer(owner)]
    let isDue = try connection.execute(
      """
      UPDATE vector_sets SET removals = 0, forgotten = change
      WHERE tenant = $1 AND model = $2 AND owner = $3 AND removals > $4 AND removals > codes
      """, key + [.integer(Self.rememberedRemovals)])
    guard isDue == 1 else { return }
    try connection.execute(
      "DELETE FROM vector_codes WHERE tenant = $1 AND model = $2 AND owner = $3 AND code IS NULL", key)
  }

  func forget(_ owner: ItemOwner) throws {
    guard let number = try existingNumber(of: owner) else { return }
    for model in try models() {
      let key: [SQLValue] = [.text(tenant.description), .integer(model.number), .integer(number)]
      try connection.execute(
        "DELETE FROM vector_codes WHERE tenant = $1 AND model = $2 AND owner = $3 AND code IS NULL", key)
      try connection.execute(
        "DELETE FROM vector_sets WHERE tenant = $1 AND model = $2 AND owner = $3 AND codes = 0", key)
    }
  }

  func remove(model: Int64, limit: Int) throws -> Bool {
    let key: [SQLValue] = [.text(tenant.description), .integer(model)]
    var left = limit - (try removeVectors(of: key, limit: limit))
    if left > 0 { left -= try removeNotes(of: key, limit: left) }
    if left > 0 { left -= try removeSets(of: key, limit: left) }
    guard left > 0 else { return false }
    try connection.execute("DELETE FROM embedding_models WHERE tenant = $1 AND number = $2", key)
    return true
  }

  /// Removes some of a model's vectors with their codes; answers how many.
  private func removeVectors(of model: [SQLValue], limit: Int) throws -> Int {
    let removed = try connection.query(
      """
      DELETE FROM vectors WHERE sequence IN (SELECT sequence FROM vectors WHERE tenant = $1 AND model = $2 LIMIT $3)
      RETURNING owner, change
      """, model + [.integer(limit)]
    ) { row in (owner: row.integer(0), change: row.integer(1)) }
    try removeCodes(removed.map { [.integer($0.owner), .integer($0.change)] }, of: model)
    // Not noted one by one: whoever has a copy reads anew what is left.
    try connection.execute(
      """
      UPDATE vector_sets SET change = change + 1, forgotten = change + 1, codes = codes - $4
      WHERE tenant = $1 AND model = $2 AND owner = $3
      """, rows: Dictionary(grouping: removed, by: \.owner).map { model + [.integer($0), .integer($1.count)] })
    return removed.count
  }

  /// Removes some of what notes removals, where no vectors are left; answers how many.
  private func removeNotes(of model: [SQLValue], limit: Int) throws -> Int {
    let notes = try connection.query(
      "SELECT owner, change FROM vector_codes WHERE tenant = $1 AND model = $2 LIMIT $3", model + [.integer(limit)]
    ) { row in (owner: row.integer(0), change: row.integer(1)) }
    try removeCodes(notes.map { [.integer($0.owner), .integer($0.change)] }, of: model)
    try connection.execute(
      "UPDATE vector_sets SET forgotten = change WHERE tenant = $1 AND model = $2 AND owner = $3",
      rows: Set(notes.map(\.owner)).map { model + [.integer($0)] })
    return notes.count
  }

  private func removeCodes(_ codes: [[SQLValue]], of model: [SQLValue]) throws {
    try connection.execute(
      "DELETE FROM vector_codes WHERE tenant = $1 AND model = $2 AND owner = $3 AND change = $4",
      rows: codes.map { model + $0 })
  }

  /// Removes some of what counted changes, where no codes are left; answers how many.
  private func removeSets(of model: [SQLValue], limit: Int) throws -> Int {
    let owners = try connection.query(
      "SELECT owner FROM vector_sets WHERE tenant = $1 AND model = $2 LIMIT $3", model + [.integer(limit)]
    ) { $0.integer(0) }
    try connection.execute(
      "DELETE FROM vector_sets WHERE tenant = $1 AND model = $2 AND owner = $3",
      rows: owners.map { model + [.integer($0)] })
    return owners.count
  }

  /// The vector as it is stored: floats of four bytes, little-endian.
  private static func bytes(_ values: [Float]) -> [UInt8] {
    values.map(\.bitPattern.littleEndian).withUnsafeBytes(Array.init)
  }

  // MARK: Owners

  private func existingNumber(of owner: ItemOwner) throws -> Int64? {
    try connection.query(
      "SELECT number FROM owners WHERE tenant = $1 AND kind = $2 AND first = $3 AND second = $4",
      [.text(tenant.description), .text(owner.kind.rawValue), .text(owner.first), .text(owner.second)]
    ) { $0.integer(0) }.first
  }

  private func number(of owner: ItemOwner) throws -> Int64 {
    if let number = try existingNumber(of: owner) { return number }
    throw ScrubjayError(.internalError, "A vector's owner has no items; run 'scrubjay reindex'.")
  }
}

extension Embedding {
  /// An embedding as it is stored: floats of four bytes, little-endian.
  fileprivate init(stored bytes: UnsafeRawBufferPointer) {
    self.init(
      stride(from: 0, to: bytes.count - 3, by: 4).map {
        Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self)))
      })
  }
}
