import ScrubjayCore

/// Memories and their versions as rows: an entry holds what identifies and orders it, a version what it says.
struct SQLMemories: MemoryWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  private static let select =
    """
    SELECT m.sequence, m.id, m.namespace, m.entry_key, m.key_chosen, v.version, v.origin, \
    v.origin_memory, v.origin_version, v.type, v.content, v.value, \
    v.importance, v.category, v.metadata, v.valid_from, v.valid_until, v.expires_at, m.created_at, m.created_by, \
    v.recorded_at, v.recorded_until, v.updated_by, v.redacted_at, \
    m.deleted_at, v.voice, v.means, v.maker
    """
  private static let current =
    "FROM memories m JOIN memory_versions v ON v.tenant = m.tenant AND v.memory = m.sequence AND v.version = m.version"
  private static let versions =
    "FROM memories m JOIN memory_versions v ON v.tenant = m.tenant AND v.memory = m.sequence"

  /// The versions of a tenant, each with its entry, which is looked up by its number; the condition says which.
  private static let entries = "FROM memory_versions v CROSS JOIN memories m"
  private static let isEntry = "m.sequence = v.memory AND m.tenant || '' = v.tenant"

  private var usage: SQLUsage { SQLUsage(connection: connection, tenant: tenant) }

  /// Reads a memory; its sources, which are rows of their own, follow by `sources`.
  private func memory(_ row: any SQLRow) throws -> Memory {
    var row = RowReader(row)
    let sequence = row.integer()
    let id = row.text()
    let namespace = Namespace(stored: row.text())
    let key = row.text()
    let isKeyChosen = row.flag()
    let version = row.int()
    let origin = VersionOrigin(
      stored: try row.oneOf(), memory: row.optional { $0.text() }, version: row.optional { $0.int() })
    var memory = Memory(
      sequence: sequence, id: id, namespace: namespace, key: key, isKeyChosen: isKeyChosen, version: version,
      origin: origin, type: try row.oneOf(), content: row.text(), value: row.optional { $0.json() },
      importance: row.int(),
      category: row.optional { $0.text() }, metadata: row.json(), validFrom: row.optional { $0.time() },
      validUntil: row.optional { $0.time() }, expiresAt: row.optional { $0.time() },
      sources: try sources(of: sequence, version: version), createdAt: row.time(), createdBy: row.text(),
      recordedAt: row.time(), recordedUntil: row.optional { $0.time() }, updatedBy: row.text(),
      redactedAt: row.optional { $0.time() }, deletedAt: row.optional { $0.time() })
    memory.provenance = try row.optional { row in
      Provenance(voice: try row.oneOf(), means: try row.oneOf(), maker: row.text())
    }
    return memory
  }

  private func sources(of memory: Int64, version: Int) throws -> [MemorySource] {
    try connection.query(
      """
      SELECT session, event, deleted_at FROM memory_sources
      WHERE tenant = $1 AND memory = $2 AND version = $3 ORDER BY place
      """, [.text(tenant.description), .integer(memory), .integer(version)]
    ) { row in
      var row = RowReader(row)
      return MemorySource(
        session: row.text(), event: row.optional { $0.text() }, deletedAt: row.optional { $0.time() })
    }
  }

  private func first(_ sql: String, _ values: SQLValue...) throws -> Memory? {
    try connection.query("\(Self.select) \(sql)", [.text(tenant.description)] + values, memory).first
  }

  func find(_ id: String) throws -> Memory? {
    try first("\(Self.current) WHERE m.tenant = $1 AND m.id = $2", .text(id))
  }

  func find(_ namespace: Namespace, key: String) throws -> Memory? {
    try first(
      "\(Self.current) WHERE m.tenant = $1 AND m.namespace = $2 AND m.entry_key = $3", .text(namespace.description),
      .text(key))
  }

  func version(_ version: Int, of id: String) throws -> Memory? {
    try first("\(Self.versions) WHERE m.tenant = $1 AND m.id = $2 AND v.version = $3", .text(id), .integer(version))
  }

  func find(_ id: String, asOf time: Timestamp) throws -> Memory? {
    var conditions = Conditions(tenant: tenant, table: "m")
    conditions.add("m.id = ?", [.text(id)])
    Self.add(asOf: time, to: &conditions)
    return try connection.query("\(Self.select) \(Self.versions) \(conditions.sql)", conditions.values, memory).first
  }

  func history(of id: String, asOf time: Timestamp?, after cursor: String?, limit: Int) throws -> Page<Memory> {
    var conditions = Conditions(tenant: tenant, table: "m")
    conditions.add("m.id = ?", [.text(id)])
    conditions.add("v.recorded_at <= ?", ifPresent: .time(time))
    return try Keyset("v.version", descending: false).page(
      "\(Self.select), v.version \(Self.versions)", conditions, after: cursor, limit: limit, connection, memory)
  }

  func list(_ filter: MemoryFilter, order: MemoryOrder, after cursor: String?, limit: Int) throws -> Page<Memory> {
    let isOfTenant = filter.namespaces.isEmpty
    var conditions = Conditions(tenant: tenant, table: "m", under: filter.namespaces)
    // What was current in a whole tenant comes in the order of its versions.
    if isOfTenant, filter.asOf != nil {
      conditions = Conditions(tenant: tenant, table: "v")
      conditions.add(Self.isEntry, [])
    }
    add(filter, to: &conditions)
    let columns =
      switch (order, filter.asOf) {
      case (.importance, nil): ["m.importance", "m.updated_at", "m.sequence"]
      case (.updated, nil): ["m.updated_at", "m.sequence"]
      case (.importance, _): ["v.importance", "v.recorded_at", "v.memory"]
      case (.updated, _): ["v.recorded_at", "v.memory"]
      }
    // What is in a namespace is found by its name and sorted; to follow the order's index would be to read the tenant.
    let keyset = Keyset(columns, descending: true, isSorted: !isOfTenant)
    let tables = filter.asOf == nil ? Self.current : isOfTenant ? Self.entries : Self.versions
    return try keyset.page(
      "\(Self.select), \(columns.joined(separator: ", ")) \(tables)", conditions, after: cursor, limit: limit,
      connection, memory)
  }

  func count(of owner: String, at time: Timestamp) throws -> Int {
    try connection.query(
      """
      SELECT COUNT(*) FROM memories
      WHERE tenant = $1 AND owner = $2 AND deleted_at IS NULL AND (expires_at IS NULL OR expires_at > $3)
      """, [.text(tenant.description), .text(owner), .time(time)]
    ) { Int($0.integer(0)) }.first ?? 0
  }

  func evictable(of owner: String, at time: Timestamp, limit: Int) throws -> [Memory] {
    try connection.query(
      """
      \(Self.select) \(Self.current)
      WHERE m.tenant = $1 AND m.owner = $2 AND m.deleted_at IS NULL AND m.key_chosen = 0 AND m.type <> 'procedural'
        AND (m.expires_at IS NULL OR m.expires_at > $3)
      ORDER BY m.importance, m.updated_at, m.sequence LIMIT $4
      """, [.text(tenant.description), .text(owner), .time(time), .integer(limit)], memory)
  }

  func expired(by time: Timestamp, limit: Int) throws -> [Memory] {
    try connection.query(
      """
      \(Self.select) \(Self.current)
      WHERE m.tenant = $1 AND m.expires_at <= $2 AND m.deleted_at IS NULL
      ORDER BY m.expires_at, m.sequence LIMIT $3
      """, [.text(tenant.description), .time(time), .integer(limit)], memory)
  }

  func episodes(unchangedSince time: Timestamp, after cursor: String?, limit: Int) throws -> Page<Memory> {
    var conditions = Conditions(tenant: tenant, table: "m")
    conditions.add("m.type = 'episodic' AND m.key_chosen = 0 AND m.deleted_at IS NULL", [])
    conditions.add("m.updated_at <= ?", [.time(time)])
    conditions.add("(m.expires_at IS NULL OR m.expires_at > ?)", [.time(time)])
    return try Keyset("m.updated_at", "m.sequence", descending: false).page(
      "\(Self.select), m.updated_at, m.sequence \(Self.current)", conditions, after: cursor, limit: limit, connection,
      memory)
  }

  func derived(from origin: MemoryOrigin, limit: Int) throws -> [String] {
    let (table, condition, id) =
      switch origin {
      case .session(let id): ("memory_sources", "s.session = $2", id)
      case .memory(let id): ("memory_versions", "s.origin_memory = $2 AND s.origin = 'publish'", id)
      }
    return try connection.query(
      """
      SELECT DISTINCT m.id FROM \(table) s JOIN memories m ON m.sequence = s.memory
      WHERE s.tenant = $1 AND \(condition) LIMIT $3
      """, [.text(tenant.description), .text(id), .integer(limit)]
    ) { $0.text(0) }
  }

  func past(after cursor: String?, limit: Int) throws -> Page<Memory> {
    var conditions = Conditions(tenant: tenant, table: "v")
    conditions.add(Self.isEntry, [])
    conditions.add("v.recorded_until IS NOT NULL", [])
    let columns = ["v.recorded_at", "v.memory", "v.version"]
    return try Keyset(columns, descending: true).page(
      "\(Self.select), \(columns.joined(separator: ", ")) \(Self.entries)", conditions, after: cursor, limit: limit,
      connection, memory)
  }

  func past(_ items: [PastItem], _ filter: MemoryFilter) throws -> [Memory] {
    try items.flatMap { item in
      var conditions = Conditions(tenant: tenant, table: "m", sequences: [item.entry])
      conditions.add("v.version = ?", [.integer(item.version)])
      conditions.add("v.recorded_until IS NOT NULL", [])
      conditions.add("m.namespace", under: filter.namespaces)
      var filter = filter
      // The entry may be deleted by now.
      filter.includesDeleted = true
      add(filter, to: &conditions)
      return try connection.query("\(Self.select) \(Self.versions) \(conditions.sql)", conditions.values, memory)
    }
  }

  func find(sequences: [Int64], _ filter: MemoryFilter) throws -> [Memory] {
    guard !sequences.isEmpty else { return [] }
    var conditions = Conditions(tenant: tenant, table: "m", sequences: sequences)
    conditions.add("m.namespace", under: filter.namespaces)
    add(filter, to: &conditions)
    let tables = filter.asOf == nil ? Self.current : Self.versions
    return try connection.query("\(Self.select) \(tables) \(conditions.sql)", conditions.values, memory)
  }

  /// Adds what a filter names, but for the namespaces.
  private func add(_ filter: MemoryFilter, to conditions: inout Conditions) {
    conditions.add("m.entry_key = ?", ifPresent: .text(filter.key))
    conditions.add("v.category = ?", ifPresent: .text(filter.category))
    conditions.add("m.created_by = ?", ifPresent: .text(filter.createdBy))
    // The entry has of its current version what lists are ordered and searched by.
    let (table, stored) = filter.asOf == nil ? ("m", "m.updated_at") : ("v", "v.recorded_at")
    conditions.add("\(table).type", in: filter.types.map { .text($0.rawValue) })
    conditions.add("\(stored) >= ?", ifPresent: .time(filter.updatedSince))
    conditions.add("\(stored) <= ?", ifPresent: .time(filter.updatedUntil))
    conditions.add("(\(table).expires_at IS NULL OR \(table).expires_at > ?)", ifPresent: .time(filter.unexpiredAt))
    if let time = filter.asOf {
      Self.add(asOf: time, to: &conditions)
    } else if !filter.includesDeleted {
      conditions.add("m.deleted_at IS NULL", [])
    }
    if let time = filter.validAt.map(SQLValue.time) {
      conditions.add("(v.valid_from IS NULL OR v.valid_from <= ?)", [time])
      conditions.add("(v.valid_until IS NULL OR v.valid_until > ?)", [time])
    }
  }

  /// Adds that a version was current at a time.
  private static func add(asOf time: Timestamp, to conditions: inout Conditions) {
    conditions.add("v.recorded_at <= ?", [.time(time)])
    conditions.add("(v.recorded_until IS NULL OR v.recorded_until > ?)", [.time(time)])
  }

  func insert(_ memory: Memory) throws -> Memory {
    let sequences = try connection.query(
      """
      INSERT INTO memories (tenant, id, namespace, owner, entry_key, key_chosen, version, type, importance, created_at,
        created_by, updated_at, expires_at)
      VALUES ($1, $2, $3, $13, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING RETURNING sequence
      """,
      [
        .text(tenant.description), .text(memory.id), .text(memory.namespace.description), .text(memory.key),
        .flag(memory.isKeyChosen), .integer(memory.version), .text(memory.type.rawValue),
        .integer(memory.importance), .time(memory.createdAt), .text(memory.createdBy), .time(memory.recordedAt),
        .time(memory.expiresAt), .text(memory.namespace.owner),
      ]
    ) { $0.integer(0) }
    guard let sequence = sequences.first else {
      throw ScrubjayError(
        .memoryExists, "A memory with this namespace and key already exists; update it instead, or choose another key.")
    }
    var stored = memory
    stored.sequence = sequence
    try insertVersion(of: stored)
    return stored
  }

  func append(_ memory: Memory) throws {
    try end(memory.id, at: memory.recordedAt)
    try connection.execute(
      """
      UPDATE memories SET version = $3, type = $4, importance = $5, updated_at = $6, expires_at = $7, deleted_at = NULL
      WHERE tenant = $1 AND id = $2
      """,
      [
        .text(tenant.description), .text(memory.id), .integer(memory.version), .text(memory.type.rawValue),
        .integer(memory.importance), .time(memory.recordedAt), .time(memory.expiresAt),
      ])
    try insertVersion(of: memory)
  }

  func delete(_ id: String, at time: Timestamp) throws {
    try end(id, at: time)
    try connection.execute(
      "UPDATE memories SET deleted_at = $3, updated_at = $3 WHERE tenant = $1 AND id = $2",
      [.text(tenant.description), .text(id), .time(time)])
  }

  /// Ends the current version, unless a deletion ended it before; conflicts that it is in are outdated.
  private func end(_ id: String, at time: Timestamp) throws {
    try outdateConflicts(of: id)
    try connection.execute(
      """
      UPDATE memory_versions SET recorded_until = $3
      WHERE tenant = $1 AND recorded_until IS NULL
        AND (memory, version) = (SELECT sequence, version FROM memories WHERE tenant = $1 AND id = $2)
      """, [.text(tenant.description), .text(id), .time(time)])
  }

  private func outdateConflicts(of id: String) throws {
    try connection.execute(
      """
      UPDATE conflicts SET state = 'outdated'
      WHERE state = 'open' AND sequence IN (
        SELECT c.conflict FROM memories m JOIN conflict_members c ON c.memory = m.sequence
        WHERE m.tenant = $1 AND m.id = $2)
      """, [.text(tenant.description), .text(id)])
  }

  private func insertVersion(of memory: Memory) throws {
    try connection.execute(
      """
      INSERT INTO memory_versions (tenant, memory, version, type, content, value, importance, category, metadata,
        valid_from, valid_until, expires_at, recorded_at, updated_by, origin, origin_memory, origin_version, bytes,
        voice, means, maker)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
      """,
      [
        .text(tenant.description), .integer(memory.sequence), .integer(memory.version), .text(memory.type.rawValue),
        .text(memory.content), .json(memory.value), .integer(memory.importance), .text(memory.category),
        .json(memory.metadata), .time(memory.validFrom), .time(memory.validUntil), .time(memory.expiresAt),
        .time(memory.recordedAt), .text(memory.updatedBy), .text(memory.origin.step.rawValue),
        .text(memory.origin.memory), .integer(memory.origin.version), .integer(memory.bytes),
        .text(memory.provenance?.voice.rawValue), .text(memory.provenance?.means.rawValue),
        .text(memory.provenance?.maker),
      ])
    try usage.add(rows: 1, bytes: memory.bytes)
    try connection.execute(
      """
      INSERT INTO memory_sources (tenant, memory, version, place, session, event, deleted_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """,
      rows: memory.sources.enumerated().map { place, source in
        [
          .text(tenant.description), .integer(memory.sequence), .integer(memory.version), .integer(place),
          .text(source.session), .text(source.event), .time(source.deletedAt),
        ]
      })
  }

  func redact(_ version: Int, of id: String, at time: Timestamp) throws {
    try outdateConflicts(of: id)
    if let memory = try self.version(version, of: id) { try usage.add(rows: 0, bytes: -memory.bytes) }
    try connection.execute(
      """
      UPDATE memory_versions SET content = '', value = NULL, category = NULL, metadata = '{}', redacted_at = $4, bytes = 0
      WHERE tenant = $1 AND memory = (SELECT sequence FROM memories WHERE tenant = $1 AND id = $2) AND version = $3
      """, [.text(tenant.description), .text(id), .integer(version), .time(time)])
  }

  func purge(_ id: String) throws {
    var versions = Conditions(tenant: tenant)
    versions.add("memory = (SELECT sequence FROM memories WHERE tenant = $1 AND id = ?)", [.text(id)])
    try usage.remove(from: "memory_versions", versions)
    try connection.execute(
      """
      DELETE FROM conflicts WHERE sequence IN (
        SELECT c.conflict FROM memories m JOIN conflict_members c ON c.memory = m.sequence
        WHERE m.tenant = $1 AND m.id = $2)
      """, [.text(tenant.description), .text(id)])
    try connection.execute(
      """
      UPDATE memory_versions SET origin_memory = NULL
      WHERE tenant = $1 AND origin_memory = $2 AND origin = 'consolidate'
      """, [.text(tenant.description), .text(id)])
    try connection.execute(
      "DELETE FROM memories WHERE tenant = $1 AND id = $2", [.text(tenant.description), .text(id)])
  }

  func markSourcesDeleted(session: String, at time: Timestamp) throws {
    try connection.execute(
      "UPDATE memory_sources SET deleted_at = $3 WHERE tenant = $1 AND session = $2 AND deleted_at IS NULL",
      [.text(tenant.description), .text(session), .time(time)])
  }
}

extension Memory {
  /// How much the version says, in bytes; one that is redacted says nothing.
  fileprivate var bytes: Int {
    redactedAt != nil ? 0 : content.utf8.count + (value?.text.utf8.count ?? 0) + metadata.text.utf8.count
  }
}
