import ScrubjayCore
import ScrubjaySQL
import ScrubjaySQLite
import ScrubjayTestKit
import Testing

/// The database itself lets nothing in that the program could not read again, whoever writes to the file.
@Suite struct ConstraintTests {
  /// A row of every table, as they follow from each other.
  private static let rows = [
    "INSERT INTO tenants (id, name, created_at) VALUES ('t', 'T', 0)", "INSERT INTO usage VALUES ('t', 1, 5)",
    """
    INSERT INTO api_keys (id, tenant, name, prefix, hash, grants, created_at, created_by)
    VALUES ('k', 't', 'K', 'sj_', 'h', '[]', 0, 'x')
    """,
    """
    INSERT INTO sessions (tenant, id, app, user_id, status, metadata, event_count, summarized, revision, created_at,
      updated_at)
    VALUES ('t', 's', 'a', 'u', 'active', '{}', 1, 0, 1, 0, 0)
    """,
    """
    INSERT INTO events (tenant, id, session, app, user_id, position, type, actor, role, content, content_is_json,
      metadata, is_final_response, occurred_at, recorded_at, bytes)
    VALUES ('t', 'e', 's', 'a', 'u', 1, 'message', 'user', 'user', 'hello', 0, '{}', 0, 0, 0, 5)
    """,
    "INSERT INTO state VALUES ('t', 'user', 'u', 'n', '1', 0)",
    """
    INSERT INTO memories (tenant, id, namespace, owner, entry_key, key_chosen, version, type, importance, created_at,
      created_by, updated_at)
    VALUES ('t', 'm', 'user:u', 'user:u', 'key', 1, 1, 'semantic', 5, 0, 'x', 0)
    """,
    """
    INSERT INTO memory_versions (tenant, memory, version, origin, type, content, importance, metadata, recorded_at,
      updated_by, bytes)
    VALUES ('t', 1, 1, 'create', 'semantic', 'tea', 5, '{}', 0, 'x', 5)
    """,
    "INSERT INTO memory_sources (tenant, memory, version, place, session) VALUES ('t', 1, 1, 0, 's')",
    "INSERT INTO conflicts (tenant, id, namespace, reason, state, found_at) VALUES ('t', 'c', 'user:u', 'value', 'open', 0)",
    "INSERT INTO conflict_members VALUES ('t', 1, 0, 1, 1)",
    "INSERT INTO consolidations (tenant, id, namespace, strategy, at, actor) VALUES ('t', 'c', 'user:u', 'review', 0, 'x')",
    "INSERT INTO consolidation_changes VALUES ('t', 1, 0, 1, 1, 2)",
    """
    INSERT INTO documents (tenant, id, namespace, owner, path, title, type, metadata, bytes, chunks, status, created_at,
      updated_at)
    VALUES ('t', 'd', 'org:t', 'org:t', 'a.md', 'A', 'markdown', '{}', 0, 0, 'synced', 0, 0)
    """,
    """
    INSERT INTO document_chunks (tenant, document, place, headings, start, lead, text, has_meaning, bytes)
    VALUES ('t', 1, 0, '[]', 0, '', 'tea', 1, 3)
    """,
    """
    INSERT INTO owners (tenant, kind, first, second, items, length, languages, speakers)
    VALUES ('t', 'message', 'u', 'a', 1, 1, 'en', '')
    """,
    "INSERT INTO postings VALUES ('t', 1, 'tea', 1, 1, 1)",
    """
    INSERT INTO embedding_models (tenant, name, dimension, is_live, is_wanted, registered_at) VALUES ('t', 'm', 3, 1, 1, 0)
    """,
    "INSERT INTO vector_sets VALUES ('t', 1, 1, 1, 1, 0, 0)",
    """
    INSERT INTO vectors (tenant, model, owner, item, part, change, embedding) VALUES ('t', 1, 1, 1, 0, 1, x'0000803f')
    """,
    "INSERT INTO vector_codes VALUES ('t', 1, 1, 1, 1, 0, x'0000803f7f')",
    """
    INSERT INTO audit (tenant, at, action, actor, principal, details, salt, digest)
    VALUES ('t', 0, 'create', 'x', 'x', '{}', 's', 'd')
    """,
    "INSERT INTO audit_seals VALUES ('t', 1, 1, 1, 'h', 0)",
    """
    INSERT INTO tasks (tenant, id, prompt, status, created_at, created_by, updated_at)
    VALUES ('t', 'k', 'x', 'pending', 0, 'a', 0)
    """,
    """
    INSERT INTO jobs (tenant, id, queue, payload, unique_key, state, priority, attempts, run_at, created_at)
    VALUES ('t', 'j', 'q', '{}', 'u', 'waiting', 0, 0, 0, 0)
    """,
    "INSERT INTO answers VALUES ('t', 'p', 'k', 'f', '{}', NULL, NULL, 0)",
    "INSERT INTO answer_memories VALUES ('t', 'p', 'k', 'm', 1)",
    "INSERT INTO queue_pauses VALUES ('t', 'q', 0, 'x')", "INSERT INTO queue_rates VALUES ('q', 0, 1)",
    "INSERT INTO extraction_outcomes VALUES (1, 't', 'u', 'waiting', NULL, NULL, NULL)",
    "INSERT INTO extraction_runs VALUES (1, 't', 'r', 0, NULL, 1, 0, 0, 0, 0, 0, 0, 0, '[]')",
    "INSERT INTO injections VALUES ('t', 'u', 'p', 0)", "INSERT INTO model_usage VALUES ('t', 0, 'o', 'm', 1, 1, 2, 3)",
  ]

