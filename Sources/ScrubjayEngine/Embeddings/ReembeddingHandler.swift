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

  /// How much text one step embeds, in bytes of UTF-8, unless a single item has more.
  private static let bytesPerStep = 1_048_576
  /// How long a step waits for a process that has the model.
  private static let absencePause = Duration.seconds(60)

  var queue: String { Self.queue }
  let batch = 1
  let lanes = 1
  let keepsCompleted = true

  /// One step of the way; each enqueues the next.
  enum Step: Sendable, Hashable {
    /// Embed a page of what there is of a kind, the newest first, after so many others.
    case embed(ItemKind, cursor: String?, done: Int)
    /// Remove some of the vectors.
    case remove
  }

  func canWork(in call: Call) async throws -> Bool { true }

  /// Whether a job embeds what a tenant has with this model.
  static func isEmbedding(_ job: Job, _ model: Int64) -> Bool {
    guard job.payload.json["model"]?.integerValue == model, case .embed = Step(job.payload) else { return false }
    return true
  }

  func work(on jobs: [Job], as call: Call) async throws -> JobResult {
    guard let job = jobs.first, let number = job.payload.json["model"]?.integerValue, let step = Step(job.payload)
    else { throw ScrubjayError(.internalError, "The job's payload names no step.") }
    let model = try await work.read(call) { tx in try tx.vectors.models().first { $0.number == number } }
    guard let model else { return .done { _, _ in } }
    // Nobody wants it any more: what there is of it goes, and it never becomes live.
    guard case .embed(let kind, let cursor, let done) = step, model.isWanted else { return remove(model) }
    guard embedders[model.model] != nil else { return .later(Self.absencePause) }
    let (page, missing) = try await work.read(call) { tx in
      let page = try Self.page(kind, cursor, tx)
      return (page, try Self.missing(page.elements, model, tx))
    }
    let embedded = try await EmbeddedItems(missing, with: [model], by: embedders, as: .document)
    return .done { tx, now in
      try embedded.store(tx, at: now)
      let after = done + page.elements.count
      if let next = page.nextCursor {
        try tx.jobs.enqueue(.embed(kind, cursor: next, done: after), of: number, at: now)
      } else if let following = kind.following {
        try tx.jobs.enqueue(.embed(following, cursor: nil, done: after), of: number, at: now)
      } else if try tx.vectors.models().contains(where: { $0.number == number && $0.isWanted }) {
        try tx.makeLive(model, at: now)
      } else {
        try tx.jobs.enqueue(.remove, of: number, at: now)
      }
    }
  }

  private func remove(_ model: VectorModel) -> JobResult {
    .done { tx, now in
      // Wanted again meanwhile, or live after all.
      guard try !tx.vectors.models().contains(where: { $0.number == model.number && ($0.isWanted || $0.isLive) }) else {
        return
      }
      guard try !tx.vectors.remove(model: model.number, limit: Self.removedPerStep) else { return }
      try tx.jobs.enqueue(.remove, of: model.number, at: now)
    }
  }

  /// A page that is not too much for one step.
  private static func page(_ kind: ItemKind, _ cursor: String?, _ tx: any ReadTransaction) throws
    -> Page<EmbeddableItem>
  {
    let page = try EmbeddableItem.page(kind, cursor, limit: itemsPerStep, tx)
    var bytes = 0
    let fitting = page.elements.prefix { item in
      bytes += item.text.utf8.count
      return bytes <= bytesPerStep
    }
    return fitting.count == page.elements.count
      ? page
      : try EmbeddableItem.page(kind, cursor, limit: max(1, fitting.count), tx)
  }

  /// Those of the items that have no vectors of the model yet.
  private static func missing(_ items: [EmbeddableItem], _ model: VectorModel, _ tx: any ReadTransaction) throws
    -> [EmbeddableItem]
  {
    try Dictionary(grouping: items, by: \.owner).flatMap { owner, items in
      let embedded = try tx.vectors.embedded(items.map(\.item), of: owner, model: model.number)
      return items.filter { !embedded.contains($0.item) }
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

extension ItemKind {
  /// The kind that is embedded after this one; `nil` for the last.
  fileprivate var following: ItemKind? {
    switch self {
    case .message: .memory
    case .memory: .document
    case .document: .past
    case .past: nil
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
    try documents.settle(nil, by: model, at: now)
    for other in try vectors.models() where other.number != model.number {
      try jobs.enqueue(.remove, of: other.number, at: now)
    }
  }
}
