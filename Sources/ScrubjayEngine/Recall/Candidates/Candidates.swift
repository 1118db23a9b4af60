import ScrubjayCore
import ScrubjayLanguage

/// By what a recall searches.
enum RecallArms {
  case both, words, meaning
}

/// The items that may answer a query: the best of each arm, with what the other arm says of them.
struct Candidates {
  private let tx: any ReadTransaction
  let sources: [Source]
  private let meaning: Meaning?
  /// By what is searched.
  let arms: RecallArms
  /// How much of the query the embedder has words for, from 0 to 1.
  let known: Double

  /// An owner, and what its items have of the query.
  struct Source {
    let owner: WordOwner
    /// Who of those who speak in it is asked about, and how sure that is, from 0 to 1.
    let asked: (name: String, sureness: Double)?
    /// Whether anybody who speaks in it is named in the query.
    let namesSpeaker: Bool
    let words: BM25
    /// Those of its items that share words with the query, or are of the days it names, the best first.
    fileprivate let ranked: [Ranked]
    /// How well the days of items fit that are of those that the query names.
    fileprivate let dates: [Int64: Double]
    /// The only items that matter, when they are few enough to be named.
    fileprivate let only: [Int64]?
  }

  /// An item by its words and its day.
  fileprivate struct Ranked {
    let item: Int64
    let words: Double?
    let date: Double?
    var promise: Double { Candidate.promise(words: words ?? 0, date: date ?? 0, cosine: 0) }
  }

  /// Up to so many messages are named one by one, where a filter leaves no more.
  private static let namedMessages = 2_048

  init(
    _ query: RecallQuery, _ analysis: QueryAnalysis, _ meaning: Meaning?, _ sources: RecallSources,
    _ nicknames: Nicknames, _ scope: RecallScope, _ analyser: Analyser, _ tx: any ReadTransaction
  ) throws {
    self.tx = tx
    self.meaning = meaning
    arms = meaning == nil ? .words : query.mode == .meaning ? .meaning : .both
    known = meaning?.known ?? 1
    let named = try scope.messages.flatMap { try Self.named($0, tx.events) }
    let dateTerms = analysis.dateTerms
    let parts = QueryParts(analysis.topic)
    var analysed: [[String]: QueryWords] = [:]
    self.sources = try sources.owners.map { owner in
      let only = owner.owner.kind == .message ? named : nil
      let asked = analysed[owner.languages] ?? QueryWords(analysis.topic, parts, owner.languages, analyser)
      analysed[owner.languages] = asked
      let terms = asked.terms
      let speakers = NamedSpeakers(owner.speakers, terms, nicknames: nicknames[owner])
      let postings =
        query.mode == .meaning
        ? []
        : try tx.words.postings(owner: owner.number, terms: Array(Set(terms.flatMap(\.alternatives))).sorted())
      let words = BM25(owner: owner, terms: terms, emphasis: asked.emphasis, postings: postings) {
        !speakers.isName($0.word)
      }
      let dates = Dictionary(
        try tx.words.postings(owner: owner.number, terms: dateTerms.keys.sorted()).map {
          ($0.item, dateTerms[$0.term] ?? 0)
        }, uniquingKeysWith: max)
      var ranked = words.scores.map { Ranked(item: $0, words: $1, date: dates[$0]) }
      ranked += dates.filter { words.promise(of: $0.key) == nil }.map { Ranked(item: $0, words: nil, date: $1) }
      if let only = only.map(Set.init) { ranked.removeAll { !only.contains($0.item) } }
      ranked.sort { $0.promise != $1.promise ? $0.promise > $1.promise : $0.item > $1.item }
      return Source(
        owner: owner, asked: speakers.subject(of: query.query),
        namesSpeaker: !speakers.named.isEmpty, words: words, ranked: ranked,
        dates: dates, only: only)
    }
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
    /// What no item that is not among them can promise more than; 0 when there are no others.
    var bound = 0.0
    /// What no item that is not among them can have as its cosine; -1 when there are no others.
    var cosineBound = -1.0
  }

  /// The best of each arm.
  ///
  /// - Parameter depth: How many of each owner and arm.
  func pool(depth: Int) throws -> Pool {
    var pool = Pool()
    for (index, source) in sources.enumerated() {
      let words = source.ranked.prefix(depth)
      let matches = try matches(source, depth)
      let kind = source.owner.owner.kind
      var byItem = Dictionary(
        words.map { ($0.item, Candidate(source: index, kind: kind, item: $0.item, words: $0.words, date: $0.date)) },
        uniquingKeysWith: { first, _ in first })
      for match in matches {
        let candidate = Candidate(
          source: index, kind: kind, item: match.item, words: source.words.promise(of: match.item),
          date: source.dates[match.item])
        byItem[match.item, default: candidate].meaning = match
      }
      if meaning != nil, source.only == nil {
        let unknown = words.map(\.item).filter { byItem[$0]?.meaning == nil }
        for match in try nearness(of: unknown, in: index) { byItem[match.item]?.meaning = match }
      }
      pool.candidates += byItem.values

      let others = source.ranked.count > depth ? words.last?.promise ?? 0 : 0
      let cosineBound = source.only == nil && matches.count == depth ? matches.last?.cosine ?? -1 : -1
      pool.bound = max(pool.bound, others + Candidate.promise(words: 0, date: 0, cosine: cosineBound))
      pool.cosineBound = max(pool.cosineBound, cosineBound)
    }
    return pool
  }

  /// Items of a source as candidates, whatever the arms say of them.
  func candidates(_ items: [Int64], in source: Int) throws -> [Candidate] {
    let nearness = Dictionary(
      try nearness(of: items, in: source).map { ($0.item, $0) }, uniquingKeysWith: { first, _ in first })
    return items.map { item in
      Candidate(
        source: source, kind: sources[source].owner.owner.kind, item: item,
        words: sources[source].words.promise(of: item), date: sources[source].dates[item], meaning: nearness[item])
    }
  }

  /// How near items of a source are, without those that have no vectors; none where meaning is not looked at.
  ///
  /// - Parameter isRough: Whether that need not be exact.
  func nearness(of items: [Int64], in source: Int, isRough: Bool = false) throws -> [VectorMatch] {
    guard let meaning, !items.isEmpty else { return [] }
    return try meaning.nearness(sources[source].owner, of: items, isRough: isRough, tx.vectors)
  }

  /// How near each part of items of a source is, without those that have no vectors; none where meaning is not looked at.
  func cosines(of items: [Int64], in source: Int) throws -> [Int64: [Double]] {
    guard let meaning, !items.isEmpty else { return [:] }
    return try meaning.cosines(sources[source].owner, of: items, tx.vectors)
  }

  /// The nearest items of an owner, the nearest first.
  private func matches(_ source: Source, _ depth: Int) throws -> [VectorMatch] {
    guard let meaning else { return [] }
    guard let only = source.only else { return try meaning.nearest(source.owner, limit: depth, tx.vectors) }
    return try meaning.nearness(source.owner, of: only, isRough: false, tx.vectors)
  }
}
