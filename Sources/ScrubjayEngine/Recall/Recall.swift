public import ScrubjayCore
import ScrubjayLanguage

/// Finding what was said and what is known.
public struct Recall: Sendable {
  let work: Work
  let analyser: Analyser
  let embedders: Embedders

  /// The messages, memories and chunks of documents that answer a query best, the best first.
  ///
  /// - Throws: `scope_required` when neither user nor session nor namespace is named, unless the caller is an admin;
  ///   `missing_grant`; `session_not_found`; `invalid_field`; `embedder_unavailable` when a query asks for meaning, by
  ///   its mode or a threshold, and nothing can be found by it.
  public func callAsFunction(_ query: RecallQuery, as call: Call) async throws -> RecallResult {
    try Self.check(query)
    let now = work.clock.now()
    var times = StageTimes()
    while true {
      let (scope, speakers, models, asked) = try await work.read(call) { tx in
        let scope = try RecallScope(query, call.access, tx.sessions, now: now)
        let sources = try RecallSources(scope, call.access, tx.words)
        return (scope, sources.owners.flatMap(\.speakers), try tx.vectors.models(), try Self.asked(query, tx, now))
      }
      let analysis = times.measure(.analysis) {
        QueryAnalysis(Folding.truncated(query.query, toUTF8Bytes: Limits.embeddedQueryBytes), asked: asked)
      }
      let start = ContinuousClock.now
      let (meaning, state) = try await meaning(of: query, among: Participants(speakers), models)
      times.add(.embedding, since: start)
      let result = try await work.read(call) { [analyser, times] tx -> RecallResult? in
        // Another model has become live meanwhile: the query has to be embedded by that one.
        if let meaning, try !tx.vectors.models().contains(where: { $0.isLive && $0.number == meaning.model }) {
          return nil
        }
        let sources = try RecallSources(scope, call.access, tx.words)
        var times = times
        let candidates = try times.measure(.candidates) {
          try Candidates(query, analysis, meaning, sources, scope, analyser, tx)
        }
        let hits = try RecallHits(query, analysis, candidates, scope, tx).best(&times)
        return RecallResult(hits: hits, meaning: state, times: times)
      }
      if let result { return result }
    }
  }

  /// When it is asked, by the clock of who asks.
  private static func asked(_ query: RecallQuery, _ tx: any ReadTransaction, _ now: Timestamp) throws -> LocalTime {
    let session = try query.session.flatMap(tx.sessions.find)
    let user = try (query.user ?? session?.user).flatMap(tx.users.find)
    return Clocks(query.timeZone, session?.timeZone, user?.timeZone).local(
      query.validAt ?? query.asOf ?? now, utcOffset: query.utcOffset)
  }

  private static func check(_ query: RecallQuery) throws(ScrubjayError) {
    try Check.text(query.query, "query", maximum: Limits.queryBytes)
    try Check.count(query.limit, "limit", maximum: Limits.pageSize)
    if query.namespaces.count > Limits.namespacesPerRecall {
      throw Check.failure("namespaces", "has more than \(Limits.namespacesPerRecall) elements")
    }
    try Check.timeZone(query.timeZone, "time_zone")
    try Check.utcOffset(query.utcOffset, "utc_offset")
    if let threshold = query.threshold {
      if !(-1...1).contains(threshold) { throw Check.failure("threshold", "is not a cosine, from -1 to 1") }
      if query.mode == .words { throw Check.failure("threshold", "is a cosine, which words alone do not have") }
    }
  }

  /// The query's direction in the space of the live model, where it is asked for and there is one.
  private func meaning(of query: RecallQuery, among participants: Participants, _ models: [VectorModel])
    async throws -> (Meaning?, MeaningState)
  {
    if query.mode == .words { return (nil, .unasked) }
    let isNeeded = query.mode == .meaning || query.threshold != nil
    guard let live = models.first(where: \.isLive) else {
      let isBuilding = embedders.wanted != nil && !models.isEmpty
      guard isNeeded else { return (nil, isBuilding ? .building : .unavailable) }
      throw isBuilding ? Self.building : Embeddings.unavailable("nothing can be found by meaning")
    }
    guard let embedder = embedders[live.model] else {
      guard isNeeded else { return (nil, .unavailable) }
      throw ScrubjayError(
        .embedderUnavailable,
        "What is stored was embedded by the model '\(live.model.name)', which is not here; a server with another model "
          + "embeds it anew.")
    }
    // What says nothing is near to nothing.
    guard query.query.hasMeaning else { return (nil, .searched) }
    do {
      let text = Folding.truncated(query.query, toUTF8Bytes: Limits.embeddedQueryBytes)
      let nameless = participants.left(outOf: text)
      let texts =
        if query.kinds == [.message] {
          [nameless]
        } else if !query.kinds.contains(.message) || nameless == text {
          [text]
        } else {
          [nameless, text]
        }
      let parts = try await embedder.embed(texts, as: .query)
      guard let message = Embedding(meanOf: parts.first ?? []), let memory = Embedding(meanOf: parts.last ?? []) else {
        return (nil, .unavailable)
      }
      return (Meaning(message: message, memory: memory, model: live.number), .searched)
    } catch let error where isNeeded || error is CancellationError {
      throw error
    } catch {
      return (nil, .unavailable)
    }
  }

  private static var building: ScrubjayError {
    ScrubjayError(
      .embedderUnavailable, "What there is is still being embedded; until then it is found by its words alone.")
  }
}

/// A query's direction in a model's space.
struct Meaning: Sendable {
  /// Among messages, which are embedded without the names of those who speak.
  private let message: Embedding
  /// Among memories and documents.
  private let memory: Embedding
  /// The number of the model.
  let model: Int64

  init(message: Embedding, memory: Embedding, model: Int64) {
    self.message = message
    self.memory = memory
    self.model = model
  }

  /// What to look for among an owner's vectors.
  func query(_ owner: WordOwner) -> VectorQuery {
    switch owner.owner.kind {
    case .message: VectorQuery(message, model: model, owner: owner.number)
    case .memory, .past, .document: VectorQuery(memory, model: model, owner: owner.number)
    }
  }
}

extension Embedding {
  /// The direction between those of a text's parts; `nil` when there is none.
  init?(meanOf parts: [Embedding]) {
    guard let first = parts.first else { return nil }
    if parts.count == 1 {
      self = first
      return
    }
    var sum = [Float](repeating: 0, count: first.values.count)
    for part in parts { for (index, value) in part.values.enumerated() { sum[index] += value } }
    let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0 else { return nil }
    self.init(sum.map { $0 / length })
  }
}
