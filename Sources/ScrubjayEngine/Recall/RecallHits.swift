import ScrubjayCore

/// The best candidates that pass the filters.
struct RecallHits {
  private let query: RecallQuery
  private let candidates: Candidates
  private let scope: RecallScope
  private let tx: any ReadTransaction

  /// How many of each arm are looked at, at first; where too few of them pass, so many times more.
  private static let depth = 128
  private static let depthFactor = 8
  /// How many candidates are read at once, until enough of them pass the filters.
  private static let candidatesAtOnce = 128
  /// What means less than this to the query, and shares no word with it, is no answer: texts that have nothing to do with
  /// each other are as near as that.
  private static let leastCosine = 0.1

  init(_ query: RecallQuery, _ candidates: Candidates, _ scope: RecallScope, _ tx: any ReadTransaction) {
    self.query = query
    self.candidates = candidates
    self.scope = scope
    self.tx = tx
  }

  /// The hits, the best first.
  var hits: [RecallHit] {
    get throws {
      var depth = max(Self.depth, query.limit * 2)
      while true {
        let pool = try candidates.pool(depth: depth)
        let hits = try passing(ranked(pool.candidates))
        let others = pool.bound > (query.minimumScore ?? 0) && pool.cosineBound >= (query.threshold ?? -1)
        if hits.count >= query.limit || !others { return hits }
        depth *= Self.depthFactor
      }
    }
  }

  private func ranked(_ candidates: [Candidate]) -> [(candidate: Candidate, score: Double)] {
    candidates.filter(isAnswer).map { ($0, $0.score(self.candidates.weights)) }
      .filter { $0.1 >= query.minimumScore ?? 0 }
      .sorted(by: Self.isBetter)
  }

  private func isAnswer(_ candidate: Candidate) -> Bool {
    let cosine = candidate.meaning?.cosine
    if let threshold = query.threshold { return cosine.map { $0 >= threshold } ?? false }
    return candidate.words != nil || cosine ?? 0 >= Self.leastCosine
  }

  /// The higher score first, of equal ones the newer item, so that the order is always the same.
  private static func isBetter(
    _ left: (candidate: Candidate, score: Double), _ right: (candidate: Candidate, score: Double)
  ) -> Bool {
    if left.score != right.score { return left.score > right.score }
    if left.candidate.item != right.candidate.item { return left.candidate.item > right.candidate.item }
    return left.candidate.kind.rawValue < right.candidate.kind.rawValue
  }

  /// Those that pass the filters, as many as are wanted.
  private func passing(_ ranked: [(candidate: Candidate, score: Double)]) throws -> [RecallHit] {
    var hits: [RecallHit] = []
    var rest = ranked[...]
    while hits.count < query.limit, !rest.isEmpty {
      let group = rest.prefix(Self.candidatesAtOnce)
      rest = rest.dropFirst(Self.candidatesAtOnce)
      let items = try items(group.map(\.candidate))
      hits += group.compactMap { candidate, score in
        items[ItemNumber(kind: candidate.kind, item: candidate.item)].map { item in
          RecallHit(
            item: item, score: score, why: query.explains ? candidate.explanation(candidates.weights) : nil)
        }
      }
    }
    return Array(hits.prefix(query.limit))
  }

  /// Whether the session sees an entry of the same key that is nearer.
  private func isHidden(_ memory: Memory) throws -> Bool {
    guard memory.isKeyChosen, let distance = scope.inherited.firstIndex(of: memory.namespace) else { return false }
    return try scope.inherited[..<distance].contains { namespace in
      guard let nearer = try tx.memories.find(namespace, key: memory.key) else { return false }
      guard let asOf = query.asOf else { return nearer.isThere(at: scope.now) }
      return try tx.memories.find(nearer.id, asOf: asOf)?.isUnexpired(at: asOf) ?? false
    }
  }

  private struct ItemNumber: Hashable {
    let kind: ItemKind
    let item: Int64
  }

  /// Those of the candidates that pass the filters.
  private func items(_ candidates: [Candidate]) throws -> [ItemNumber: RecallHit.Item] {
    var items: [ItemNumber: RecallHit.Item] = [:]
    let numbers = Dictionary(grouping: candidates, by: \.kind).mapValues { $0.map(\.item) }
    if let filter = scope.messages, let sequences = numbers[.message] {
      for event in try tx.events.messages(sequences: sequences, filter) {
        items[ItemNumber(kind: .message, item: event.sequence)] = .message(event)
      }
    }
    if let filter = scope.memories, let sequences = numbers[.memory] {
      for memory in try tx.memories.find(sequences: sequences, filter) {
        if try !isHidden(memory) { items[ItemNumber(kind: .memory, item: memory.sequence)] = .memory(memory) }
      }
    }
    if let filter = scope.past, let numbers = numbers[.past] {
      for memory in try tx.memories.past(numbers.map(PastItem.init(number:)), filter) {
        if try !isHidden(memory) { items[ItemNumber(kind: .past, item: memory.pastItem)] = .memory(memory) }
      }
    }
    if let filter = scope.documents, let sequences = numbers[.document] {
      for found in try tx.documents.chunks(sequences: sequences, filter) {
        items[ItemNumber(kind: .document, item: found.chunk.sequence)] = .document(found)
      }
    }
    return items
  }
}
