/// Where the sessions that hold a question's evidence rank among all sessions, each by its best hit.
struct SessionRanks: Sendable {
  /// The sessions that hold evidence, each once.
  let sessions: [String]
  /// The rank, from 1, of each; `nil` for one of which there is no hit.
  let ranks: [Int?]

  /// Ranks the sessions; `nil` where no session holds evidence, or there is only one that could.
  ///
  /// - Parameter holders: The sessions of a conversation's messages and memories, by their ids: that of a message, and those
  ///   that a memory comes from.
  init?(_ evidence: [String], among hits: [EvaluationHit], _ holders: [String: [String]]) {
    let sessions = Self.distinct(evidence, holders)
    guard !sessions.isEmpty, Set(holders.values.joined()).count > 1 else { return nil }
    let ranking = Self.distinct(hits.prefix(SessionMeasure.depth).map(\.id), holders)
    self.sessions = sessions
    ranks = sessions.map { session in ranking.firstIndex(of: session).map { $0 + 1 } }
  }

  /// The sessions of items, each where it comes first.
  private static func distinct(_ ids: [String], _ holders: [String: [String]]) -> [String] {
    var seen: Set<String> = []
    return ids.flatMap { holders[$0] ?? [] }.filter { seen.insert($0).inserted }
  }
}
