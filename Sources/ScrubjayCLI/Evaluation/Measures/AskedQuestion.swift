/// A question with what was found for it.
struct AskedQuestion: Sendable {
  /// The id of the conversation that it is about.
  let conversation: String
  let question: EvaluationSet.Question
  /// What was found, the best first, as deep as the measures look.
  let hits: [EvaluationHit]
  /// What was found below that.
  let deeperHits: [EvaluationHit]
  /// The rank, from 1, of each piece of evidence; `nil` for one that was not found.
  let ranks: [Int?]
  /// Where the sessions rank that hold evidence; `nil` where there is nothing to tell apart.
  let sessions: SessionRanks?
  /// What is inside each budget that was asked for.
  let packed: [PackedEvidence]

  /// A question and its hits.
  ///
  /// - Parameters:
  ///   - depth: How many of the hits the measures look at.
  ///   - holders: The sessions of the conversation's messages and memories, by their ids.
  init(
    _ question: EvaluationSet.Question, of conversation: String, hits: [EvaluationHit], depth: Int,
    holders: [String: [String]] = [:], packed: [PackedEvidence] = []
  ) {
    self.question = question
    self.conversation = conversation
    self.hits = Array(hits.prefix(depth))
    deeperHits = Array(hits.dropFirst(depth))
    ranks = Self.ranks(of: question.evidence, among: self.hits)
    sessions = SessionRanks(question.evidence, among: hits, holders)
    self.packed = packed
  }

  /// The rank of each of some ids among hits: the first, where an id was found several times.
  static func ranks(of ids: [String], among hits: [EvaluationHit]) -> [Int?] {
    ids.map { id in hits.firstIndex { $0.id == id }.map { $0 + 1 } }
  }

  /// Whether there is something to be found, and so something to measure.
  var hasEvidence: Bool { !question.evidence.isEmpty }

  /// Whether it counts as part of the whole: it has an answer that can be found.
  var isMeasured: Bool { hasEvidence && question.isAnswerable }

  /// The rank of the first hit that says what no longer holds.
  var staleRank: Int? { hits.firstIndex { question.stale.contains($0.id) }.map { $0 + 1 } }
}

extension [AskedQuestion] {
  /// Those that count as part of the whole.
  var measured: [AskedQuestion] { filter(\.isMeasured) }
}
