import ScrubjayCore

/// Embeds what a tenant has with another model, step by step beside the live one, lets that take over once it knows
/// everything, and then removes the vectors of the others.
struct ReembeddingHandler: JobHandler {
  let work: Work
  let embedders: Embedders

  static let queue = "re-embedding"
  /// How many items one step embeds.
  private static let itemsPerStep = 256
  /// How many vectors one step removes.
  private static let removedPerStep = 2_000

  var queue: String { Self.queue }
  let batch = 1
  let keepsCompleted = true

  /// One step of the way; each enqueues the next.
  enum Step: Sendable, Hashable {
    /// Embed a page of what there is of a kind, the newest first, after so many others.
    case embed(ItemKind, cursor: String?, done: Int)
    /// Remove some of the vectors.
    case remove
  }

  func work(on jobs: [Job], as call: Call) async throws -> JobEffect {
    guard let job = jobs.first, let number = job.payload.json["model"]?.integerValue, let step = Step(job.payload)
    else { throw ScrubjayError(.internalError, "The job's payload names no step.") }
    switch step {
    case .remove:
      return { tx, now in
        guard try !tx.vectors.remove(model: number, limit: Self.removedPerStep) else { return }
        try tx.jobs.enqueue(.remove, of: number, at: now)
      }
    case .embed(let kind, let cursor, let done):
      let (model, page) = try await work.read(call) { tx in
        (try tx.vectors.models().first { $0.number == number }, try Self.page(kind, cursor, tx))
      }
      // Another model is wanted by now; this one's vectors are on their way out.
      guard let model else { return { _, _ in } }
      guard embedders[model.model] != nil else {
        throw ScrubjayError(.embedderUnavailable, "The model '\(model.model.name)' is not here.")
      }
      let embedded = try await EmbeddedItems(page.elements, with: [model], by: embedders)
      return { tx, now in
        try embedded.store(tx)
        let after = done + page.elements.count
        if let next = page.nextCursor {
          try tx.jobs.enqueue(.embed(kind, cursor: next, done: after), of: number, at: now)
        } else if kind == .message {
          try tx.jobs.enqueue(.embed(.memory, cursor: nil, done: after), of: number, at: now)
        } else {
          try tx.makeLive(model, at: now)
        }
      }
    }
  }

  private static func page(_ kind: ItemKind, _ cursor: String?, _ tx: any ReadTransaction) throws
    -> Page<EmbeddableItem>
  {
    switch kind {
    case .message:
      let page = try tx.events.messages(MessageFilter(), before: cursor, limit: itemsPerStep)
      return Page(elements: try EmbeddableItem.all(page.elements, tx.words), nextCursor: page.nextCursor)
    case .memory:
      let page = try tx.memories.list(MemoryFilter(), order: .updated, after: cursor, limit: itemsPerStep)
      let items = page.elements.filter { $0.redactedAt == nil }.map(EmbeddableItem.init)
      return Page(elements: items, nextCursor: page.nextCursor)
    }
  }
}

extension ReembeddingHandler.Step {
  /// Reads a payload; `nil` for one that is none.
  init?(_ payload: JSONText) {
    let json = payload.json
    if json["step"] == "remove" {
      self = .remove
    } else if let kind = (json["step"]?.stringValue).flatMap(ItemKind.init) {
      self = .embed(
        kind, cursor: json["cursor"]?.stringValue, done: Int(json["done"]?.integerValue ?? 0))
    } else {
      return nil
    }
  }

  fileprivate func payload(_ model: Int64) -> JSONText {
    switch self {
    case .remove: JSONText(["model": .integer(model), "step": "remove"])
    case .embed(let kind, let cursor, let done):
      JSONText([
        "model": .integer(model), "step": .string(kind.rawValue), "cursor": .text(cursor), "done": .integer(done),
      ])
    }
  }
}

extension JobWriter {
  /// Enqueues a step for a model, unless there is one.
  func enqueue(_ step: ReembeddingHandler.Step, of model: Int64, at now: Timestamp) throws {
    let name =
      switch step {
      case .remove: "remove"
      case .embed(let kind, _, let done): "\(kind.rawValue)-after-\(done)"
      }
    _ = try enqueue(
      Job(
        id: "re-embed-\(model)-\(name)-\(now.microseconds)", queue: ReembeddingHandler.queue,
        payload: step.payload(model),
        uniqueKey: "model-\(model)", priority: -1, runAt: now, createdAt: now))
  }
}

extension WriteTransaction {
  /// Makes a model the one that recall uses; the vectors of the others go.
  func makeLive(_ model: VectorModel, at now: Timestamp) throws {
    try vectors.makeLive(model.number)
    for other in try vectors.models() where other.number != model.number {
      try jobs.enqueue(.remove, of: other.number, at: now)
    }
  }
}
