extension Migration {
  /// Tenants and keys, sessions and events, state, memories, documents, the index of words, audit, jobs and answers.
  static let core = Migration(
    number: 1, name: "core",
    statements: [
      """
      CREATE TABLE settings (
        name {text} PRIMARY KEY,
        value {text} NOT NULL
      ){keyed}
      """,
      """
      CREATE TABLE tenants (
        id {text} PRIMARY KEY CHECK (id <> ''),
        name {text} NOT NULL,
        created_at {int64} NOT NULL,
        max_rows {int64} CHECK (max_rows >= 0),
        max_bytes {int64} CHECK (max_bytes >= 0),
        max_requests {int64} CHECK (max_requests > 0)
      ){keyed}
      """,
      // How much a tenant holds of what grows with use, counted as it is written.
      """
      CREATE TABLE usage (
        tenant {text} PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
        rows {int64} NOT NULL,
        bytes {int64} NOT NULL
      ){keyed}
      """,
      """
      CREATE TABLE api_keys (
        sequence {sequence},
        id {text} NOT NULL UNIQUE,
        tenant {text} REFERENCES tenants (id) ON DELETE CASCADE,
        name {text} NOT NULL,
        prefix {text} NOT NULL,
        hash {text} NOT NULL UNIQUE,
        grants {text} NOT NULL CHECK ({is_json:grants}),
        created_at {int64} NOT NULL,
        created_by {text} NOT NULL,
        expires_at {int64},
        revoked_at {int64},
        last_used_at {int64}
      ){table}
      """,
      "CREATE INDEX api_keys_by_tenant ON api_keys (tenant, sequence)",
      """
      CREATE TABLE sessions (
        sequence {sequence},
        tenant {text} NOT NULL REFERENCES tenants (id),
        id {text} NOT NULL CHECK (id <> ''),
        app {text} NOT NULL CHECK (app <> ''),
        user_id {text} NOT NULL CHECK (user_id <> ''),
        project {text},
        channel {text},
        title {text},
        status {text} NOT NULL CHECK (status IN ('created', 'active', 'paused', 'terminated', 'archived')),
        time_zone {text},
        metadata {text} NOT NULL CHECK ({is_json:metadata}),
        event_count {int64} NOT NULL CHECK (event_count >= 0),
        summarized {int64} NOT NULL CHECK (summarized BETWEEN 0 AND event_count),
        revision {int64} NOT NULL CHECK (revision >= event_count),
        created_at {int64} NOT NULL,
        updated_at {int64} NOT NULL,
        last_event_at {int64},
        terminated_at {int64},
        archived_at {int64},
        UNIQUE (tenant, id)
      ){table}
      """,
      "CREATE INDEX sessions_by_update ON sessions (tenant, updated_at, sequence)",
      "CREATE INDEX sessions_by_user ON sessions (tenant, user_id, updated_at, sequence)",
      "CREATE INDEX sessions_by_pair ON sessions (tenant, user_id, app, updated_at, sequence)",
      "CREATE INDEX sessions_by_app ON sessions (tenant, app, updated_at, sequence)",
      "CREATE INDEX sessions_by_project ON sessions (tenant, project, updated_at, sequence) WHERE project IS NOT NULL",
      "CREATE INDEX sessions_by_status ON sessions (tenant, status, updated_at, sequence)",
      """
      CREATE INDEX sessions_terminated ON sessions (tenant, terminated_at, sequence) WHERE status = 'terminated'
      """,
      """
      CREATE TABLE events (
        sequence {sequence},
        tenant {text} NOT NULL,
        id {text} NOT NULL CHECK (id <> ''),
        session {text} NOT NULL,
        app {text} NOT NULL,
        user_id {text} NOT NULL,
        position {int64} NOT NULL CHECK (position > 0),
        type {text} NOT NULL CHECK (type IN ('message', 'action', 'tool_call', 'reflection', 'state_change')),
        actor {text} NOT NULL,
        role {text} CHECK (role IN ('system', 'user', 'assistant', 'tool')),
        name {text},
        content {text} NOT NULL,
        content_is_json {int64} NOT NULL CHECK (content_is_json IN (0, 1)),
        channel {text},
        metadata {text} NOT NULL CHECK ({is_json:metadata}),
        state_delta {text} CHECK (state_delta IS NULL OR {is_json:state_delta}),
        is_final_response {int64} NOT NULL CHECK (is_final_response IN (0, 1)),
        bytes {int64} NOT NULL CHECK (bytes >= 0),
        occurred_at {int64} NOT NULL,
        utc_offset {int64} CHECK (utc_offset BETWEEN -1439 AND 1439),
        recorded_at {int64} NOT NULL,
        UNIQUE (tenant, id),
        UNIQUE (tenant, session, position),
        CHECK ((type = 'message') = (role IS NOT NULL)),
        FOREIGN KEY (tenant, session) REFERENCES sessions (tenant, id) ON DELETE CASCADE
      ){table}
      """,
      "CREATE INDEX messages_by_pair ON events (tenant, app, user_id, sequence) WHERE type = 'message'",
      "CREATE INDEX messages_by_user ON events (tenant, user_id, occurred_at, sequence) WHERE type = 'message'",
      "CREATE INDEX messages_by_time ON events (tenant, occurred_at, sequence) WHERE type = 'message'",
      """
      CREATE TABLE users (
        tenant {text} NOT NULL REFERENCES tenants (id),
        user_id {text} NOT NULL CHECK (user_id <> ''),
        time_zone {text},
        PRIMARY KEY (tenant, user_id)
      ){keyed}
      """,
      """
      CREATE TABLE state (
        tenant {text} NOT NULL REFERENCES tenants (id),
        scope {text} NOT NULL CHECK (scope IN ('temp', 'session', 'user', 'app', 'project')),
        owner {text} NOT NULL,
        name {text} NOT NULL CHECK (name <> ''),
        value {text} NOT NULL CHECK ({is_json:value}),
        updated_at {int64} NOT NULL,
        PRIMARY KEY (tenant, scope, owner, name)
      ){keyed}
      """,
      """
      CREATE TABLE memories (
        sequence {sequence},
        tenant {text} NOT NULL REFERENCES tenants (id),
        id {text} NOT NULL CHECK (id <> ''),
        namespace {text} NOT NULL CHECK (namespace LIKE '%:%'),
        owner {text} NOT NULL CHECK (owner LIKE '%:%'),
        entry_key {text} NOT NULL CHECK (entry_key <> ''),
        key_chosen {int64} NOT NULL CHECK (key_chosen IN (0, 1)),
        version {int64} NOT NULL CHECK (version > 0),
        type {text} NOT NULL CHECK (type IN ('working', 'episodic', 'semantic', 'procedural')),
        importance {int64} NOT NULL CHECK (importance BETWEEN 1 AND 10),
        created_at {int64} NOT NULL,
        created_by {text} NOT NULL,
        updated_at {int64} NOT NULL,
        expires_at {int64},
        deleted_at {int64},
        UNIQUE (tenant, id),
        UNIQUE (tenant, namespace, entry_key)
      ){table}
      """,
      """
      CREATE INDEX memories_by_owner ON memories (tenant, owner, importance, updated_at, sequence, expires_at)
        WHERE deleted_at IS NULL
      """,
      """
      CREATE INDEX memories_by_expiry ON memories (tenant, expires_at, sequence)
        WHERE expires_at IS NOT NULL AND deleted_at IS NULL
      """,
      """
      CREATE INDEX memories_episodic ON memories (tenant, updated_at, sequence)
        WHERE type = 'episodic' AND key_chosen = 0 AND deleted_at IS NULL
      """,
      "CREATE INDEX memories_by_importance ON memories (tenant, importance, updated_at, sequence)",
      "CREATE INDEX memories_by_update ON memories (tenant, updated_at, sequence)",
      "CREATE INDEX memories_by_type ON memories (tenant, type, updated_at, sequence)",
      "CREATE INDEX memories_by_creator ON memories (tenant, created_by, updated_at, sequence)",
      """
      CREATE TABLE memory_versions (
        tenant {text} NOT NULL,
        memory {int64} NOT NULL REFERENCES memories (sequence) ON DELETE CASCADE,
        version {int64} NOT NULL CHECK (version > 0),
        origin {text} NOT NULL CHECK (origin IN ('create', 'update', 'restore', 'rollback', 'publish',
          'consolidate')),
        origin_memory {text},
        origin_version {int64},
        type {text} NOT NULL CHECK (type IN ('working', 'episodic', 'semantic', 'procedural')),
        content {text} NOT NULL,
        value {text} CHECK (value IS NULL OR {is_json:value}),
        importance {int64} NOT NULL CHECK (importance BETWEEN 1 AND 10),
        category {text},
        metadata {text} NOT NULL CHECK ({is_json:metadata}),
        valid_from {int64},
        valid_until {int64},
        expires_at {int64},
        recorded_at {int64} NOT NULL,
        recorded_until {int64},
        updated_by {text} NOT NULL,
        bytes {int64} NOT NULL CHECK (bytes >= 0),
        redacted_at {int64},
        voice {text} CHECK (voice IN ('user', 'agent', 'document')),
        means {text} CHECK (means IN ('extraction', 'summary', 'merge')),
        maker {text},
        CHECK ((voice IS NULL) = (means IS NULL) AND (means IS NULL) = (maker IS NULL)),
        CHECK (redacted_at IS NULL OR (content = '' AND value IS NULL AND category IS NULL AND metadata = '{}')),
        CHECK ((origin IN ('create', 'update')) = (origin_version IS NULL)),
        CHECK (origin <> 'publish' OR origin_memory IS NOT NULL),
        CHECK (origin_memory IS NULL OR origin IN ('publish', 'consolidate')),
        CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from < valid_until),
        PRIMARY KEY (memory, version)
      ){keyed}
      """,
      "CREATE INDEX memory_versions_by_importance ON memory_versions (tenant, importance, recorded_at, memory)",
      "CREATE INDEX memory_versions_by_time ON memory_versions (tenant, recorded_at, memory, version)",
      """
      CREATE INDEX memory_versions_by_origin ON memory_versions (tenant, origin_memory, memory)
        WHERE origin_memory IS NOT NULL
      """,
      """
      CREATE TABLE memory_sources (
        tenant {text} NOT NULL,
        memory {int64} NOT NULL REFERENCES memories (sequence) ON DELETE CASCADE,
        version {int64} NOT NULL,
        place {int64} NOT NULL,
        session {text} NOT NULL,
        event {text},
        deleted_at {int64},
        PRIMARY KEY (memory, version, place)
      ){keyed}
      """,
      "CREATE INDEX memory_sources_by_session ON memory_sources (tenant, session)",
      """
      CREATE TABLE documents (
        sequence {sequence},
        tenant {text} NOT NULL REFERENCES tenants (id),
        id {text} NOT NULL CHECK (id <> ''),
        namespace {text} NOT NULL CHECK (namespace LIKE '%:%'),
        owner {text} NOT NULL CHECK (owner LIKE '%:%'),
        path {text} NOT NULL CHECK (path <> ''),
        title {text} NOT NULL,
        type {text} NOT NULL CHECK (type IN ('markdown', 'text')),
        sha256 {text} CHECK (length(sha256) = 64),
        metadata {text} NOT NULL CHECK ({is_json:metadata}),
        bytes {int64} NOT NULL CHECK (bytes >= 0),
        chunks {int64} NOT NULL CHECK (chunks >= 0),
        embedding_model {text},
        status {text} NOT NULL CHECK (status IN ('pending', 'synced', 'failed', 'stale')),
        failure_cause {text} CHECK (failure_cause IN ('file', 'embedding')),
        failure {text},
        root {text},
        synced_at {int64},
        created_at {int64} NOT NULL,
        updated_at {int64} NOT NULL,
        UNIQUE (tenant, id),
        UNIQUE (tenant, namespace, path),
        CHECK ((status = 'failed') = (failure IS NOT NULL)),
        CHECK ((failure IS NULL) = (failure_cause IS NULL)),
        CHECK (sha256 IS NOT NULL OR chunks = 0)
      ){table}
      """,
      "CREATE INDEX documents_by_tenant ON documents (tenant, sequence)",
      "CREATE INDEX documents_by_path ON documents (tenant, path, sequence)",
      "CREATE INDEX documents_by_type ON documents (tenant, type, sequence)",
      "CREATE INDEX documents_by_status ON documents (tenant, status, sequence)",
      "CREATE INDEX documents_by_root ON documents (tenant, root, sequence) WHERE root IS NOT NULL",
      """
      CREATE TABLE document_chunks (
        sequence {sequence},
        tenant {text} NOT NULL,
        document {int64} NOT NULL REFERENCES documents (sequence) ON DELETE CASCADE,
        place {int64} NOT NULL CHECK (place >= 0),
        headings {text} NOT NULL CHECK ({is_json:headings}),
        start {int64} NOT NULL CHECK (start >= 0),
        lead {text} NOT NULL,
        text {text} NOT NULL,
        has_meaning {int64} NOT NULL CHECK (has_meaning IN (0, 1)),
        bytes {int64} NOT NULL CHECK (bytes >= 0),
        UNIQUE (document, place)
      ){table}
      """,
      "CREATE INDEX document_chunks_by_tenant ON document_chunks (tenant, sequence)",
      """
      CREATE TABLE owners (
        number {sequence},
        tenant {text} NOT NULL REFERENCES tenants (id),
        kind {text} NOT NULL CHECK (kind IN ('message', 'memory', 'document', 'past')),
        first {text} NOT NULL,
        second {text} NOT NULL,
        items {int64} NOT NULL CHECK (items >= 0),
        length {int64} NOT NULL CHECK (length >= 0),
        languages {text} NOT NULL,
        speakers {text} NOT NULL,
        UNIQUE (tenant, kind, first, second)
      ){table}
      """,
      """
      CREATE TABLE word_items (
        tenant {text} NOT NULL,
        owner {int64} NOT NULL,
        item {int64} NOT NULL,
        length {int64} NOT NULL,
        terms {text} NOT NULL,
        PRIMARY KEY (tenant, owner, item)
      ){keyed}
      """,
      """
      CREATE TABLE postings (
        tenant {text} NOT NULL,
        owner {int64} NOT NULL,
        term {text} NOT NULL,
        item {int64} NOT NULL,
        frequency {int64} NOT NULL,
        length {int64} NOT NULL,
        PRIMARY KEY (tenant, owner, term, item)
      ){keyed}
      """,
      """
      CREATE TABLE embedding_models (
        number {sequence},
        tenant {text} NOT NULL REFERENCES tenants (id),
        name {text} NOT NULL CHECK (name <> ''),
        dimension {int64} NOT NULL CHECK (dimension > 0),
        is_live {int64} NOT NULL CHECK (is_live IN (0, 1)),
        is_wanted {int64} NOT NULL CHECK (is_wanted IN (0, 1)),
        registered_at {int64} NOT NULL,
        UNIQUE (tenant, name),
        UNIQUE (tenant, number)
      ){table}
      """,
      "CREATE UNIQUE INDEX live_models ON embedding_models (tenant) WHERE is_live = 1",
      "CREATE UNIQUE INDEX wanted_models ON embedding_models (tenant) WHERE is_wanted = 1",
      // What is scanned together: the vectors of one owner and model. Each change of them has a number.
      """
      CREATE TABLE vector_sets (
        tenant {text} NOT NULL,
        model {int64} NOT NULL,
        owner {int64} NOT NULL,
        change {int64} NOT NULL CHECK (change > 0),
        codes {int64} NOT NULL CHECK (codes >= 0),
        removals {int64} NOT NULL CHECK (removals >= 0),
        forgotten {int64} NOT NULL CHECK (forgotten BETWEEN 0 AND change),
        PRIMARY KEY (tenant, model, owner),
        FOREIGN KEY (tenant, model) REFERENCES embedding_models (tenant, number)
      ){keyed}
      """,
      """
      CREATE TABLE vectors (
        sequence {sequence},
        tenant {text} NOT NULL,
        model {int64} NOT NULL,
        owner {int64} NOT NULL,
        item {int64} NOT NULL,
        part {int64} NOT NULL CHECK (part >= 0),
        change {int64} NOT NULL,
        embedding {bytes} NOT NULL CHECK (length(embedding) > 0),
        UNIQUE (tenant, model, owner, item, part),
        FOREIGN KEY (tenant, model) REFERENCES embedding_models (tenant, number)
      ){table}
      """,
      // The same vectors in short, in the order of their changes; a row without a code says that an item has none now.
      """
      CREATE TABLE vector_codes (
        tenant {text} NOT NULL,
        model {int64} NOT NULL,
        owner {int64} NOT NULL,
        change {int64} NOT NULL,
        item {int64} NOT NULL,
        part {int64} NOT NULL,
        code {bytes},
        PRIMARY KEY (tenant, model, owner, change)
      ){keyed}
      """,
      """
      CREATE TABLE audit (
        sequence {sequence},
        tenant {text} NOT NULL REFERENCES tenants (id),
        at {int64} NOT NULL,
        action {text} NOT NULL,
        actor {text},
        principal {text},
        task {text},
        namespace {text},
        memory {text},
        version {int64},
        details {text} NOT NULL CHECK ({is_json:details}),
        salt {text},
        digest {text} NOT NULL CHECK (digest <> ''),
        CHECK ((salt IS NULL) = (actor IS NULL) AND (salt IS NULL) = (principal IS NULL)),
        CHECK (salt IS NOT NULL OR (task IS NULL AND namespace IS NULL AND memory IS NULL AND version IS NULL
          AND details = '{}'))
      ){table}
      """,
      "CREATE INDEX audit_by_tenant ON audit (tenant, sequence)",
      "CREATE INDEX audit_by_memory ON audit (tenant, memory, sequence) WHERE memory IS NOT NULL",
      "CREATE INDEX audit_by_namespace ON audit (tenant, namespace, sequence) WHERE namespace IS NOT NULL",
      "CREATE INDEX audit_by_actor ON audit (tenant, actor, sequence) WHERE actor IS NOT NULL",
      "CREATE INDEX audit_by_task ON audit (tenant, task, sequence) WHERE task IS NOT NULL",
      """
      CREATE TABLE audit_seals (
        tenant {text} NOT NULL REFERENCES tenants (id),
        number {int64} NOT NULL CHECK (number > 0),
        through {int64} NOT NULL,
        records {int64} NOT NULL CHECK (records > 0),
        hash {text} NOT NULL CHECK (hash <> ''),
        sealed_at {int64} NOT NULL,
        PRIMARY KEY (tenant, number)
      ){keyed}
      """,
      """
      CREATE TABLE jobs (
        sequence {sequence},
        tenant {text} NOT NULL REFERENCES tenants (id),
        id {text} NOT NULL,
        queue {text} NOT NULL,
        payload {text} NOT NULL CHECK ({is_json:payload}),
        unique_key {text},
        subject {text},
        state {text} NOT NULL CHECK (state IN ('waiting', 'running', 'completed', 'discarded')),
        priority {int64} NOT NULL,
        attempts {int64} NOT NULL CHECK (attempts >= 0),
        run_at {int64} NOT NULL,
        created_at {int64} NOT NULL,
        finished_at {int64},
        failure {text},
        worker {text},
        leased_until {int64},
        progress_done {int64},
        progress_total {int64},
        UNIQUE (tenant, id),
        CHECK (progress_done BETWEEN 0 AND progress_total),
        CHECK ((progress_done IS NULL) = (progress_total IS NULL)),
        CHECK ((state = 'running') = (worker IS NOT NULL)),
        CHECK ((worker IS NULL) = (leased_until IS NULL)),
        CHECK ((state IN ('completed', 'discarded')) = (finished_at IS NOT NULL))
      ){table}
      """,
      """
      CREATE UNIQUE INDEX jobs_unfinished ON jobs (tenant, queue, unique_key)
        WHERE unique_key IS NOT NULL AND state IN ('waiting', 'running')
      """,
      "CREATE INDEX jobs_by_queue ON jobs (tenant, queue, state, sequence)",
      // In the order in which jobs have their turn.
      """
      CREATE INDEX jobs_waiting ON jobs (tenant, queue, priority DESC, COALESCE(subject, ''), run_at, sequence)
        WHERE state = 'waiting'
      """,
      "CREATE INDEX jobs_running ON jobs (tenant, queue, leased_until) WHERE state = 'running'",
      "CREATE INDEX jobs_finished ON jobs (tenant, finished_at) WHERE finished_at IS NOT NULL",
      "CREATE INDEX jobs_by_subject ON jobs (tenant, subject) WHERE subject IS NOT NULL",
      """
      CREATE TABLE tasks (
        sequence {sequence},
        tenant {text} NOT NULL REFERENCES tenants (id),
        id {text} NOT NULL CHECK (id <> ''),
        session {text},
        user_id {text},
        prompt {text} NOT NULL,
        status {text} NOT NULL CHECK (status IN ('pending', 'running', 'completed', 'failed', 'cancelled')),
        result {text} CHECK (result IS NULL OR {is_json:result}),
        created_at {int64} NOT NULL,
        created_by {text} NOT NULL,
        updated_at {int64} NOT NULL,
        finished_at {int64},
        UNIQUE (tenant, id),
        CHECK ((status IN ('completed', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
        FOREIGN KEY (tenant, session) REFERENCES sessions (tenant, id)
      ){table}
      """,
      "CREATE INDEX tasks_by_tenant ON tasks (tenant, sequence)",
      "CREATE INDEX tasks_by_session ON tasks (tenant, session, sequence)",
      "CREATE INDEX tasks_by_user ON tasks (tenant, user_id, sequence) WHERE user_id IS NOT NULL",
      "CREATE INDEX tasks_by_status ON tasks (tenant, status, sequence)",
      """
      CREATE TABLE answers (
        tenant {text} NOT NULL REFERENCES tenants (id),
        principal {text} NOT NULL,
        request_key {text} NOT NULL,
        fingerprint {text} NOT NULL,
        answer {text} CHECK (answer IS NULL OR {is_json:answer}),
        user_id {text},
        session {text},
        created_at {int64} NOT NULL,
        PRIMARY KEY (tenant, principal, request_key)
      ){keyed}
      """,
      "CREATE INDEX answers_by_time ON answers (tenant, created_at)",
      "CREATE INDEX answers_by_user ON answers (tenant, user_id) WHERE user_id IS NOT NULL",
      "CREATE INDEX answers_by_session ON answers (tenant, session) WHERE session IS NOT NULL",
      """
      CREATE TABLE answer_memories (
        tenant {text} NOT NULL,
        principal {text} NOT NULL,
        request_key {text} NOT NULL,
        memory {text} NOT NULL,
        version {int64} NOT NULL,
        PRIMARY KEY (tenant, principal, request_key, memory, version),
        FOREIGN KEY (tenant, principal, request_key) REFERENCES answers (tenant, principal, request_key)
          ON DELETE CASCADE
      ){keyed}
      """,
      "CREATE INDEX answer_memories_by_memory ON answer_memories (tenant, memory, version)",
    ] + conflicts + background)
}
