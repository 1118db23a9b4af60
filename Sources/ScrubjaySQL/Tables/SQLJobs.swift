import ScrubjayCore

/// Jobs as rows.
struct SQLJobs: JobWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  private static let columns =
    """
    id, queue, payload, unique_key, subject, state, priority, attempts, run_at, created_at, finished_at, failure, worker, \
    leased_until, progress_done, progress_total
    """

  private static func job(_ row: any SQLRow) throws -> Job {
    var row = RowReader(row)
    return Job(
      id: row.text(), queue: row.text(), payload: row.json(), uniqueKey: row.optional { $0.text() },
      subject: row.optional { $0.text() }, state: try row.oneOf(), priority: row.int(), attempts: row.int(),
      runAt: row.time(), createdAt: row.time(),
      finishedAt: row.optional { $0.time() }, failure: row.optional { $0.text() },
      lease: lease(&row), progress: row.optional { Job.Progress(done: $0.int(), total: $0.int()) })
  }

  /// Both columns are read, whether there is a lease or not.
  private static func lease(_ row: inout RowReader) -> Job.Lease? {
    let worker = row.optional { $0.text() }
    let until = row.optional { $0.time() }
    guard let worker, let until else { return nil }
    return Job.Lease(worker: worker, until: until)
  }

  func find(_ id: String) throws -> Job? {
    try connection.query(
      "SELECT \(Self.columns) FROM jobs WHERE tenant = $1 AND id = $2", [.text(tenant.description), .text(id)],
      Self.job
    ).first
  }

  func unfinished(of queue: String, uniqueKey: String) throws -> Job? {
    try connection.query(
      """
      SELECT \(Self.columns) FROM jobs
      WHERE tenant = $1 AND queue = $2 AND unique_key = $3 AND state IN ('waiting', 'running')
      """, [.text(tenant.description), .text(queue), .text(uniqueKey)], Self.job
    ).first
  }

  func list(queue: String?, state: JobState?, after cursor: String?, limit: Int) throws -> Page<Job> {
    var conditions = Conditions(tenant: tenant)
    conditions.add("queue = ?", ifPresent: .text(queue))
    conditions.add("state = ?", ifPresent: .text(state?.rawValue))
    return try Keyset("sequence", descending: false).page(
      "SELECT \(Self.columns), sequence FROM jobs", conditions, after: cursor, limit: limit, connection, Self.job)
  }

  func enqueue(_ job: Job) throws -> Job {
    let inserted = try connection.execute(
      """
      INSERT INTO jobs (tenant, id, queue, payload, unique_key, subject, state, priority, attempts, run_at, created_at,
        finished_at, failure, worker, leased_until, progress_done, progress_total)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT DO NOTHING
      """,
      [
        .text(tenant.description), .text(job.id), .text(job.queue), .json(job.payload), .text(job.uniqueKey),
        .text(job.subject), .text(job.state.rawValue), .integer(job.priority), .integer(job.attempts), .time(job.runAt),
        .time(job.createdAt), .time(job.finishedAt), .text(job.failure), .text(job.lease?.worker),
        .time(job.lease?.until), .integer(job.progress?.done), .integer(job.progress?.total),
      ])
    if inserted == 1 { return job }
    guard let there = try job.uniqueKey.flatMap({ try unfinished(of: job.queue, uniqueKey: $0) }) ?? find(job.id) else {
      throw SQLError(message: "a job was neither enqueued nor there", sql: nil)
    }
    return there
  }

  func claim(_ claim: JobClaim) throws -> [Job] {
    guard try paused().allSatisfy({ $0.queue != claim.queue }) else { return [] }
    try connection.execute(
      """
      UPDATE jobs SET state = 'waiting', run_at = leased_until, worker = NULL, leased_until = NULL
      WHERE tenant = $1 AND queue = $2 AND state = 'running' AND leased_until <= $3
      """, [.text(tenant.description), .text(claim.queue), .time(claim.now)])
    return try chosen(claim).flatMap { sequence in
      try connection.query(
        """
        UPDATE jobs SET state = 'running', attempts = attempts + 1, worker = $2, leased_until = $3
        WHERE sequence = $1 AND state = 'waiting' RETURNING \(Self.columns)
        """, [.integer(sequence), .text(claim.worker), .time(claim.until)], Self.job)
    }
  }

  /// The jobs that a claim gets, in the order of their turns.
  private func chosen(_ claim: JobClaim) throws -> [Int64] {
    if let ids = claim.ids {
      guard !ids.isEmpty else { return [] }
      var conditions = Conditions(tenant: tenant)
      conditions.add("queue = ? AND state = 'waiting'", [.text(claim.queue)])
      conditions.add("id", in: ids.map(SQLValue.text))
      let limit = conditions.bind(.integer(claim.limit))
      return try connection.query(
        "SELECT sequence FROM jobs \(conditions.sql) ORDER BY priority DESC, run_at, sequence LIMIT \(limit)",
        conditions.values
      ) { $0.integer(0) }
    }
    var chosen: [Int64] = []
    var priority = try mostPressing(claim, below: nil)
    while let level = priority, chosen.count < claim.limit {
      chosen += try inTurn(claim, priority: level, limit: claim.limit - chosen.count)
      priority = try mostPressing(claim, below: level)
    }
    return chosen
  }

  /// The highest priority, below another if one is given, of which something is due.
  private func mostPressing(_ claim: JobClaim, below priority: Int?) throws -> Int? {
    var conditions = Conditions(tenant: tenant)
    conditions.add("queue = ? AND state = 'waiting'", [.text(claim.queue)])
    conditions.add("priority < ?", ifPresent: .integer(priority))
    conditions.add("run_at <= ?", [.time(claim.now)])
    return try connection.query(
      "SELECT priority FROM jobs \(conditions.sql) ORDER BY priority DESC LIMIT 1", conditions.values
    ) { Int($0.integer(0)) }.first
  }

  /// What is due of a priority, one job of each subject after the other, and once more when all had their turn.
  private func inTurn(_ claim: JobClaim, priority: Int, limit: Int) throws -> [Int64] {
    var taken: [String: Int] = [:]
    var chosen: [Int64] = []
    var turn = claim.turn
    var isIdle = false
    while chosen.count < limit {
      guard let next = try subject(claim, priority, after: turn) else {
        // The end of a round; two without a job are the end of all.
        if turn == nil || isIdle { break }
        (turn, isIdle) = (nil, true)
        continue
      }
      turn = next
      if let sequence = try due(claim, priority, of: next, skipping: taken[next, default: 0]) {
        chosen.append(sequence)
        taken[next, default: 0] += 1
        isIdle = false
      }
    }
    return chosen
  }

  /// The subject after another that has something due; jobs without one have the empty subject.
  private func subject(_ claim: JobClaim, _ priority: Int, after turn: String?) throws -> String? {
    var conditions = Conditions(tenant: tenant)
    conditions.add("queue = ? AND state = 'waiting'", [.text(claim.queue)])
    conditions.add("priority = ?", [.integer(priority)])
    conditions.add("COALESCE(subject, '') > ?", ifPresent: .text(turn))
    conditions.add("run_at <= ?", [.time(claim.now)])
    return try connection.query(
      "SELECT COALESCE(subject, '') FROM jobs \(conditions.sql) ORDER BY COALESCE(subject, '') LIMIT 1",
      conditions.values
    ) { $0.text(0) }.first
  }

  /// A subject's job that is due for longest, but for some before it.
  private func due(_ claim: JobClaim, _ priority: Int, of subject: String, skipping count: Int) throws -> Int64? {
    try connection.query(
      """
      SELECT sequence FROM jobs
      WHERE tenant = $1 AND queue = $2 AND state = 'waiting' AND priority = $3 AND COALESCE(subject, '') = $4
        AND run_at <= $5
      ORDER BY run_at, sequence LIMIT 1 OFFSET $6
      """,
      [
        .text(tenant.description), .text(claim.queue), .integer(priority), .text(subject), .time(claim.now),
        .integer(count),
      ]
    ) { $0.integer(0) }.first
  }

  func extend(_ ids: [String], of worker: String, until time: Timestamp) throws {
    try connection.execute(
      "UPDATE jobs SET leased_until = $4 WHERE tenant = $1 AND id = $2 AND worker = $3",
      rows: ids.map { [.text(tenant.description), .text($0), .text(worker), .time(time)] })
  }

  func report(_ progress: Job.Progress, of id: String, heldBy worker: String) throws {
    try connection.execute(
      "UPDATE jobs SET progress_done = $4, progress_total = $5 WHERE tenant = $1 AND id = $2 AND worker = $3",
      [
        .text(tenant.description), .text(id), .text(worker), .integer(progress.done), .integer(progress.total),
      ])
  }

  func settle(_ job: Job, heldBy worker: String?) throws -> Bool {
    try connection.execute(
      """
      UPDATE jobs SET state = $4, attempts = $5, run_at = $6, finished_at = $7, failure = $8, worker = $9,
        leased_until = $10
      WHERE tenant = $1 AND id = $2 AND worker IS NOT DISTINCT FROM $3
      """,
      [
        .text(tenant.description), .text(job.id), .text(worker), .text(job.state.rawValue), .integer(job.attempts),
        .time(job.runAt), .time(job.finishedAt), .text(job.failure), .text(job.lease?.worker),
        .time(job.lease?.until),
      ]) == 1
  }

  func remove(_ id: String, heldBy worker: String) throws -> Bool {
    try connection.execute(
      "DELETE FROM jobs WHERE tenant = $1 AND id = $2 AND worker = $3",
      [.text(tenant.description), .text(id), .text(worker)]) == 1
  }

  func erase(subject: String) throws -> Int {
    try connection.execute(
      "DELETE FROM jobs WHERE tenant = $1 AND subject = $2", [.text(tenant.description), .text(subject)])
  }

  func paused() throws -> [PausedQueue] {
    try connection.query(
      "SELECT queue, since, actor FROM queue_pauses WHERE tenant = $1 ORDER BY queue", [.text(tenant.description)]
    ) { row in
      var row = RowReader(row)
      return PausedQueue(queue: row.text(), since: row.time(), actor: row.text())
    }
  }

  func pause(_ queue: PausedQueue) throws {
    try connection.execute(
      """
      INSERT INTO queue_pauses (tenant, queue, since, actor) VALUES ($1, $2, $3, $4)
      ON CONFLICT (tenant, queue) DO NOTHING
      """, [.text(tenant.description), .text(queue.queue), .time(queue.since), .text(queue.actor)])
  }

  func resume(_ queue: String) throws -> Bool {
    try connection.execute(
      "DELETE FROM queue_pauses WHERE tenant = $1 AND queue = $2", [.text(tenant.description), .text(queue)]) == 1
  }

  func prune(before time: Timestamp, limit: Int) throws {
    try connection.execute(
      """
      DELETE FROM jobs WHERE sequence IN (
        SELECT sequence FROM jobs WHERE tenant = $1 AND finished_at < $2 ORDER BY finished_at LIMIT $3)
      """, [.text(tenant.description), .time(time), .integer(limit)])
  }
}
