public import ScrubjayCore

/// Extracts facts from users' messages.
public struct Extractions: Sendable {
  let work: Work
  let runner: JobRunner
  let handler: ExtractionHandler
  let policy: ExtractionPolicy

  /// For how long what was given from memory is recognised.
  private static let injectionLifetime = Duration.seconds(30 * 24 * 3_600)
  /// How many runs are kept.
  private static let keptRuns = 1_000
  /// How much earlier than its interval a run may begin, as a share of it: clocks are not that exact.
  private static let slack = 0.05
  /// How long a caller waits for a run that other workers have a part in: less than clients commonly wait for an answer.
  private static let patience = Duration.seconds(20)
  /// How soon a caller looks again after what other workers have.
  private static let pollInterval = Duration.milliseconds(200)

  /// Looks at the messages that wait, as one run, and answers what came of it; where other workers have a part in it for
  /// long, what came of it until then.
  ///
  /// - Parameters:
  ///   - user: The only user whose messages are looked at.
  ///   - includingFailed: Whether the user's messages that failed before are looked at once more.
  /// - Throws: `missing_grant` unless the caller is an admin, or may write the user's memories where a user is named;
  ///   `invalid_field` for failed messages of no user.
  public func run(user: String? = nil, includingFailed: Bool = false, as call: Call) async throws -> ExtractionRun {
    try check(user, call)
    if includingFailed, user == nil { throw Check.failure("include_failed", "needs a 'user' whose messages these are") }
    let begun = try await work.write(call) { tx, now in
      if includingFailed, let user { _ = try tx.extractions.reopen(of: user) }
      return try begin(ExtractionBatch(policy, of: user, tx.extractions), tx, at: now)
    }
    let run = begun.run
    // Each once, due or not; what fails waits for its next time, and what others have is theirs.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, job) in begun.jobs.enumerated() {
        if index >= handler.lanes { try await group.next() }
        group.addTask { try await runner.work(on: [job], of: handler, as: call) }
      }
      try await group.waitForAll()
    }
    let deadline = ContinuousClock.now + Self.patience
    while true {
      let current = try await work.read(call) { tx in try tx.extractions.run(run.id) } ?? run
      if current.finishedAt != nil || ContinuousClock.now > deadline { return current.shown(to: call.access) }
      try await Task.sleep(for: Self.pollInterval)
    }
  }

  /// Returns what looking at the pending messages would come to; nothing is stored, but what a language model is asked counts.
  ///
  /// - Throws: As ``run(user:includingFailed:as:)``.
  public func preview(user: String? = nil, as call: Call) async throws -> [ExtractionPreview] {
    try check(user, call)
    let batch = try await work.read(call) { tx in try ExtractionBatch(policy, of: user, tx.extractions) }
    var previews: [ExtractionPreview] = []
    for (user, messages) in batch.users {
      try Task.checkCancellation()
      previews.append(
        try await LanguageModel.answering { try await handler.preview(of: user, messages, as: call) })
    }
    return previews
  }

  /// Notes that a text is given to an agent of a user from memory: where the user seems to say it afterwards, it is not
  /// the user's own.
  ///
  /// - Throws: `missing_grant`.
  public func noteInjected(_ text: String, to user: String, as call: Call) async throws {
    try Check.name(user, "user")
    try call.access.requireRead(Namespace(.user, user))
    let prints = SaidText(text).prints.sorted()
    try await work.storage.write(call) { [clock = work.clock] tx in
      let now = clock.now()
      try tx.extractions.inject(
        prints, to: user, at: now, forgetting: now.advanced(by: .zero - Self.injectionLifetime))
    }
  }

  /// Returns the extraction runs, newest first.
  ///
  /// - Throws: `missing_grant` unless the caller is an admin.
  public func list(cursor: String? = nil, limit: Int = 50, as call: Call) async throws -> Page<ExtractionRun> {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    try call.access.requireAdmin()
    return try await work.read(call) { tx in try tx.extractions.runs(after: cursor, limit: limit) }
  }

  /// Notes that nobody need look at these messages any more; answers how many waited for that.
  ///
  /// - Throws: `event_not_found` for one that is not there; `missing_grant`.
  public func skip(_ messages: [String], as call: Call) async throws -> Int {
    try Check.count(messages.count, "ids", maximum: Limits.eventsPerRequest)
    return try await work.write(call) { tx, now in
      let sequences = try messages.map { id in
        guard let event = try tx.events.find(id), event.type == .message else {
          throw ScrubjayError(.eventNotFound, "There is no message '\(id)'; nothing of this request was changed.")
        }
        try call.access.requireWrite(user: event.user, app: event.app)
        return event.sequence
      }
      return try tx.extractions.settle(sequences, ExtractionOutcome(.skipped, settledAt: now))
    }
  }

  /// Begins a run of one user's messages, in a transaction that something else is stored by; `nil` when none wait.
  func begin(of user: String, _ tx: any WriteTransaction, at now: Timestamp) throws -> ExtractionRun? {
    let batch = try ExtractionBatch(policy, of: user, tx.extractions)
    return batch.users.isEmpty || !policy.isEnabled ? nil : try begin(batch, tx, at: now).run
  }

  /// Returns how many messages are pending, in all tenants.
  public func waiting() async throws -> Int {
    var count = 0
    for tenant in try await runner.duties.tenantsWithUnprocessedMessages() {
      let call = Self.call(tenant)
      count += try await work.read(call) { tx in try tx.extractions.waitingCount() }
    }
    return count
  }

  // MARK: By itself

  private static func call(_ tenant: TenantID) -> Call {
    Call(access: Access(tenant: tenant, principal: "processor", grants: [.admin]))
  }

  /// Begins runs as their times come, until the task is cancelled.
  func runByItself(_ directory: any Duties, _ reports: ReportSink<ExtractionReport>) async {
    guard policy.isEnabled else { return reports.tell(.disabled) }
    reports.tell(
      .started(
        intervalMilliseconds: Int(policy.interval / .milliseconds(1)), batchSize: policy.batchSize))
    repeat {
      // What could not be read or stored now is looked at the next time.
      let tenants = (try? await directory.tenantsWithUnprocessedMessages()) ?? []
      if tenants.isEmpty { reports.tell(.noWork) }
      for tenant in tenants {
        if let report = try? await beginIfDue(in: tenant) { reports.tell(report) }
      }
    } while (try? await Task.sleep(for: policy.interval)) != nil
    reports.tell(.stopped)
  }

  /// Begins a run of every tenant in which messages wait that can be looked at now; answers whether there was one.
  func beginAll(_ directory: any Duties) async throws -> Bool {
    var hasBegun = false
    for tenant in try await directory.tenantsWithUnprocessedMessages() {
      let call = Self.call(tenant)
      let run = try await work.storage.write(call) { [policy, clock = work.clock] tx -> ExtractionRun? in
        let batch = try ExtractionBatch(policy, of: nil, tx.extractions)
        return batch.users.isEmpty ? nil : try begin(batch, tx, at: clock.now()).run
      }
      if run != nil { hasBegun = true }
    }
    return hasBegun
  }

  /// Begins a run of a tenant, unless another process has begun one since the interval before.
  func beginIfDue(in tenant: TenantID) async throws -> ExtractionReport? {
    let call = Self.call(tenant)
    let report = try await work.storage.write(call) { [policy, clock = work.clock] tx -> ExtractionReport? in
      let now = clock.now()
      if let last = try tx.extractions.runs(after: nil, limit: 1).elements.first {
        if now < last.startedAt.advanced(by: policy.interval * (1 - Self.slack)) { return nil }
        if last.finishedAt == nil, try Self.isUnderWay(last, tx.jobs) { return .alreadyRunning(run: last.id) }
      }
      // What waits may all be of users whose messages are being tried again.
      let batch = try ExtractionBatch(policy, of: nil, tx.extractions)
      guard !batch.users.isEmpty else { return .noWork }
      let run = try begin(batch, tx, at: now).run
      let messages = batch.users.reduce(0) { $0 + $1.messages.count }
      return .began(run: run.id, users: run.users, messages: messages)
    }
    work.wake.signal()
    return report
  }

  /// Whether a user's messages of a run were not tried yet.
  private static func isUnderWay(_ run: ExtractionRun, _ jobs: any JobReader) throws -> Bool {
    try [JobState.waiting, .running].contains { state in
      let page = try jobs.list(queue: ExtractionHandler.queue, state: state, after: nil, limit: Limits.pageSize)
      return page.elements.contains { $0.id.hasPrefix(run.id) && $0.failure == nil }
    }
  }

  private func check(_ user: String?, _ call: Call) throws {
    try Check.name(user, "user")
    guard let user else { return try call.access.requireAdmin() }
    try call.access.requireWrite(Namespace(.user, user))
  }

  /// Stores a run, with a job for each user.
  private func begin(
    _ batch: ExtractionBatch, _ tx: any WriteTransaction, at now: Timestamp
  ) throws -> BegunRun {
    let id = work.ids.next(at: now)
    var jobs: [String] = []
    for (user, messages) in batch.users {
      let job = try tx.jobs.enqueue(ExtractionHandler.job(run: id, user: user, messages, at: now))
      jobs.append(job.id)
    }
    let own = jobs.filter { $0.hasPrefix(id) }.count
    // What an earlier run has begun and not finished is that run's.
    if own == 0, let job = try jobs.first.flatMap(tx.jobs.find), let earlier = try ExtractionHandler.run(of: job, tx) {
      return BegunRun(run: earlier, jobs: jobs)
    }
    let run = try tx.extractions.insert(
      ExtractionRun(id: id, startedAt: now, finishedAt: own == 0 ? now : nil, users: own))
    try tx.extractions.prune(keeping: Self.keptRuns)
    return BegunRun(run: run, jobs: jobs)
  }

  /// A run with its jobs, and those of earlier runs that do what it would.
  private struct BegunRun: Sendable, Codable {
    let run: ExtractionRun
    let jobs: [String]
  }
}

extension ExtractionRun {
  /// The run as a caller may see it: what went wrong with others is an admin's to know.
  fileprivate func shown(to access: Access) -> ExtractionRun {
    access.isAdmin || users <= 1
      ? self
      : ExtractionRun(
        sequence: sequence, id: id, startedAt: startedAt, finishedAt: finishedAt, users: users, tried: tried,
        counts: counts)
  }
}
