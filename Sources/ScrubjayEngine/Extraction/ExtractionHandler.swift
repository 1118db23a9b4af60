import ScrubjayCore

/// Looks at some messages of one user for what is worth remembering.
struct ExtractionHandler: JobHandler {
  let work: Work
  let memories: Memories
  let extractor: any FactExtractor
  let embedders: Embedders
  let policy: RetryPolicy
  /// Up to which share of what is known may be superseded at once.
  let supersededShare: Double
  let reports: ReportSink<ExtractionReport>

  static let queue = "memory-extraction"
  /// How often an answer that cannot be read is asked for, and how long it is until the second time.
  static let retries = RetryPolicy(firstPause: .seconds(30), attempts: 3)

  var queue: String { Self.queue }
  let batch = 1
  let lanes = 2
  let keepsCompleted = false

  /// The job that looks at messages of a user; there is one of a user at a time.
  static func job(run: String, user: String, _ messages: [Int64], at now: Timestamp) -> Job {
    Job(
      id: "\(run)-\(messages[0])", queue: queue,
      payload: JSONText([
        "run": .string(run), "user": .string(user), "messages": .array(messages.map { .integer(Int($0)) }),
      ]), uniqueKey: user, subject: Namespace(.user, user).description, runAt: now, createdAt: now)
  }

  /// The run that a job is of.
  static func run(of job: Job, _ tx: any WriteTransaction) throws -> ExtractionRun? {
    try tx.extractions.run(try Payload(job).run)
  }

  private struct Payload {
    let run: String
    let user: String
    let messages: [Int64]

    init(_ job: Job) throws(ScrubjayError) {
      let json = job.payload.json
      guard let run = json["run"]?.stringValue, let user = json["user"]?.stringValue,
        let messages = json["messages"]?.arrayValue?.compactMap(\.integerValue)
      else { throw ScrubjayError(.internalError, "The job's payload names no messages.") }
      (self.run, self.user, self.messages) = (run, user, messages)
    }
  }

  func canWork(in call: Call) async throws -> Bool { true }

  func work(on jobs: [Job], as call: Call) async throws -> JobResult {
    guard let job = jobs.first else { return .done { _, _ in } }
    let payload = try Payload(job)
    let plan = try await plan(of: payload.user, payload.messages, as: call)
    let isFirstTry = job.failure == nil
    let counts = CommittedCounts()
    let effect: @Sendable (any WriteTransaction, Timestamp) throws -> Void = { [memories] tx, now in
      let stored = try plan.store(memories, run: payload.run, tx, call, now)
      try tx.extractions.add(stored, to: payload.run, isFirstTry: isFirstTry, error: nil, at: now)
      counts.set(stored)
    }
    return JobResult(
      effect: effect,
      follow: { [reports, work] in
        reports.tell(
          .userComplete(
            run: payload.run, userSuffix: ExtractionReport.suffix(of: payload.user), counts.value))
        let run = try? await work.read(call) { tx in try tx.extractions.run(payload.run) }
        if let run = run ?? nil, run.finishedAt != nil { reports.tell(.complete(run)) }
      })
  }

  /// What looking at messages would come to.
  func preview(of user: String, _ messages: [Int64], as call: Call) async throws -> ExtractionPreview {
    try await plan(of: user, messages, as: call).preview
  }

  private func plan(of user: String, _ messages: [Int64], as call: Call) async throws -> ExtractionPlan {
    let (input, vectors) = try await work.read(call) { [clock = work.clock] tx in
      let input = try ExtractionInput(user: user, messages, tx, at: clock.now())
      return (input, try FactVectors(of: input.facts, tx))
    }
    let proposals = input.hasText ? try await extractor.facts(in: input, as: call) : Proposals(facts: [])
    let cosines = try await vectors.cosines(with: proposals.facts.map(\.content), by: embedders)
    let meaning = SameMeaning(memories.analyser)
    let reconciliation = Reconciliation(proposals.facts, input, share: supersededShare) { fact, known in
      meaning.relation(fact, known, cosine: cosines[.init(fact, known)])
    }
    return ExtractionPlan(
      input: input, reconciliation: reconciliation, isCut: proposals.isCut, maker: extractor.maker)
  }

  func failed(_ job: Job, _ reason: String, isLast: Bool, _ tx: any WriteTransaction, at now: Timestamp) throws {
    let payload = try Payload(job)
    var counts = ExtractionCounts()
    if isLast {
      let outcome = ExtractionOutcome(.failed, run: payload.run, failure: reason, settledAt: now)
      counts.messages = try tx.extractions.settle(payload.messages, outcome)
    }
    try tx.extractions.add(
      counts, to: payload.run, isFirstTry: job.failure == nil,
      error: "\(ExtractionReport.suffix(of: payload.user)): \(reason)", at: now)
  }

  func retried(_ job: Job, _ tx: any WriteTransaction) throws {
    try tx.extractions.reopen(try Payload(job).messages)
  }

  func told(_ job: Job, _ reason: String, isLast: Bool) {
    guard let payload = try? Payload(job) else { return }
    reports.tell(
      .userFailed(
        run: payload.run, userSuffix: ExtractionReport.suffix(of: payload.user), reason: reason, isLast: isLast))
  }
}
