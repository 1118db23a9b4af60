import ScrubjayCore

/// Embeds what was just written, with each of the tenant's models.
struct EmbeddingHandler: JobHandler {
  let work: Work
  let embedders: Embedders
  /// Whether someone waits for the items.
  var purpose = EmbeddingPurpose.document

  static let queue = "embedding-generation"
  /// How many items one job names, at most.
  private static let itemsPerJob = 64
  /// How much text one job embeds, in bytes of UTF-8, unless a single item has more.
  private static let bytesPerJob = 65_536
  /// How long a job waits for a process that has a model which is not here.
  private static let absencePause = Duration.seconds(60)

  var queue: String { Self.queue }
  let batch = 8
  let lanes = 2
  let keepsCompleted = false

  /// Not where none of the tenant's models is here: another process may be waiting for the jobs.
  func canWork(in call: Call) async throws -> Bool {
    let models = try await work.read(call) { try $0.vectors.models() }
    return models.isEmpty || models.contains { embedders[$0.model] != nil }
  }

  func work(on jobs: [Job], as call: Call) async throws -> JobResult {
    let lists = try jobs.map { job throws(ScrubjayError) in try ItemList(job.payload) }
    let (models, items) = try await work.read(call) { tx in
      // What is neither live nor wanted is on its way out.
      (try tx.vectors.models().filter { $0.isLive || $0.isWanted }, try lists.flatMap { try $0.load(tx) })
    }
    let embedded = try await EmbeddedItems(items, with: models, by: embedders, as: purpose)
    // Another process may have the models that are not here; until they are gone, the job is theirs, too.
    let isWhole = items.isEmpty || models.allSatisfy { embedders[$0.model] != nil }
    return JobResult(
      effect: { tx, now in
        try embedded.store(tx, at: now)
        return nil
      }, pause: isWhole ? nil : Self.absencePause)
  }

  func failed(
    _ job: Job, _ reason: String, isLast: Bool, _ tx: any WriteTransaction, at now: Timestamp
  ) throws -> FollowUp? {
    guard isLast, let list = try? ItemList(job.payload), list.kind == .document else { return nil }
    try tx.failEmbedding(ofChunks: list.items, reason)
    return nil
  }
}

extension JobWriter {
  /// Enqueues the embedding of items; the ids of the jobs follow from the items.
  func enqueueEmbedding(of items: [EmbeddableItem], at now: Timestamp) throws {
    for job in EmbeddingHandler.jobs(items, at: now) { _ = try enqueue(job) }
  }
}

extension EmbeddingHandler {
  /// The jobs that embed items of one kind, each those of one subject.
  static func jobs(_ items: [EmbeddableItem], at now: Timestamp) -> [Job] {
    var parts: [[EmbeddableItem]] = []
    var bytes = 0
    for item in items {
      let size = item.text.utf8.count
      if let last = parts.last, last[0].owner.subject == item.owner.subject, last.count < itemsPerJob,
        bytes + size <= bytesPerJob
      {
        parts[parts.count - 1].append(item)
        bytes += size
      } else {
        parts.append([item])
        bytes = size
      }
    }
    return parts.map { part in
      let first = part[0]
      return Job(
        id: "embed-\(first.owner.kind.rawValue)-\(first.item)-\(first.version)", queue: queue,
        payload: ItemList(first.owner.kind, part.map(\.item)).payload, subject: first.owner.subject, runAt: now,
        createdAt: now)
    }
  }
}

extension ItemOwner {
  /// Whose its items are, as a job names it.
  fileprivate var subject: String {
    switch kind {
    case .message: Namespace(.user, first).description
    case .memory, .past: "\(first):\(second)"
    case .document: first
    }
  }
}
