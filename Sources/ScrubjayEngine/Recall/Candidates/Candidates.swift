import ScrubjayCore

/// The items that may answer a query: the best of each arm, with what the other arm says of them.
struct Candidates {
  private let tx: any ReadTransaction
  private let sources: [Source]
  private let meaning: Meaning?
  /// How much each arm counts.
  let weights: FusionWeights

  /// An owner and those of its items that share words with the query, the best first.
  private struct Source {
    let owner: WordOwner
    let words: [BM25.Score]
    /// The only items that matter, when they are few enough to be named.
    let only: [Int64]?
  }

  /// Up to so many messages are named one by one, where a filter leaves no more.
  private static let namedMessages = 2_048

  init(
    _ query: RecallQuery, _ meaning: Meaning?, _ sources: RecallSources, _ scope: RecallScope, _ analyser: Analyser,
    _ tx: any ReadTransaction
  ) throws {
    self.tx = tx
    self.meaning = meaning
    weights = meaning == nil ? .wordsAlone : query.mode == .meaning ? .meaningAlone : .both
    let named = try scope.messages.flatMap { try Self.named($0, tx.events) }
    var analysed: [[String]: [QueryTerm]] = [:]
    self.sources = try sources.owners.map { owner in
      let only = owner.owner.kind == .message ? named : nil
      var scores: [BM25.Score] = []
      if query.mode != .meaning {
        let terms = analysed[owner.languages] ?? Self.terms(query.query, owner.languages, analyser)
        analysed[owner.languages] = terms
        let postings = try tx.words.postings(
          owner: owner.number, terms: Array(Set(terms.flatMap(\.alternatives))).sorted())
        scores = BM25(owner: owner, terms: terms).scores(postings)
        if let only = only.map(Set.init) { scores.removeAll { !only.contains($0.item) } }
        scores.sort { $0.score != $1.score ? $0.score > $1.score : $0.item > $1.item }
      }
      return Source(owner: owner, words: scores, only: only)
    }
  }

  private static func terms(_ query: String, _ languages: [String], _ analyser: Analyser) -> [QueryTerm] {
    let terms = analyser.query(query, languages: Set(languages.compactMap(Language.init)))
    return Array(terms.prefix(Limits.termsPerRecall))
  }

  /// The messages that a filter leaves, when it names more than their user and app and they are few: the best of the
  /// owner's other messages would only be in the way.
  private static func named(_ filter: MessageFilter, _ events: any EventReader) throws -> [Int64]? {
    let isNarrow = filter.session != nil || filter.project != nil || filter.role != nil || filter.channel != nil
    guard isNarrow || filter.since != nil || filter.until != nil else { return nil }
    let sequences = try events.sequences(filter, limit: namedMessages + 1)
    return sequences.count > namedMessages ? nil : sequences
  }

  /// The candidates to a depth, in no order.
  struct Pool {
    var candidates: [Candidate] = []
    /// What no item that is not among them can score more than; 0 when there are no others.
    var bound = 0.0
    /// What no item that is not among them can have as its cosine; -1 when there are no others.
    var cosineBound = -1.0
  }

  /// The best of each arm.
  ///
  /// - Parameter depth: How many of each owner and arm.
  func pool(depth: Int) throws -> Pool {
    var pool = Pool()
    for source in sources {
      let words = source.words.prefix(depth)
      let matches = try matches(source, depth)
      var byItem = Dictionary(
        words.map { score in
          (score.item, Candidate(kind: source.owner.owner.kind, item: score.item, words: score))
        }, uniquingKeysWith: { first, _ in first })
      for match in matches {
        byItem[match.item, default: Candidate(kind: source.owner.owner.kind, item: match.item)].meaning = match
      }
      if let meaning, source.only == nil {
        let unknown = words.map(\.item).filter { byItem[$0]?.meaning == nil }
        for match in try tx.vectors.nearness(meaning.query(source.owner), of: unknown) {
          byItem[match.item]?.meaning = match
        }
      }
      pool.candidates += byItem.values

      let wordsBound = source.words.count > depth ? words.last?.score ?? 0 : 0
      let cosineBound = source.only == nil && matches.count == depth ? matches.last?.cosine ?? -1 : -1
      pool.bound = max(pool.bound, weights.words * wordsBound + weights.meaning * max(0, cosineBound))
      pool.cosineBound = max(pool.cosineBound, cosineBound)
    }
    return pool
  }

  /// The nearest items of an owner, the nearest first.
  private func matches(_ source: Source, _ depth: Int) throws -> [VectorMatch] {
    guard let meaning else { return [] }
    let query = meaning.query(source.owner)
    guard let only = source.only else { return try tx.vectors.nearest(query, limit: depth) }
    return try tx.vectors.nearness(query, of: only)
  }
}