  /// A statement that must be refused, and the kind of rule that refuses it.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let sql: String
    let reason: String
    var testDescription: String { sql }

    init(_ sql: String, _ reason: String) {
      self.sql = sql
      self.reason = reason
    }
  }

  static let refusals: [Refusal] = [
    // Types: a STRICT table takes nothing else.
    .init("UPDATE sessions SET revision = 'many'", "cannot store TEXT"),
    .init("UPDATE sessions SET title = x'00'", "cannot store BLOB"),
    .init("UPDATE events SET occurred_at = 1.5", "cannot store REAL"),
    .init("UPDATE memories SET deleted_at = 'now'", "cannot store TEXT"),
    .init("UPDATE state SET name = NULL", "NOT NULL"),
    .init("UPDATE vectors SET embedding = '[1]'", "cannot store TEXT"),
    .init("UPDATE vectors SET embedding = NULL", "NOT NULL"),
    .init("UPDATE vector_codes SET code = 1", "cannot store INT"),
    .init("UPDATE vector_sets SET change = NULL", "NOT NULL"),
    // Known words.
    .init("UPDATE sessions SET status = 'lost'", "CHECK"),
    .init("UPDATE events SET type = 'gossip', role = NULL", "CHECK"),
    .init("UPDATE events SET role = 'narrator'", "CHECK"),
    .init("UPDATE state SET scope = 'org'", "CHECK"),
    .init("UPDATE memories SET type = 'false'", "CHECK"),
    .init("UPDATE memory_versions SET type = 'false'", "CHECK"),
    .init("UPDATE memory_versions SET origin = 'rumour'", "CHECK"),
    .init("UPDATE memory_versions SET origin = 'rollback'", "CHECK"),
    .init("UPDATE memory_versions SET origin_version = 1", "CHECK"),
    .init("UPDATE memory_versions SET origin_memory = 'm'", "CHECK"),
    .init("UPDATE memory_versions SET redacted_at = 1", "CHECK"),
    .init("UPDATE owners SET kind = 'rumour'", "CHECK"),
    .init("UPDATE documents SET type = 'picture'", "CHECK"), .init("UPDATE documents SET status = 'lost'", "CHECK"),
    .init("UPDATE documents SET status = 'failed'", "CHECK"), .init("UPDATE documents SET failure = 'x'", "CHECK"),
    .init("UPDATE documents SET status = 'failed', failure = 'x'", "CHECK"),
    .init("UPDATE documents SET status = 'failed', failure = 'x', failure_cause = 'fate'", "CHECK"),
    .init("UPDATE jobs SET state = 'lost'", "CHECK"), .init("UPDATE jobs SET state = 'running'", "CHECK"),
    .init("UPDATE jobs SET state = 'completed'", "CHECK"), .init("UPDATE jobs SET worker = 'w'", "CHECK"),
    .init("UPDATE jobs SET leased_until = 1", "CHECK"), .init("UPDATE jobs SET finished_at = 1", "CHECK"),
    .init("UPDATE owners SET speakers = NULL", "NOT NULL"),
    .init("UPDATE tasks SET status = 'lost'", "CHECK"), .init("UPDATE tasks SET status = 'failed'", "CHECK"),
    .init("UPDATE tasks SET result = 'x'", "CHECK"), .init("UPDATE tasks SET session = 'none'", "FOREIGN KEY"),
    .init("UPDATE tasks SET id = ''", "CHECK"),
    .init("UPDATE conflicts SET reason = 'taste'", "CHECK"), .init("UPDATE conflicts SET state = 'lost'", "CHECK"),
    .init("UPDATE conflicts SET state = 'resolved'", "CHECK"), .init("UPDATE conflicts SET resolved_by = 'x'", "CHECK"),
    .init("UPDATE conflicts SET namespace = 'user'", "CHECK"), .init("UPDATE conflicts SET id = ''", "CHECK"),
    .init("UPDATE conflicts SET tenant = 'none'", "FOREIGN KEY"),
    .init("UPDATE conflict_members SET memory = 9", "FOREIGN KEY"),
    .init("UPDATE conflict_members SET conflict = 9", "FOREIGN KEY"),
    .init("UPDATE conflict_members SET version = 0", "CHECK"), .init("UPDATE conflict_members SET place = -1", "CHECK"),
    .init("INSERT INTO conflict_members VALUES ('t', 1, 0, 1, 2)", "UNIQUE"),
    .init("UPDATE consolidations SET strategy = 'dice'", "CHECK"),
    .init("UPDATE consolidation_changes SET before = 0", "CHECK"),
    .init("UPDATE consolidation_changes SET after = 1", "CHECK"),
    .init("UPDATE sessions SET summarized = 2", "CHECK"), .init("UPDATE sessions SET summarized = -1", "CHECK"),
    .init("UPDATE memory_versions SET voice = 'user'", "CHECK"),
    .init("UPDATE memory_versions SET voice = 'moon', means = 'summary', maker = 'x'", "CHECK"),
    .init("UPDATE memory_versions SET voice = 'user', means = 'magic', maker = 'x'", "CHECK"),
    .init("UPDATE extraction_outcomes SET outcome = 'lost'", "CHECK"),
    .init("UPDATE extraction_outcomes SET outcome = 'stored'", "CHECK"),
    .init("UPDATE extraction_outcomes SET outcome = 'failed', settled_at = 1", "CHECK"),
    .init("INSERT INTO extraction_outcomes VALUES (9, 't', 'u', 'waiting', NULL, NULL, NULL)", "FOREIGN KEY"),
    .init("INSERT INTO extraction_outcomes VALUES (1, 't', 'u', 'waiting', NULL, NULL, NULL)", "UNIQUE"),
    .init("UPDATE extraction_runs SET tried = 2", "CHECK"), .init("UPDATE extraction_runs SET tried = 1", "CHECK"),
    .init("UPDATE extraction_runs SET errors = 'no'", "CHECK"),
    .init("UPDATE extraction_runs SET messages = -1", "CHECK"),
    .init("UPDATE queue_rates SET begun = -1", "CHECK"),
    .init("INSERT INTO queue_pauses VALUES ('t', 'q', 1, 'y')", "UNIQUE"),
    .init("UPDATE model_usage SET failures = 2", "CHECK"), .init("UPDATE model_usage SET output_tokens = -1", "CHECK"),
    .init("INSERT INTO model_usage VALUES ('t', 0, 'o', 'm', 1, 0, 0, 0)", "UNIQUE"),
    .init("INSERT INTO injections VALUES ('t', 'u', '', 0)", "CHECK"),
    .init("UPDATE consolidations SET undone_at = 1", "CHECK"), .init("UPDATE consolidations SET id = ''", "CHECK"),
    .init("UPDATE consolidations SET namespace = 'user'", "CHECK"),
    .init("UPDATE consolidations SET tenant = 'none'", "FOREIGN KEY"),
    .init("UPDATE consolidation_changes SET after = 1", "CHECK"),
    .init("UPDATE consolidation_changes SET before = 0", "CHECK"),
    .init("UPDATE consolidation_changes SET memory = 9", "FOREIGN KEY"),
    .init("UPDATE consolidation_changes SET consolidation = 9", "FOREIGN KEY"),
    .init("UPDATE memory_versions SET origin = 'consolidate'", "CHECK"),
    // JSON.
    .init("UPDATE api_keys SET grants = '[admin]'", "CHECK"),
    .init("UPDATE sessions SET metadata = '{'", "CHECK"),
    .init("UPDATE events SET metadata = ''", "CHECK"),
    .init("UPDATE events SET state_delta = '{a:1}'", "CHECK"),
    .init("UPDATE state SET value = 'text'", "CHECK"),
    .init("UPDATE memory_versions SET value = 'text'", "CHECK"),
    .init("UPDATE memory_versions SET metadata = 'x'", "CHECK"),
    .init("UPDATE audit SET details = 'x'", "CHECK"),
    .init("UPDATE audit SET salt = NULL", "CHECK"), .init("UPDATE audit SET actor = NULL", "CHECK"),
    .init(
      "UPDATE audit SET salt = NULL, actor = NULL, principal = NULL, namespace = 'user:u'", "CHECK"),
    .init("UPDATE audit SET digest = ''", "CHECK"),
    .init("INSERT INTO audit_seals VALUES ('t', 1, 2, 1, 'h', 0)", "UNIQUE"),
    .init("UPDATE audit_seals SET number = 0", "CHECK"), .init("UPDATE audit_seals SET records = 0", "CHECK"),
    .init("UPDATE audit_seals SET tenant = 'none'", "FOREIGN KEY"),
    .init("UPDATE jobs SET payload = 'x'", "CHECK"),
    .init("UPDATE documents SET metadata = 'x'", "CHECK"),
    .init("UPDATE document_chunks SET headings = 'x'", "CHECK"),
    .init("UPDATE answers SET answer = 'x'", "CHECK"),
    // Ranges.
    .init("UPDATE sessions SET revision = 0", "CHECK"), .init("UPDATE sessions SET event_count = -1", "CHECK"),
    .init("UPDATE events SET position = 0", "CHECK"),
    .init("UPDATE events SET content_is_json = 2", "CHECK"),
    .init("UPDATE events SET is_final_response = -1", "CHECK"),
    .init("UPDATE document_chunks SET bytes = -1", "CHECK"), .init("UPDATE events SET bytes = -1", "CHECK"),
    .init("UPDATE memory_versions SET bytes = -1", "CHECK"),
    .init("UPDATE tenants SET max_rows = -1", "CHECK"), .init("UPDATE tenants SET max_requests = 0", "CHECK"),
    .init("UPDATE memories SET version = 0", "CHECK"),
    .init("UPDATE memories SET importance = 11", "CHECK"),
    .init("UPDATE memories SET importance = 0", "CHECK"),
    .init("UPDATE memories SET namespace = 'user'", "CHECK"),
    .init("UPDATE memories SET owner = 'user'", "CHECK"),
    .init("UPDATE memory_versions SET version = 0", "CHECK"),
    .init("UPDATE memory_versions SET valid_from = 5, valid_until = 5", "CHECK"),
    .init("UPDATE owners SET items = -1", "CHECK"),
    .init("UPDATE jobs SET attempts = -1", "CHECK"),
    .init("UPDATE jobs SET progress_done = 1", "CHECK"),
    .init("UPDATE jobs SET progress_done = 2, progress_total = 1", "CHECK"),
    .init("UPDATE documents SET bytes = -1", "CHECK"), .init("UPDATE documents SET chunks = -1", "CHECK"),
    .init("UPDATE documents SET chunks = 1", "CHECK"), .init("UPDATE documents SET sha256 = 'abc'", "CHECK"),
    .init("UPDATE documents SET namespace = 'org'", "CHECK"), .init("UPDATE documents SET owner = 'org'", "CHECK"),
    .init("UPDATE document_chunks SET place = -1", "CHECK"), .init("UPDATE document_chunks SET start = -1", "CHECK"),
    .init("UPDATE document_chunks SET has_meaning = 2", "CHECK"),
    .init("UPDATE embedding_models SET dimension = 0", "CHECK"),
    .init("UPDATE embedding_models SET is_live = 2", "CHECK"),
    .init("UPDATE embedding_models SET is_wanted = 2", "CHECK"),
    .init("UPDATE vector_sets SET change = 0", "CHECK"),
    .init("UPDATE vector_sets SET codes = -1", "CHECK"),
    .init("UPDATE vector_sets SET removals = -1", "CHECK"),
    .init("UPDATE vector_sets SET forgotten = 2", "CHECK"),
    .init("UPDATE vector_sets SET forgotten = -1", "CHECK"),
    .init("UPDATE vectors SET part = -1", "CHECK"),
    .init("UPDATE vectors SET embedding = x''", "CHECK"),
    // Names.
    .init("UPDATE sessions SET id = ''", "CHECK"),
    .init("UPDATE sessions SET user_id = ''", "CHECK"),
    .init("UPDATE memories SET entry_key = ''", "CHECK"),
    .init("UPDATE documents SET id = ''", "CHECK"), .init("UPDATE documents SET path = ''", "CHECK"),
    .init("UPDATE embedding_models SET name = ''", "CHECK"),
    .init("INSERT INTO tenants (id, name, created_at) VALUES ('', 'Nobody', 0)", "CHECK"),
    // A message has a role, and only a message.
    .init("UPDATE events SET role = NULL", "CHECK"),
    .init("UPDATE events SET type = 'action'", "CHECK"),
    // One of each.
    .init("INSERT INTO tenants (id, name, created_at) VALUES ('t', 'again', 0)", "UNIQUE"),
    .init(Self.copy("sessions", but: ["sequence": "NULL"]), "UNIQUE"),
    .init(Self.copy("events", but: ["sequence": "NULL", "position": "2"]), "UNIQUE"),
    .init(Self.copy("events", but: ["sequence": "NULL", "id": "'e2'"]), "UNIQUE"),
    .init(Self.copy("memories", but: ["sequence": "NULL", "id": "'m2'"]), "UNIQUE"),
    .init(Self.copy("memories", but: ["sequence": "NULL", "entry_key": "'key2'"]), "UNIQUE"),
    .init(Self.copy("memory_versions", but: ["content": "'other'"]), "UNIQUE"),
    .init(Self.copy("owners", but: ["number": "NULL"]), "UNIQUE"),
    .init(Self.copy("documents", but: ["sequence": "NULL", "id": "'d2'"]), "UNIQUE"),
    .init(Self.copy("documents", but: ["sequence": "NULL", "path": "'b.md'"]), "UNIQUE"),
    .init(Self.copy("document_chunks", but: ["sequence": "NULL"]), "UNIQUE"),
    .init(Self.copy("embedding_models", but: ["number": "NULL", "is_live": "0", "is_wanted": "0"]), "UNIQUE"),
    .init(
      Self.copy("embedding_models", but: ["number": "NULL", "name": "'another live one'", "is_wanted": "0"]), "UNIQUE"),
    .init(
      Self.copy("embedding_models", but: ["number": "NULL", "name": "'another one wanted'", "is_live": "0"]), "UNIQUE"),
    .init(Self.copy("vector_sets", but: ["change": "2"]), "UNIQUE"),
    .init(Self.copy("vectors", but: ["sequence": "NULL", "change": "2"]), "UNIQUE"),
    .init(Self.copy("vector_codes", but: ["item": "2"]), "UNIQUE"),
    .init(Self.copy("jobs", but: ["sequence": "NULL", "id": "'j2'", "state": "'waiting'"]), "UNIQUE"),
    .init(Self.copy("answers", but: ["fingerprint": "'other'"]), "UNIQUE"),
    .init(Self.copy("api_keys", but: ["sequence": "NULL", "id": "'k2'"]), "UNIQUE"),
    // What is referred to is there.
    .init("UPDATE sessions SET tenant = 'none'", "FOREIGN KEY"),
    .init("UPDATE events SET session = 'none'", "FOREIGN KEY"),
    .init("UPDATE memories SET tenant = 'none'", "FOREIGN KEY"),
    .init("UPDATE memory_versions SET memory = 9", "FOREIGN KEY"),
    .init("UPDATE memory_sources SET memory = 9", "FOREIGN KEY"),
    .init("UPDATE documents SET tenant = 'none'", "FOREIGN KEY"),
    .init("UPDATE document_chunks SET document = 9", "FOREIGN KEY"),
    .init("UPDATE api_keys SET tenant = 'none'", "FOREIGN KEY"),
    .init("UPDATE embedding_models SET tenant = 'none'", "FOREIGN KEY"),
    .init("UPDATE vector_sets SET model = 9", "FOREIGN KEY"),
    .init("UPDATE vectors SET model = 9", "FOREIGN KEY"),
    .init("DELETE FROM embedding_models", "FOREIGN KEY"),
    .init("UPDATE answer_memories SET request_key = 'none'", "FOREIGN KEY"),
    .init("DELETE FROM tenants", "FOREIGN KEY"),
  ]

  /// The row of a table once more, with other values in some columns.
  private static func copy(_ table: String, but changes: [String: String]) -> String {
    let columns = Self.columns[table] ?? []
    let values = columns.map { changes[$0] ?? $0 }.joined(separator: ", ")
    return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) SELECT \(values) FROM \(table)"
  }

  private static let columns = [
    "sessions": [
      "sequence", "tenant", "id", "app", "user_id", "status", "metadata", "event_count", "summarized", "revision",
      "created_at", "updated_at",
    ],
    "events": [
      "sequence", "tenant", "id", "session", "app", "user_id", "position", "type", "actor", "role", "content",
      "content_is_json", "metadata", "is_final_response", "occurred_at", "recorded_at", "bytes",
    ],
    "memories": [
      "sequence", "tenant", "id", "namespace", "owner", "entry_key", "key_chosen", "version", "type", "importance",
      "created_at", "created_by", "updated_at",
    ],
    "memory_versions": [
      "tenant", "memory", "version", "origin", "type", "content", "importance", "metadata", "recorded_at", "updated_by",
      "bytes",
    ],
    "documents": [
      "sequence", "tenant", "id", "namespace", "owner", "path", "title", "type", "metadata", "bytes", "chunks",
      "status", "created_at", "updated_at",
    ],
    "document_chunks": [
      "sequence", "tenant", "document", "place", "headings", "start", "lead", "text", "has_meaning", "bytes",
    ],
    "owners": ["number", "tenant", "kind", "first", "second", "items", "length", "languages", "speakers"],
    "embedding_models": ["number", "tenant", "name", "dimension", "is_live", "is_wanted", "registered_at"],
    "vector_sets": ["tenant", "model", "owner", "change", "codes", "removals", "forgotten"],
    "vectors": ["sequence", "tenant", "model", "owner", "item", "part", "change", "embedding"],
    "vector_codes": ["tenant", "model", "owner", "change", "item", "part", "code"],
    "jobs": [
      "sequence", "tenant", "id", "queue", "payload", "unique_key", "state", "priority", "attempts", "run_at",
      "created_at",
    ],
    "answers": ["tenant", "principal", "request_key", "fingerprint", "answer", "user_id", "session", "created_at"],
    "api_keys": ["sequence", "id", "tenant", "name", "prefix", "hash", "grants", "created_at", "created_by"],
  ]

  @Test(arguments: refusals) func `The database refuses`(_ refusal: Refusal) async throws {
    let folder = try TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.file("memory.db"))
    _ = try await SQLStorage.open(database, at: ManualClock.start)
    try await database.write(tenant: nil) { connection in
      for row in Self.rows { try connection.execute(row, []) }
    }
    let error = await #expect(throws: SQLError.self) {
      try await database.write(tenant: nil) { connection in _ = try connection.execute(refusal.sql, []) }
    }
    #expect(error?.message.contains(refusal.reason) == true, "\(error?.message ?? "nothing was thrown")")
    await database.close()
  }
}
