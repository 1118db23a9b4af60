import ScrubjayCore
import ScrubjayLanguage

/// The best candidates that pass the filters.
struct RecallHits {
  private let query: RecallQuery
  private let analysis: QueryAnalysis
  private let candidates: Candidates
  private let scope: RecallScope
  private let analyser: Analyser
  private let tx: any ReadTransaction

  /// How many of each arm are looked at, at first; where too few of them pass, so many times more.
  private static let depth = 128
  private static let depthFactor = 8
  /// How many candidates are examined closely, at least, and how many for each hit that is wanted.
  private static let examined = 192
  private static let examinedPerHit = 2
  /// Of so many of the most promising the neighbours are examined, too, up to so many turns away: the turn that answers
  /// often says little of what is asked.
  private static let withNeighbours = 64
  private static let neighbourReach = 2
  /// How many candidates are read at once, at least, until enough of them pass the filters.
  private static let candidatesAtOnce = 64
  /// What means less than this to the query, shares no word with it and is of another day, is no answer: texts that have
  /// nothing to do with each other are as near as that.
  private static let leastCosine = 0.1

  init(
    _ query: RecallQuery, _ analysis: QueryAnalysis, _ candidates: Candidates, _ scope: RecallScope,
    _ analyser: Analyser, _ tx: any ReadTransaction
  ) {
    self.query = query
    self.analysis = analysis
    self.candidates = candidates
    self.scope = scope
    self.analyser = analyser
    self.tx = tx
  }

  /// The hits, the best first.
  func best(_ times: inout StageTimes) throws -> [RecallHit] {
    var depth = max(Self.depth, query.limit * 2)
    while true {
      let (pool, promising) = try times.measure(.candidates) {
        let pool = try candidates.pool(depth: depth)
        return (pool, pool.candidates.filter(isAnswer).sorted(by: Self.isMorePromising))
      }
      let examined = try times.measure(.filters) {
        let best = try self.examined(promising[...])
        return best + (try neighbours(of: best))
      }
      let surroundings = try times.measure(.surroundings) { try Surroundings(examined, candidates, tx) }
      let good = times.measure(.scoring) {
        let scoring = Scoring(examined, analysis, candidates, surroundings)
        let scored = examined.map { ScoredItem(item: $0, evidence: scoring.evidence(for: $0)) }
        let best = Diversity(scored).best(query.limit)
        let calibration = calibration(agreement: agreement(among: best))
        return best.map { CalibratedItem(scored: $0, score: calibration.score($0.evidence.sum)) }
          .filter { $0.score >= query.minimumScore ?? 0 }
      }
      let others = pool.bound > 0 && pool.cosineBound >= (query.threshold ?? -1)
      // Those that promise less than what is not good enough are not better.
      if good.count >= query.limit || !others || good.count < examined.count {
        return try times.measure(.scoring) { try hits(good) }
      }
      depth *= Self.depthFactor
    }
  }

  private func isAnswer(_ candidate: Candidate) -> Bool {
    let cosine = candidate.meaning?.cosine
    if let threshold = query.threshold { return cosine.map { $0 >= threshold } ?? false }
    return candidate.words != nil || candidate.date != nil || cosine ?? 0 >= Self.leastCosine
  }

  private static func isMorePromising(_ left: Candidate, _ right: Candidate) -> Bool {
    if left.promise != right.promise { return left.promise > right.promise }
    if left.item != right.item { return left.item > right.item }
    return left.kind.rawValue < right.kind.rawValue
  }

  // MARK: Filters

  /// Those of the candidates that pass the filters, the most promising first, as many as are looked at closely.
  private func examined(_ candidates: ArraySlice<Candidate>) throws -> [Examined] {
    let wanted = max(Self.examined, query.limit * Self.examinedPerHit)
    var examined: [Examined] = []
    var rest = candidates
    while examined.count < wanted, !rest.isEmpty {
      let group = rest.prefix(max(Self.candidatesAtOnce, wanted - examined.count))
      rest = rest.dropFirst(group.count)
      examined += try passing(group)
    }
    return Array(examined.prefix(wanted))
  }

  private func passing(_ candidates: ArraySlice<Candidate>) throws -> [Examined] {
    let items = try items(candidates)
    return candidates.compactMap { candidate in
      items[ItemNumber(kind: candidate.kind, item: candidate.item)].map { Examined(candidate, $0) }
    }
  }

  /// What stands next to the most promising of the examined, and passes the filters.
  private func neighbours(of examined: [Examined]) throws -> [Examined] {
    let open = examined.prefix(Self.withNeighbours).filter { $0.openness >= Examined.leastOpenness }
    let known = Set(examined.map(\.number))
    var items: [Int: Set<Int64>] = [:]
    let threads = try Threads(around: open, reach: Self.neighbourReach, tx)
    for item in open {
      let kind = item.candidate.kind
      for other in threads.items(around: item, reach: Self.neighbourReach)
      where !known.contains(ItemNumber(kind: kind, item: other.item)) {
        items[item.candidate.source, default: []].insert(other.item)
      }
    }
    let neighbours = try items.sorted { $0.key < $1.key }.flatMap { source, items in
      try candidates.candidates(items.sorted(), in: source).filter(isAnswer)
    }
    return try passing(neighbours[...])
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

  /// Those of the candidates that pass the filters.
  private func items(_ candidates: ArraySlice<Candidate>) throws -> [ItemNumber: RecallHit.Item] {
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

  // MARK: Scores

  /// How many of the best hits tell whether it is who is asked about that says it.
  private static let heard = 3

  /// How many of the best messages are said by who is asked about, from 0 to 1; `nil` where nobody is, or none is a message.
  private func agreement(among best: [ScoredItem]) -> Double? {
    let messages = best.prefix(Self.heard).compactMap { scored -> Bool? in
      guard let asked = candidates.sources[scored.item.candidate.source].asked, asked.sureness == 1,
        let message = scored.item.message
      else { return nil }
      return message.name == asked.name
    }
    return messages.isEmpty ? nil : Double(messages.count(where: \.self)) / Double(messages.count)
  }

  private func calibration(agreement: Double?) -> Calibration {
    Calibration(candidates.arms, analysis.kind, known: candidates.known, agreement: agreement)
  }

  /// A hit with its score.
  private struct CalibratedItem {
    let scored: ScoredItem
    let score: Double
  }

  private func hits(_ items: [CalibratedItem]) throws -> [RecallHit] {
    let passages = query.explains ? try PassageMatching(items.map(\.scored.item), candidates, analyser) : nil
    return items.map { item in
      let candidate = item.scored.item.candidate
      return RecallHit(
        item: item.scored.item.item, score: item.score,
        why: passages.map { passages in
          Explanation(
            evidence: item.scored.evidence.sum, features: item.scored.evidence.shares,
            words: candidates.sources[candidate.source].words.shares(of: candidate.item),
            cosine: candidate.meaning?.cosine, passages: passages.matches(of: item.scored.item))
        })
    }
  }
}
