import ScrubjayCore

/// Embeds what was just written, with each of the tenant's models.
struct EmbeddingHandler: JobHandler {
  let work: Work
  let embedders: Embedders

  static let queue = "embedding-generation"
  /// How many items one job names, at most.
  static let itemsPerJob = 64

  var queue: String { Self.queue }
  let batch = 8
  let keepsCompleted = false

  func work(on jobs: [Job], as call: Call) async throws -> JobEffect {
    let lists = try jobs.map { job throws(ScrubjayError) in try ItemList(job.payload) }
    let (models, items) = try await work.read(call) { tx in
      (try tx.vectors.models(), try lists.flatMap { try $0.load(tx) })
    }
    let embedded = try await EmbeddedItems(items, with: models, by: embedders)
    return { tx, _ in try embedded.store(tx) }
  }
}

extension JobWriter {
  /// Enqueues the embedding of items; the ids of the jobs follow from the items.
  func enqueueEmbedding(of items: [EmbeddableItem], at now: Timestamp) throws {
    for job in EmbeddingHandler.jobs(items, at: now) { _ = try enqueue(job) }
  }
}

extension EmbeddingHandler {
  /// The jobs that embed items of one kind.
  static func jobs(_ items: [EmbeddableItem], at now: Timestamp) -> [Job] {
    stride(from: 0, to: items.count, by: itemsPerJob).map { start in
      let part = items[start..<min(items.count, start + itemsPerJob)]
      let first = part[start]
      return Job(
        id: "embed-\(first.owner.kind.rawValue)-\(first.item)-\(first.version)", queue: queue,
        payload: ItemList(first.owner.kind, part.map(\.item)).payload, runAt: now, createdAt: now)
    }
  }
}
