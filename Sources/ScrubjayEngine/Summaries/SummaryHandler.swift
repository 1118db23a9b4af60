import ScrubjayCore
import ScrubjayLanguage

/// Sums up what piles up in a session, or all of one that is over.
struct SummaryHandler: JobHandler {
  let work: Work
  let memories: Memories
  let summarizer: any Summarizer
  let extractions: Extractions
  let summaries: SummaryPolicy

  /// The name that other programs know the queue by.
  static let queue = "memory-consolidation"
  /// How often it is tried, and how long it is until the second time.
  static let retries = RetryPolicy(firstPause: .seconds(30), attempts: 5)
  /// How much a summary matters.
  private static let importance = 7
  private static let episodeImportance = 5
  /// How soon it is tried again where the session was summed up by somebody else meanwhile.
  private static let changePause = Duration.milliseconds(200)

  var queue: String { Self.queue }
  let batch = 1
  var lanes: Int { summaries.concurrency }
  var rate: JobRate? { JobRate(count: summaries.perMinute, interval: .seconds(60)) }
  var policy: RetryPolicy { Self.retries }
  let keepsCompleted = true

  func canWork(in call: Call) async throws -> Bool { true }

  /// What would be stored, or is.
  struct Plan: Sendable {
    let input: SummaryInput
    /// `nil` where there is nothing to say of that part.
    let draft: MemoryDraft?
  }

  /// Makes the summary of what a session has that none covers; `nil` when there is nothing.
  func plan(of session: String, as call: Call) async throws -> Plan? {
    let input = try await work.read(call) { [summaries] tx -> SummaryInput? in
      guard let session = try tx.sessions.find(session) else { return nil }
      return try SummaryInput(session, keeping: session.terminatedAt == nil ? summaries.keptMessages : 0, tx)
    }
    guard let input else { return nil }
    let text = try await summarizer.summary(of: input, as: call)
    return Plan(input: input, draft: text.isEmpty ? nil : draft(text, input))
  }

  private func draft(_ text: String, _ input: SummaryInput) -> MemoryDraft {
    let session = input.session
    let isOver = session.terminatedAt != nil
    let title = session.title.map { " \"\($0)\"" } ?? ""
    let content = SecretReader.masked("Conversation\(title) of \(session.user) with \(session.app):\n\(text)")
    var draft = MemoryDraft(
      namespace: session.project.map { Namespace(.project, $0) } ?? Namespace(.user, session.user), content: content,
      type: isOver ? .episodic : .semantic, importance: isOver ? Self.episodeImportance : Self.importance,
      metadata: JSONText([
        "session": .string(session.id), "user": .string(session.user), "from": .integer(session.summarized),
        "to": .integer(input.end),
      ]),
      sources: input.events.count <= Limits.sourcesPerMemory
        ? input.events.map { MemorySource(session: $0.session, event: $0.id) } : [MemorySource(session: session.id)])
    draft.provenance = Provenance(voice: input.voice, means: .summary, maker: summarizer.maker)
    return draft
  }

  func work(on jobs: [Job], as call: Call) async throws -> JobResult {
    guard let job = jobs.first else { return .done { _, _ in } }
    let payload = try Payload(job)
    try await check(payload, as: call)
    let plan = try await plan(of: payload.session, as: call)
    return .done { tx, now in
      if payload.isOver { _ = try extractions.begin(of: payload.user, tx, at: now) }
      guard let plan else { return }
      try store(plan, tx, call, now)
      // What did not fit in is next.
      if plan.input.isCut { _ = try tx.jobs.enqueue(payload.job(id: work.ids.next(at: now), at: now)) }
    }
  }

  /// That what a job says of a session is so: other programs may have enqueued it.
  private func check(_ payload: Payload, as call: Call) async throws {
    let session = try await work.read(call) { tx in try tx.sessions.find(payload.session) }
    // It may have been deleted meanwhile.
    guard let session else { return }
    guard payload.tenant == call.tenant.description, session.user == payload.user,
      payload.project == nil || payload.project == session.project
    else { throw ScrubjayError(.invalidField, "The job does not say whose session it is.") }
  }

  /// Stores a summary, and that it covers its part of the session.
  private func store(_ plan: Plan, _ tx: any WriteTransaction, _ call: Call, _ now: Timestamp) throws {
    guard var session = try tx.sessions.find(plan.input.session.id) else { return }
    guard session.summarized == plan.input.session.summarized else {
      throw Postponement(reason: "The session was summed up by somebody else meanwhile.", pause: Self.changePause)
    }
    session.summarized = plan.input.end
    try tx.sessions.update(session)
    guard let draft = plan.draft else { return }
    let memory = try memories.add(
      CheckedDraft(draft, memories.analyser, call.access), .create, .create, tx, call, now)
    try memories.embeddings.enqueue([EmbeddableItem(memory)], tx, at: now)
    _ = try tx.consolidations.insert(
      Consolidation(
        id: work.ids.next(at: now), namespace: memory.namespace, kind: .summary, at: now, actor: call.actor,
        changes: [ConsolidationChange(memory: memory.id, before: nil, after: memory.version)]))
    try memories.makeRoom(for: [memory], tx, call, now)
    try tx.requireRoom()
  }
}

extension SummaryHandler {
  /// What a job says, by the names that other programs know.
  struct Payload: Sendable {
    let session: String
    let user: String
    let project: String?
    let tenant: String
    /// Whether the session is over, so that nothing of it is kept as it is.
    let isOver: Bool

    init(_ session: Session, in tenant: TenantID, isOver: Bool) {
      self.session = session.id
      user = session.user
      project = session.project
      self.tenant = tenant.description
      self.isOver = isOver
    }

    init(_ job: Job) throws(ScrubjayError) {
      let json = job.payload.json
      guard let session = json["conversationId"]?.stringValue, let user = json["userId"]?.stringValue,
        let tenant = json["organizationId"]?.stringValue
      else { throw ScrubjayError(.invalidField, "The job names no conversation, user or organization.") }
      self.session = session
      self.user = user
      self.tenant = tenant
      project = json["projectId"]?.stringValue
      isOver = json["terminated"]?.boolValue ?? false
    }

    /// A job that says so; of a session there is one at a time.
    func job(id: String, at now: Timestamp) -> Job {
      var payload: [JSON.Member] = [
        .init("conversationId", .string(session)), .init("organizationId", .string(tenant)),
        .init("userId", .string(user)),
      ]
      if let project { payload.append(.init("projectId", .string(project))) }
      if isOver { payload.append(.init("terminated", .bool(true))) }
      return Job(
        id: id, queue: SummaryHandler.queue, payload: JSONText(.object(payload)),
        uniqueKey: isOver ? "\(session) terminated" : session, subject: Namespace(.user, user).description, runAt: now,
        createdAt: now)
    }
  }
}
