extension Migration {
  /// What is done in the background beside jobs: queues that are held back, what was looked for in messages, and what
  /// language models were asked.
  static let background = [
    """
    CREATE TABLE queue_pauses (
      tenant {text} NOT NULL REFERENCES tenants (id),
      queue {text} NOT NULL CHECK (queue <> ''),
      since {int64} NOT NULL,
      actor {text} NOT NULL,
      PRIMARY KEY (tenant, queue)
    ){keyed}
    """,
    // Of all tenants together.
    """
    CREATE TABLE queue_rates (
      queue {text} PRIMARY KEY,
      since {int64} NOT NULL,
      begun {int64} NOT NULL CHECK (begun >= 0)
    ){keyed}
    """,
    // One for each message of a user.
    """
    CREATE TABLE extraction_outcomes (
      event {int64} PRIMARY KEY REFERENCES events (sequence) ON DELETE CASCADE,
      tenant {text} NOT NULL,
      user_id {text} NOT NULL,
      outcome {text} NOT NULL CHECK (outcome IN ('waiting', 'stored', 'merged', 'nothing', 'skipped', 'failed')),
      run {text},
      failure {text},
      settled_at {int64},
      CHECK ((outcome = 'waiting') = (settled_at IS NULL)),
      CHECK ((outcome = 'failed') = (failure IS NOT NULL))
    ){keyed}
    """,
    """
    CREATE INDEX extraction_waiting ON extraction_outcomes (tenant, event, user_id) WHERE outcome = 'waiting'
    """,
    "CREATE INDEX extraction_outcomes_by_user ON extraction_outcomes (tenant, user_id, outcome, event)",
    """
    CREATE TABLE extraction_runs (
      sequence {sequence},
      tenant {text} NOT NULL REFERENCES tenants (id),
      id {text} NOT NULL CHECK (id <> ''),
      started_at {int64} NOT NULL,
      finished_at {int64},
      users {int64} NOT NULL CHECK (users >= 0),
      tried {int64} NOT NULL CHECK (tried BETWEEN 0 AND users),
      messages {int64} NOT NULL CHECK (messages >= 0),
      added {int64} NOT NULL CHECK (added >= 0),
      merged {int64} NOT NULL CHECK (merged >= 0),
      superseded {int64} NOT NULL CHECK (superseded >= 0),
      ignored {int64} NOT NULL CHECK (ignored >= 0),
      held_back {int64} NOT NULL CHECK (held_back >= 0),
      errors {text} NOT NULL CHECK ({is_json:errors}),
      UNIQUE (tenant, id),
      CHECK ((finished_at IS NOT NULL) = (tried = users))
    ){table}
    """,
    "CREATE INDEX extraction_runs_by_tenant ON extraction_runs (tenant, sequence)",
    // Texts that were given to an agent from memory, by their fingerprints.
    """
    CREATE TABLE injections (
      tenant {text} NOT NULL REFERENCES tenants (id),
      user_id {text} NOT NULL,
      print {text} NOT NULL CHECK (print <> ''),
      at {int64} NOT NULL,
      PRIMARY KEY (tenant, user_id, print)
    ){keyed}
    """,
    "CREATE INDEX injections_by_time ON injections (tenant, at)",
    """
    CREATE TABLE model_usage (
      tenant {text} NOT NULL REFERENCES tenants (id),
      day {int64} NOT NULL,
      operation {text} NOT NULL CHECK (operation <> ''),
      model {text} NOT NULL CHECK (model <> ''),
      calls {int64} NOT NULL CHECK (calls >= 0),
      failures {int64} NOT NULL CHECK (failures BETWEEN 0 AND calls),
      input_tokens {int64} NOT NULL CHECK (input_tokens >= 0),
      output_tokens {int64} NOT NULL CHECK (output_tokens >= 0),
      PRIMARY KEY (tenant, day, operation, model)
    ){keyed}
    """,
  ]
}
