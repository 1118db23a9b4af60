public import ScrubjayCore
import ScrubjayLanguage

/// Finding what was said and what is known.
public struct Recall: Sendable {
  let work: Work
  let analyser: Analyser
  let embedders: Embedders

  /// Returns the messages, memories and chunks of documents that answer a query best, best first.
  ///
  /// - Throws: `scope_required` when neither user nor session nor namespace is named, unless the caller is an admin;
  ///   `missing_grant`; `session_not_found`; `invalid_field`; `embedder_unavailable` when a query asks for meaning, by
  ///   its mode or a threshold, and nothing can be found by it.
  public func callAsFunction(_ query: RecallQuery, as call: Call) async throws -> RecallResult {
    try Self.check(query)
    let now = work.clock.now()
    var times = StageTimes()
    while true {
      let (scope, speakers, nicknames, models, asked) = try await work.read(call) { [analyser] tx in
        let scope = try RecallScope(query, call.access, tx.sessions, now: now)
        let owners = try RecallSources(scope, call.access, tx.words).owners
        let nicknames = try Nicknames(query.query, owners, analyser, tx)
        return (
          scope, owners.flatMap(\.speakers) + nicknames.names, nicknames, try tx.vectors.models(),
          try Self.asked(query, tx, now)
        )
      }
      let analysis = times.measure(.analysis) {
        QueryAnalysis(query.query, asked: asked)
      }
      let start = ContinuousClock.now
      let (meaning, state) = try await meaning(of: query, about: analysis.topic, among: Participants(speakers), models)
      times.add(.embedding, since: start)
      let result = try await work.read(call) { [analyser, times] tx -> RecallResult? in
        // Another model has become live meanwhile: the query has to be embedded by that one.
        if let meaning, try !tx.vectors.models().contains(where: { $0.isLive && $0.number == meaning.model }) {
          return nil
        }
        let sources = try RecallSources(scope, call.access, tx.words)
        var times = times
        let candidates = try times.measure(.candidates) {
          try Candidates(query, analysis, meaning, sources, nicknames, scope, analyser, tx)
        }
        let hits = try RecallHits(query, analysis, candidates, scope, analyser, tx).best(&times)
        return RecallResult(hits: hits, meaning: state, times: times)
      }
      if let result { return result }
    }
  }

  /// How much of a text in a model's own language it has words for, at least; the rest are names and slang.
  private static let usuallyKnown = 0.9

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
  private func meaning(
    of query: RecallQuery, about topic: String, among participants: Participants, _ models: [VectorModel]
  ) async throws -> (Meaning?, MeaningState) {
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
    guard topic.hasMeaning else { return (nil, .searched) }
    do {
      let texts = QueryParts(topic).embedded
      let named = query.kinds == [.message] ? [] : texts
      let nameless = query.kinds.contains(.message) ? texts.map(participants.left(outOf:)) : []
      // Most parts name nobody, and are embedded once.
      let distinct = Array(Set(named + nameless))
      let embeddings = Dictionary(
        zip(distinct, try await embedder.embed(distinct, as: .query).map { Embedding(meanOf: $0) }),
        uniquingKeysWith: { first, _ in first })
      func directions(_ texts: [String]) -> [Embedding] { texts.compactMap { embeddings[$0] ?? nil } }
      let meaning = Meaning(
        messages: directions(nameless), memories: directions(named), model: live.number,
        known: min(1, try await embedder.knownShare(of: topic) / Self.usuallyKnown))
      return meaning.isEmpty ? (nil, .unavailable) : (meaning, .searched)
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

/// A query's directions in a model's space: one, or of a long query those of its parts.
struct Meaning: Sendable {
  /// Among messages, which are embedded without the names of those who speak.
  private let messages: [Embedding]
  /// Among memories and documents.
  private let memories: [Embedding]
  /// The number of the model.
  let model: Int64
  /// How much of the query the model has words for, from 0 to 1.
  let known: Double

  init(messages: [Embedding], memories: [Embedding], model: Int64, known: Double) {
    self.messages = messages
    self.memories = memories
    self.model = model
    self.known = known
  }

  /// Whether it points nowhere.
  var isEmpty: Bool { messages.isEmpty && memories.isEmpty }

  /// The nearest items of an owner, each by the direction that it is nearest to, the nearest first.
  func nearest(_ owner: WordOwner, limit: Int, _ vectors: any VectorReader) throws -> [VectorMatch] {
    let matches = try queries(owner).map { try vectors.nearest($0, limit: limit) }
    if matches.count == 1 { return matches[0] }
    // Whatever is among none of them is no nearer than the last of the best.
    return Array(
      Self.best(matches).sorted { $0.cosine != $1.cosine ? $0.cosine > $1.cosine : $0.item > $1.item }.prefix(limit))
  }

  /// How near items of an owner are, each by the direction that it is nearest to.
  func nearness(
    _ owner: WordOwner, of items: [Int64], isRough: Bool, _ vectors: any VectorReader
  ) throws -> [VectorMatch] {
    let matches = try queries(owner).map { try vectors.nearness($0, of: items, isRough: isRough) }
    return matches.count == 1 ? matches[0] : Self.best(matches)
  }

  /// How near each part of items of an owner is, by the direction that it is nearest to.
  func cosines(_ owner: WordOwner, of items: [Int64], _ vectors: any VectorReader) throws -> [Int64: [Double]] {
    try queries(owner).map { try vectors.cosines($0, of: items) }.reduce(into: [:]) { nearest, cosines in
      nearest.merge(cosines) { zip($0, $1).map(max) }
    }
  }

  /// What to look for among an owner's vectors.
  private func queries(_ owner: WordOwner) -> [VectorQuery] {
    let embeddings =
      switch owner.owner.kind {
      case .message: messages
      case .memory, .past, .document: memories
      }
    return embeddings.map { VectorQuery($0, model: model, owner: owner.number) }
  }

  /// For each item the match by its nearest direction, with the most that it has as a whole in any.
  private static func best(_ matches: [[VectorMatch]]) -> [VectorMatch] {
    var best: [Int64: VectorMatch] = [:]
    for match in matches.joined() {
      guard let other = best[match.item] else {
        best[match.item] = match
        continue
      }
      let nearer = match.cosine > other.cosine ? match : other
      best[match.item] = VectorMatch(
        item: match.item, part: nearer.part, cosine: nearer.cosine, whole: max(match.whole, other.whole))
    }
    return Array(best.values)
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
