import ScrubjayCore

/// The embeddings of what is stored: made in the background, and again when another model is wanted.
public struct Embeddings: Sendable {
  let work: Work
  let directory: any KeyDirectory
  let embedders: Embedders
  let runner: JobRunner

  /// How long a caller waits for an embedding before it hears that it is late.
  private static let patience = Duration.seconds(60)
  /// How soon a caller looks again after another worker that has its job, at first and in the end.
  private static let firstPollInterval = Duration.milliseconds(5)
  private static let longestPollInterval = Duration.milliseconds(200)

  private var handler: EmbeddingHandler { EmbeddingHandler(work: work, embedders: embedders) }
  /// Does what someone waits for.
  private var urgentHandler: EmbeddingHandler {
    EmbeddingHandler(work: work, embedders: embedders, purpose: .awaited)
  }

  /// What works off the queues of embeddings; nothing where no model can be asked.
  var handlers: [any JobHandler] {
    embedders.wanted == nil ? [] : [handler, ReembeddingHandler(work: work, embedders: embedders)]
  }

  // MARK: Models

  /// Switches every tenant to the configured model: immediately if the tenant has no items yet, otherwise in the
  /// background, while the previous model stays live.
  ///
  /// - Parameter replacing: Whether the configured model replaces a tenant's other model; if not, only tenants
  ///   without a model get it.
  /// - Throws: `dimension_mismatch`.
  public func adopt(replacing: Bool = true) async throws {
    guard let wanted = embedders.wantedModel else { return }
    for tenant in try await directory.tenants() { try await adopt(wanted, in: tenant.id, replacing: replacing) }
  }

  /// Gives a new tenant the wanted model.
  func adopt(in tenant: TenantID) async throws {
    guard let wanted = embedders.wantedModel else { return }
    try await adopt(wanted, in: tenant, replacing: false)
  }

  private func adopt(_ wanted: EmbeddingModel, in tenant: TenantID, replacing: Bool) async throws {
    let call = Call(access: Access(tenant: tenant, principal: "system", grants: [.admin]))
    let models = try await work.read(call) { try $0.vectors.models() }
    let isSettled = models.contains { $0.isLive && $0.isWanted && $0.model == wanted } && models.count == 1
    if isSettled || (!models.isEmpty && !replacing) { return }
    try await work.storage.write(call) { [clock = work.clock] tx in
      let now = clock.now()
      let model = try tx.vectors.register(wanted, at: now)
      try tx.vectors.want(model.number)
      // Asked of what is stored, and not of an index, which may be being made again.
      let isEmpty =
        try tx.events.sequences(MessageFilter(), limit: 1).isEmpty
        && tx.memories.list(MemoryFilter(), order: .updated, after: nil, limit: 1).elements.isEmpty
        && tx.documents.list(DocumentFilter(), after: nil, limit: 1).elements.isEmpty
      if model.isLive || isEmpty { return try tx.makeLive(model, at: now) }
      try tx.documents.markStale()
      // Others that are not live were wanted once, and are not any more.
      for other in try tx.vectors.models() where !other.isLive && other.number != model.number {
        try tx.jobs.enqueue(.remove, of: other.number, at: now)
      }
      try tx.jobs.enqueue(.embed(.message, cursor: nil, done: 0), of: model.number, at: now)
    }
    work.wake.signal()
  }

  // MARK: Writes

  /// Refuses a write that is to wait for its embedding where there is none to wait for; within the write, since one that
  /// is sent again has its answer already.
  ///
  /// - Throws: `embedder_unavailable`.
  func check(_ wait: WriteWait) throws(ScrubjayError) {
    if wait == .embedded, embedders.wanted == nil { throw Self.unavailable("nothing was stored") }
  }

  static func unavailable(_ consequence: String) -> ScrubjayError {
    ScrubjayError(
      .embedderUnavailable,
      "No embedding model is available, so \(consequence); 'scrubjay model install' installs one.")
  }

  /// Enqueues the embedding of what a write stored, within its transaction; without a model there is nothing to do.
  func enqueue(_ items: [EmbeddableItem], _ tx: any WriteTransaction, at now: Timestamp) throws {
    guard !items.isEmpty, try !tx.vectors.models().isEmpty else { return }
    try tx.jobs.enqueueEmbedding(of: items, at: now)
  }

