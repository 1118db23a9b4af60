extension Migration {
  /// Conflicts that were put aside, and consolidations; both refer to memories.
  static let conflicts = [
    """
    CREATE TABLE conflicts (
      sequence {sequence},
      tenant {text} NOT NULL REFERENCES tenants (id),
      id {text} NOT NULL CHECK (id <> ''),
      namespace {text} NOT NULL CHECK (namespace LIKE '%:%'),
      reason {text} NOT NULL CHECK (reason IN ('negation', 'opposite', 'number', 'date', 'value')),
      state {text} NOT NULL CHECK (state IN ('open', 'resolved', 'outdated')),
      found_at {int64} NOT NULL,
      resolved_at {int64},
      resolved_by {text},
      UNIQUE (tenant, id),
      CHECK ((state = 'resolved') = (resolved_at IS NOT NULL)),
      CHECK ((resolved_at IS NULL) = (resolved_by IS NULL))
    ){table}
    """,
    "CREATE INDEX conflicts_by_tenant ON conflicts (tenant, sequence)",
    "CREATE INDEX conflicts_by_state ON conflicts (tenant, state, sequence)",
    "CREATE INDEX conflicts_by_namespace ON conflicts (tenant, namespace, sequence)",
    """
    CREATE TABLE conflict_members (
      tenant {text} NOT NULL,
      conflict {int64} NOT NULL REFERENCES conflicts (sequence) ON DELETE CASCADE,
      place {int64} NOT NULL CHECK (place >= 0),
      memory {int64} NOT NULL REFERENCES memories (sequence) ON DELETE CASCADE,
      version {int64} NOT NULL CHECK (version > 0),
      PRIMARY KEY (conflict, place)
    ){keyed}
    """,
    "CREATE INDEX conflict_members_by_memory ON conflict_members (memory, version)",
    """
    CREATE TABLE consolidations (
      sequence {sequence},
      tenant {text} NOT NULL REFERENCES tenants (id),
      id {text} NOT NULL CHECK (id <> ''),
      namespace {text} NOT NULL CHECK (namespace LIKE '%:%'),
      strategy {text} NOT NULL CHECK (strategy IN ('llm', 'last_write', 'review', 'extraction', 'summary')),
      at {int64} NOT NULL,
      actor {text} NOT NULL,
      undone_at {int64},
      undone_by {text},
      UNIQUE (tenant, id),
      CHECK ((undone_at IS NULL) = (undone_by IS NULL))
    ){table}
    """,
    "CREATE INDEX consolidations_by_tenant ON consolidations (tenant, sequence)",
    "CREATE INDEX consolidations_by_namespace ON consolidations (tenant, namespace, sequence)",
    """
    CREATE TABLE consolidation_changes (
      tenant {text} NOT NULL,
      consolidation {int64} NOT NULL REFERENCES consolidations (sequence) ON DELETE CASCADE,
      place {int64} NOT NULL CHECK (place >= 0),
      memory {int64} NOT NULL REFERENCES memories (sequence) ON DELETE CASCADE,
      before {int64} CHECK (before > 0),
      after {int64} NOT NULL CHECK (after > COALESCE(before, 0)),
      PRIMARY KEY (consolidation, place)
    ){keyed}
    """,
    "CREATE INDEX consolidation_changes_by_memory ON consolidation_changes (memory)",
  ]
}
