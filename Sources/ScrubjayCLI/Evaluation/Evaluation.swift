import ScrubjayCore
import ScrubjayEngine

/// Asks the questions of a file and gathers what recall finds.
struct Evaluation {
  let backend: any Backend
  let set: EvaluationSet
  /// How many hits the measures look at.
  let depth: Int
  /// By what recall finds.
  let mode: RecallMode
  /// Whether hits say what their rank follows from, and are asked for as deep as that needs.
  let explains: Bool
  /// Packs what is found into budgets, where that is asked for.
  let packing: EvidencePacking?
  let progress: Progress

  private struct Waiting: Sendable {
    let index: Int
    let conversation: EvaluationSet.Conversation
    let question: EvaluationSet.Question
    /// How many hits are packed, where that is asked for.
    let packedHits: Int?
  }

  /// What recall finds for a question.
  private struct Found: Sendable {
    var hits: [EvaluationHit] = []
    var packed: [PackedEvidence] = []
  }

  /// Asks all questions, several at once; the result does not depend on the order in which they are answered.
  ///
  /// - Returns: The questions in the file's order.
  /// - Throws: What recall throws; `CancellationError` after Ctrl-C.
  func run() async throws -> [AskedQuestion] {
    let questions = set.questions
    let packedHits = packing.map { packing in
      Dictionary(set.conversations.map { ($0.id, packing.limit($0)) }) { first, _ in first }
    }
    var found = Array(repeating: Found(), count: questions.count)
    var waiting = questions.enumerated().map {
      Waiting(
        index: $0, conversation: $1.conversation, question: $1.question, packedHits: packedHits?[$1.conversation.id])
    }[...]
    var done = 0
    try await withThrowingTaskGroup(of: (Int, Found).self) { group in
      for next in waiting.prefix(backend.concurrency) { ask(next, in: &group) }
      waiting = waiting.dropFirst(backend.concurrency)
      while let (index, answer) = try await group.next() {
        if Interrupt.isRequested { throw CancellationError() }
        found[index] = answer
        done += 1
        progress.update(done, fraction: Double(done) / Double(questions.count))
        if let next = waiting.popFirst() { ask(next, in: &group) }
      }
    }
    let holders = Dictionary(set.conversations.map { ($0.id, $0.sessionsOfItems) }) { first, _ in first }
    return zip(questions, found).map { asked, found in
      AskedQuestion(
        asked.question, of: asked.conversation.id, hits: found.hits, depth: depth,
        holders: holders[asked.conversation.id] ?? [:], packed: found.packed)
    }
  }

  private func ask(_ waiting: Waiting, in group: inout ThrowingTaskGroup<(Int, Found), any Error>) {
    let limit = max(depth, explains ? Ablation.depth : SessionMeasure.depth)
    let fields = fields(waiting, limit: limit, explains: explains)
    let deeper = waiting.packedHits.map { self.fields(waiting, limit: $0, explains: true) }
    group.addTask { [backend, explains, packing] in
      var found = Found()
      found.hits = try await Self.hits(backend, fields).map { EvaluationHit($0) }
      // Better said at the first answer than after the last.
      if explains { try Ablation.check(found.hits) }
      // Asked for apart: what is asked for more deeply may rank a little otherwise, and measures do not depend on budgets.
      if let packing, let deeper, !waiting.question.evidence.isEmpty {
        found.packed = packing.pack(try await Self.hits(backend, deeper), for: waiting.question)
      }
      return (waiting.index, found)
    }
  }

  private static func hits(_ backend: any Backend, _ fields: [JSON.Member]) async throws -> [JSON] {
    try await backend.perform("recall", fields)["hits"]?.arrayValue ?? []
  }

  private func fields(_ waiting: Waiting, limit: Int, explains: Bool) -> [JSON.Member] {
    let conversation = waiting.conversation
    var fields: [JSON.Member] = [
      .init("query", .string(waiting.question.text)), .init("user", .string(conversation.id)),
      .init("app", .string(conversation.app)), .init("kinds", .array(conversation.kinds.map { .string($0) })),
      .init("limit", .integer(limit)), .init("mode", .string(mode.rawValue)),
    ]
    if let time = waiting.question.time { fields.append(.init("valid_at", .time(time))) }
    if explains { fields.append(.init("explain", true)) }
    return fields
  }
}