  /// Has what a write enqueued done: soon, or before this returns.
  ///
  /// What is waited for does not stand in line: its jobs are claimed by their ids, and what another worker has claimed
  /// with others before is embedded here as well, since a job may be done twice.
  ///
  /// - Throws: `not_embedded_yet` when it is to be waited for and takes too long, or fails.
  func follow(_ items: [EmbeddableItem], _ wait: WriteWait, as call: Call) async throws {
    work.wake.signal()
    guard wait == .embedded, !items.isEmpty else { return }
    let items = items.filter(\.hasMeaning)
    let ids = EmbeddingHandler.jobs(items, at: work.clock.now()).map(\.id)
    let deadline = ContinuousClock.now + Self.patience
    var pause = Self.firstPollInterval
    while true {
      try await runner.work(on: ids, of: urgentHandler, as: call)
      try await joinOthers(ids, as: call)
      let (live, isFound, jobs) = try await work.read(call) { tx in
        let live = try tx.vectors.models().first(where: \.isLive)
        return (live, try live.map { try Self.areEmbedded(items, $0, tx) } ?? false, try ids.compactMap(tx.jobs.find))
      }
      if isFound { return }
      // Nothing is searched by meaning yet, or not by a model that is here; or it was tried, and failed.
      guard let live, embedders[live.model] != nil, jobs.contains(where: { $0.failure == nil }),
        ContinuousClock.now < deadline
      else { throw Self.late }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, Self.longestPollInterval)
    }
  }

  /// Embeds what other workers have under their leases and have not failed at; they complete their jobs themselves.
  private func joinOthers(_ ids: [String], as call: Call) async throws {
    let jobs = try await work.read(call) { tx in try ids.compactMap(tx.jobs.find) }
    let running = jobs.filter { $0.state == .running && $0.failure == nil }
    guard !running.isEmpty, let result = try? await urgentHandler.work(on: running, as: call) else { return }
    try await work.storage.write(call) { [clock = work.clock] tx in _ = try result.effect(tx, clock.now()) }
  }

  private static func areEmbedded(_ items: [EmbeddableItem], _ model: VectorModel, _ tx: any ReadTransaction) throws
    -> Bool
  {
    try Dictionary(grouping: items, by: \.owner).allSatisfy { owner, items in
      let numbers = Set(items.map(\.item))
      return try tx.vectors.embedded(Array(numbers), of: owner, model: model.number) == numbers
    }
  }

  private static var late: ScrubjayError {
    ScrubjayError(
      .notEmbeddedYet,
      "It is stored, but not embedded yet; that is retried in the background. Do not send it again.")
  }

  // MARK: All of it

  /// Enqueues the embedding of all items that lack vectors of the live model, for whatever reason.
  public func complete() async throws {
    for tenant in try await directory.tenants() {
      let call = Call(access: Access(tenant: tenant.id, principal: "system", grants: [.admin]))
      try await work.storage.write(call) { [clock = work.clock] tx in
        guard let model = try tx.vectors.models().first(where: { $0.isLive && $0.isWanted }) else { return }
        try tx.jobs.enqueue(.embed(.message, cursor: nil, done: 0), of: model.number, at: clock.now())
      }
    }
    work.wake.signal()
  }

  /// Embeds all pending items of every tenant, and returns when none is left that this process could embed.
  ///
  /// - Parameter progress: Called with the number of completed jobs and the initial number of jobs; it may throw to
  ///   stop.
  public func finish(progress: @Sendable (_ done: Int, _ total: Int) throws -> Void = { _, _ in }) async throws {
    let total = try await backlog()
    var done = 0
    var last = -1
    while done != last {
      last = done
      for handler in handlers { done += try await runner.round(handler) }
      try progress(done, max(total, done))
      try Task.checkCancellation()
    }
  }

  /// Returns the number of pending embedding jobs of all tenants.
  public func backlog() async throws -> Int {
    let queues = [EmbeddingHandler.queue, ReembeddingHandler.queue]
    return try await runner.duties.backlog().filter { queues.contains($0.queue) && $0.state == .waiting }
      .reduce(0) { $0 + $1.count }
  }
}

/// What a write waits for before it answers.
public enum WriteWait: String, Sendable, CaseIterable {
  /// Until it is stored, and found by its words.
  case stored
  /// Until it is found by its meaning, too.
  case embedded
}
