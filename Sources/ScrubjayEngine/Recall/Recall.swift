public import ScrubjayCore

/// Finding what was said and what is known.
public struct Recall: Sendable {
  let work: Work
  let analyser: Analyser

  /// How many of the best candidates are looked at together, until enough of them pass the filters.
  private static let candidatesAtOnce = 128

  /// The messages and memories that answer a query best, the best first.
  ///
  /// - Throws: `scope_required` when neither user nor session nor namespace is named, unless the caller is an admin;
  ///   `missing_grant`; `session_not_found`; `invalid_field`.
  public func callAsFunction(_ query: RecallQuery, as call: Call) async throws -> [RecallHit] {
    try Check.text(query.query, "query", maximum: Limits.queryBytes)
    try Check.count(query.limit, "limit", maximum: Limits.pageSize)
    if query.namespaces.count > Limits.namespacesPerRecall {
      throw Check.failure("namespaces", "has more than \(Limits.namespacesPerRecall) elements")
    }
    let now = work.clock.now()
    return try await work.read(call) { tx in
      let scope = try RecallScope(query, call.access, tx.sessions, now: now)
      let candidates = try candidates(query.query, try owners(scope, call.access, tx.words), tx.words)
      let best = candidates.sorted(by: Candidate.isBetter)
        .prefix { $0.score.score >= query.minimumScore ?? 0 }
      return try hits(best, scope, query, tx)
    }
  }

  /// An owner whose items are searched, and of what kind they are.
  private struct Source {
    let kind: ItemKind
    let owner: WordOwner
  }

  /// An item that shares words with the query.
  private struct Candidate {
    let kind: ItemKind
    let score: BM25.Score

    /// The higher score first, of equal ones the newer item, so that the order is always the same.
    static func isBetter(_ left: Candidate, _ right: Candidate) -> Bool {
      if left.score.score != right.score.score { return left.score.score > right.score.score }
      if left.score.item != right.score.item { return left.score.item > right.score.item }
      return left.kind.rawValue < right.kind.rawValue
    }
  }

  private func owners(_ scope: RecallScope, _ access: Access, _ words: any WordReader) throws -> [Source] {
    var sources: [Source] = []
    if let messages = scope.messages {
      sources += try words.owners(.message, first: messages.user, second: messages.app)
        .filter { access.canRead(Namespace(.app, $0.owner.second)) }
        .map { Source(kind: .message, owner: $0) }
    }
    if let memories = scope.memories {
      // Prefixes may overlap; an owner is searched once.
      var seen: Set<Int64> = []
      let parts =
        memories.namespaces.isEmpty
        ? [(nil, nil)] : memories.namespaces.map { ($0.segments.first, $0.segments.dropFirst().first) }
      for (first, second) in parts {
        sources += try words.owners(.memory, first: first, second: second)
          .filter { seen.insert($0.number).inserted }
          .map { Source(kind: .memory, owner: $0) }
      }
    }
    return sources
  }

  private func candidates(_ query: String, _ sources: [Source], _ words: any WordReader) throws -> [Candidate] {
    var analysed: [[String]: [QueryTerm]] = [:]
    return try sources.flatMap { source in
      let owner = source.owner
      let languages = owner.languages
      let terms =
        analysed[languages]
        ?? Array(
          analyser.query(query, languages: Set(languages.compactMap(Language.init))).prefix(Limits.termsPerRecall))
      analysed[languages] = terms
      let postings = try words.postings(owner: owner.number, terms: Array(Set(terms.flatMap(\.alternatives))).sorted())
      return BM25(owner: owner, terms: terms).scores(postings).map { Candidate(kind: source.kind, score: $0) }
    }
  }

  /// The best candidates that pass the filters, as many as are wanted.
  private func hits(
    _ candidates: ArraySlice<Candidate>, _ scope: RecallScope, _ query: RecallQuery, _ tx: any ReadTransaction
  ) throws -> [RecallHit] {
    var hits: [RecallHit] = []
    var rest = candidates
    while hits.count < query.limit, !rest.isEmpty {
      let group = rest.prefix(Self.candidatesAtOnce)
      rest = rest.dropFirst(Self.candidatesAtOnce)
      let items = try items(group, scope, tx)
      hits += group.compactMap { candidate in
        items[ItemNumber(kind: candidate.kind, item: candidate.score.item)].map { item in
          RecallHit(
            item: item, score: candidate.score.score,
            why: query.explains ? Explanation(words: candidate.score.shares) : nil)
        }
      }
    }
    return Array(hits.prefix(query.limit))
  }

  private struct ItemNumber: Hashable {
    let kind: ItemKind
    let item: Int64
  }

  /// Those of the candidates that pass the filters.
  private func items(_ candidates: ArraySlice<Candidate>, _ scope: RecallScope, _ tx: any ReadTransaction) throws
    -> [ItemNumber: RecallHit.Item]
  {
    var items: [ItemNumber: RecallHit.Item] = [:]
    let numbers = Dictionary(grouping: candidates, by: \.kind).mapValues { $0.map(\.score.item) }
    if let filter = scope.messages, let sequences = numbers[.message] {
      for event in try tx.events.messages(sequences: sequences, filter) {
        items[ItemNumber(kind: .message, item: event.sequence)] = .message(event)
      }
    }
    if let filter = scope.memories, let sequences = numbers[.memory] {
      for memory in try tx.memories.find(sequences: sequences, filter) {
        items[ItemNumber(kind: .memory, item: memory.sequence)] = .memory(memory)
      }
    }
    return items
  }
}
