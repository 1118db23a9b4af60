import ScrubjayCore
import ScrubjayLanguage

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

  /// Has no run wait any longer for a user, whose job is about to go.
  ///
  /// - Returns: The run, where that has ended it.
  static func withdraw(_ user: String, _ tx: any WriteTransaction, at now: Timestamp) throws -> ExtractionRun? {
    guard let job = try tx.jobs.unfinished(of: queue, uniqueKey: user) else { return nil }
    return try tx.extractions.add(
      ExtractionCounts(), to: try Payload(job).run, isFirstTry: job.failure == nil, error: nil, at: now)
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
    return JobResult { [memories, reports] tx, now in
      let counts = try plan.store(memories, run: payload.run, tx, call, now)
      let ended = try tx.extractions.add(
        counts, to: payload.run, isFirstTry: job.failure == nil, error: nil, at: now)
      return {
        reports.tell(
          .userComplete(run: payload.run, userSuffix: ExtractionReport.suffix(of: payload.user), counts))
        if let ended { reports.tell(.complete(ended)) }
      }
    }
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
    let meaning = SameMeaning(memories.analyser, names: input.names)
    let readings = await readings(of: proposals.facts.map(\.content) + input.facts.map(\.content), by: meaning)
    let reconciliation = Reconciliation(proposals.facts, input, share: supersededShare) { fact, known in
      guard let one = readings[fact], let other = readings[known] else { return .different }
      return meaning.relation(one, other, cosine: cosines[.init(fact, known)])
    }
    return ExtractionPlan(
      input: input, reconciliation: reconciliation, isCut: proposals.isCut, maker: extractor.maker)
  }

  private func readings(of texts: [String], by meaning: SameMeaning) async -> [String: SameMeaning.Reading] {
    var readings: [String: SameMeaning.Reading] = [:]
    for text in texts where readings[text] == nil {
      readings[text] = meaning.read(text)
      // There may be hundreds, and others have something to do, too.
      await Task.yield()
    }
    return readings
  }

  func failed(
    _ job: Job, _ reason: String, isLast: Bool, _ tx: any WriteTransaction, at now: Timestamp
  ) throws -> FollowUp? {
    let payload = try Payload(job)
    var counts = ExtractionCounts()
    if isLast {
      let outcome = ExtractionOutcome(.failed, run: payload.run, failure: reason, settledAt: now)
      counts.messages = try tx.extractions.settle(payload.messages, outcome)
    }
    let ended = try tx.extractions.add(
      counts, to: payload.run, isFirstTry: job.failure == nil, error: reason, at: now)
    return { [reports] in
      reports.tell(
        .userFailed(
          run: payload.run, userSuffix: ExtractionReport.suffix(of: payload.user), reason: reason, isLast: isLast))
      if let ended { reports.tell(.complete(ended)) }
    }
  }

  func retried(_ job: Job, _ tx: any WriteTransaction) throws {
    try tx.extractions.reopen(try Payload(job).messages)
  }
}
