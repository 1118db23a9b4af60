import ScrubjayCore

/// Documents and their chunks as rows; the content is in the chunks alone.
struct SQLDocuments: DocumentWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  private static let columns =
    [
      "sequence", "id", "namespace", "path", "title", "type", "sha256", "metadata", "bytes", "chunks",
      "embedding_model", "status", "failure_cause", "failure", "root", "synced_at", "created_at", "updated_at",
    ].map { "d.\($0)" }.joined(separator: ", ")
  private static let chunkColumns = "c.sequence, c.place, c.headings, c.start, c.lead, c.text, c.has_meaning"

  private static func document(_ row: any SQLRow) throws -> Document {
    var row = RowReader(row)
    return try document(&row)
  }

  private static func document(_ row: inout RowReader) throws -> Document {
    Document(
      sequence: row.integer(), id: row.text(), namespace: Namespace(stored: row.text()), path: row.text(),
      title: row.text(), type: try row.oneOf(), sha256: row.optional { $0.text() }, metadata: row.json(),
      bytes: row.int(), chunkCount: row.int(), embeddingModel: row.optional { $0.text() }, status: try row.oneOf(),
      failure: try failure(&row), root: row.optional { $0.text() }, syncedAt: row.optional { $0.time() },
      createdAt: row.time(), updatedAt: row.time())
  }

  private static func failure(_ row: inout RowReader) throws -> Document.Failure? {
    let cause = try row.optional { try $0.oneOf(Document.Failure.Cause.self) }
    let reason = row.optional { $0.text() }
    guard let cause, let reason else { return nil }
    return Document.Failure(cause, reason)
  }

  private static func chunk(_ row: any SQLRow) -> DocumentChunk {
    var row = RowReader(row)
    return chunk(&row)
  }

  private static func chunk(_ row: inout RowReader) -> DocumentChunk {
    DocumentChunk(
      sequence: row.integer(), place: row.int(),
      headings: row.json().json.arrayValue?.compactMap(\.stringValue) ?? [], start: row.int(), lead: row.text(),
      text: row.text(), hasMeaning: row.flag())
  }

  private static func found(_ row: any SQLRow) throws -> FoundChunk {
    var row = RowReader(row)
    let chunk = chunk(&row)
    return FoundChunk(try document(&row), chunk)
  }

  private var usage: SQLUsage { SQLUsage(connection: connection, tenant: tenant) }

  // MARK: Reading

  func find(_ id: String) throws -> Document? {
    try connection.query(
      "SELECT \(Self.columns) FROM documents d WHERE d.tenant = $1 AND d.id = $2",
      [.text(tenant.description), .text(id)], Self.document
    ).first
  }

  func find(_ namespace: Namespace, path: String) throws -> Document? {
    try connection.query(
      "SELECT \(Self.columns) FROM documents d WHERE d.tenant = $1 AND d.namespace = $2 AND d.path = $3",
      [.text(tenant.description), .text(namespace.description), .text(path)], Self.document
    ).first
  }

  func list(_ filter: DocumentFilter, after cursor: String?, limit: Int) throws -> Page<Document> {
    var conditions = Conditions(tenant: tenant, table: "d", under: filter.namespaces)
    Self.add(filter, to: &conditions)
    // What is in a namespace is found by its name and sorted; to follow the order's index would be to read the tenant.
    let keyset = Keyset(["d.sequence"], descending: false, isSorted: !filter.namespaces.isEmpty)
    return try keyset.page(
      "SELECT \(Self.columns), d.sequence FROM documents d", conditions, after: cursor, limit: limit, connection,
      Self.document)
  }

  func chunks(of document: Int64) throws -> [DocumentChunk] {
    try connection.query(
      "SELECT \(Self.chunkColumns) FROM document_chunks c WHERE c.document = $1 AND c.tenant || '' = $2 ORDER BY c.place",
      [.integer(document), .text(tenant.description)], Self.chunk)
  }

  func chunks(before cursor: String?, limit: Int) throws -> Page<FoundChunk> {
    var conditions = Conditions(tenant: tenant, table: "c")
    conditions.add(Self.isOfDocument, [])
    return try Keyset("c.sequence", descending: true).page(
      "SELECT \(Self.chunkColumns), \(Self.columns), c.sequence \(Self.chunksWithDocuments)", conditions,
      after: cursor, limit: limit, connection, Self.found)
  }

  func chunks(sequences: [Int64], _ filter: DocumentFilter) throws -> [FoundChunk] {
    guard !sequences.isEmpty else { return [] }
    var conditions = Conditions(tenant: tenant, table: "c", sequences: sequences)
    conditions.add(Self.isOfDocument, [])
    conditions.add("d.namespace", under: filter.namespaces)
    Self.add(filter, to: &conditions)
    return try connection.query(
      "SELECT \(Self.chunkColumns), \(Self.columns) \(Self.chunksWithDocuments) \(conditions.sql)", conditions.values,
      Self.found)
  }

  func places(_ stretches: [Stretch<Int64>]) throws -> [Place<Int64>] {
    try stretches.flatMap { stretch in
      try connection.query(
        "SELECT sequence, place FROM document_chunks WHERE tenant || '' = $1 AND document = $2 AND place BETWEEN $3 AND $4",
        [
          .text(tenant.description), .integer(stretch.thread), .integer(stretch.positions.lowerBound),
          .integer(stretch.positions.upperBound),
        ]
      ) { Place(item: $0.integer(0), thread: stretch.thread, position: Int($0.integer(1))) }
    }
  }

  /// Each chunk with its document, which is looked up by its number; the condition says which.
  private static let chunksWithDocuments = "FROM document_chunks c CROSS JOIN documents d"
  private static let isOfDocument = "d.sequence = c.document AND d.tenant || '' = c.tenant"

  /// Adds what a filter names, but for the namespaces.
  private static func add(_ filter: DocumentFilter, to conditions: inout Conditions) {
    conditions.add("d.path = ?", ifPresent: .text(filter.path))
    conditions.add("d.type = ?", ifPresent: .text(filter.type?.rawValue))
    conditions.add("d.status = ?", ifPresent: .text(filter.status?.rawValue))
    conditions.add("d.root = ?", ifPresent: .text(filter.root))
    conditions.add("d.updated_at >= ?", ifPresent: .time(filter.updatedSince))
    conditions.add("d.updated_at <= ?", ifPresent: .time(filter.updatedUntil))
  }

  // MARK: Writing

  func insert(_ document: Document) throws -> Document {
    let sequences = try connection.query(
      """
      INSERT INTO documents (tenant, id, namespace, owner, path, title, type, sha256, metadata, bytes, chunks,
        embedding_model, status, failure_cause, failure, root, synced_at, created_at, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
      ON CONFLICT DO NOTHING RETURNING sequence
      """,
      [
        .text(tenant.description), .text(document.id), .text(document.namespace.description),
        .text(document.namespace.owner),
      ] + Self.values(document) + [.time(document.createdAt), .time(document.updatedAt)]
    ) { $0.integer(0) }
    guard let sequence = sequences.first else { throw Self.exists }
    var stored = document
    stored.sequence = sequence
    return stored
  }

  func update(_ document: Document) throws {
    let updated = try connection.execute(
      """
      UPDATE documents SET path = $4, title = $5, type = $6, sha256 = $7, metadata = $8, bytes = $9, chunks = $10,
        embedding_model = $11, status = $12, failure_cause = $13, failure = $14, root = $15, synced_at = $16,
        updated_at = $17
      WHERE tenant = $1 AND id = $2 AND NOT EXISTS (
        SELECT 1 FROM documents o WHERE o.tenant = $1 AND o.namespace = $3 AND o.path = $4 AND o.id <> $2)
      """,
      [.text(tenant.description), .text(document.id), .text(document.namespace.description)]
        + Self.values(document) + [.time(document.updatedAt)])
    if updated == 0, try find(document.id) != nil { throw Self.exists }
  }

  /// What of a document may change, from its path to when it was synced.
  private static func values(_ document: Document) -> [SQLValue] {
    [
      .text(document.path), .text(document.title), .text(document.type.rawValue), .text(document.sha256),
      .json(document.metadata), .integer(document.bytes), .integer(document.chunkCount),
      .text(document.embeddingModel), .text(document.status.rawValue), .text(document.failure?.cause.rawValue),
      .text(document.failure?.reason), .text(document.root), .time(document.syncedAt),
    ]
  }

  private static var exists: ScrubjayError {
    ScrubjayError(.documentExists, "A document with this namespace and path already exists; choose another path.")
  }

  func replaceChunks(of document: Int64, with chunks: [DocumentChunk]) throws -> [DocumentChunk] {
    try removeChunks(of: document)
    // Their numbers are asked for afterwards, all at once: see `removeChunks(of:)`.
    try connection.execute(
      """
      INSERT INTO document_chunks (tenant, document, place, headings, start, lead, text, has_meaning, bytes)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """,
      rows: chunks.map { chunk in
        [
          .text(tenant.description), .integer(document), .integer(chunk.place),
          .text(JSON.array(chunk.headings.map(JSON.string)).text), .integer(chunk.start), .text(chunk.lead),
          .text(chunk.text), .flag(chunk.hasMeaning), .integer(chunk.content.utf8.count),
        ]
      })
    try usage.add(rows: chunks.count, bytes: chunks.reduce(0) { $0 + $1.content.utf8.count })
    let sequences = try connection.query(
      "SELECT place, sequence FROM document_chunks WHERE document = $1 AND tenant || '' = $2",
      [.integer(document), .text(tenant.description)]
    ) { row in (Int(row.integer(0)), row.integer(1)) }
    let byPlace = Dictionary(sequences) { first, _ in first }
    return chunks.map { chunk in
      var stored = chunk
      stored.sequence = byPlace[chunk.place] ?? 0
      return stored
    }
  }

  func delete(_ document: Int64) throws {
    try removeChunks(of: document)
    try connection.execute(
      "DELETE FROM documents WHERE sequence = $1 AND tenant || '' = $2",
      [.integer(document), .text(tenant.description)])
  }

  /// Row by row: after a statement on several rows, or one that answers any, SQLite winds back a journal that grows with
  /// the transaction.
  private func removeChunks(of document: Int64) throws {
    let chunks = try connection.query(
      "SELECT sequence, bytes FROM document_chunks WHERE document = $1 AND tenant || '' = $2",
      [.integer(document), .text(tenant.description)]
    ) { (sequence: $0.integer(0), bytes: Int($0.integer(1))) }
    guard !chunks.isEmpty else { return }
    try usage.add(rows: -chunks.count, bytes: -chunks.reduce(0) { $0 + $1.bytes })
    try connection.execute(
      "DELETE FROM document_chunks WHERE sequence = $1", rows: chunks.map { [.integer($0.sequence)] })
  }

  // MARK: Statuses

  func settle(_ documents: [Int64]?, by model: VectorModel, at time: Timestamp) throws {
    if let documents, documents.isEmpty { return }
    var conditions =
      documents.map { Conditions(tenant: tenant, table: "documents", sequences: $0) }
      ?? Conditions(tenant: tenant, table: "documents")
    let waits = documents == nil ? "documents.status" : "documents.status || ''"
    conditions.add("\(waits) IN ('pending', 'stale', 'failed')", [])
    conditions.add(
      "COALESCE(documents.failure_cause, ?) = 'embedding'",
      [
        .text(Document.Failure.Cause.embedding.rawValue)
      ])
    conditions.add(
      """
      NOT EXISTS (
        SELECT 1 FROM document_chunks c WHERE c.document = documents.sequence AND c.has_meaning = 1 AND NOT EXISTS (
          SELECT 1 FROM owners o
          JOIN vectors v ON v.tenant = o.tenant AND v.model = ? AND v.owner = o.number AND v.item = c.sequence
            AND v.part = 0
          WHERE o.tenant = documents.tenant AND o.kind = 'document' AND o.first = documents.owner
            AND o.second = documents.namespace))
      """, [.integer(model.number)])
    let name = conditions.bind(.text(model.model.name))
    let now = conditions.bind(.time(time))
    try connection.execute(
      """
      UPDATE documents SET status = 'synced', embedding_model = \(name), synced_at = \(now), failure_cause = NULL,
        failure = NULL
      \(conditions.sql)
      """, conditions.values)
  }

  func markStale() throws {
    try connection.execute(
      "UPDATE documents SET status = 'stale' WHERE tenant = $1 AND status = 'synced'", [.text(tenant.description)])
  }
}
