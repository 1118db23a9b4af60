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
  let progress: Progress

  private struct Waiting: Sendable {
    let index: Int
    let conversation: EvaluationSet.Conversation
    let question: EvaluationSet.Question
  }

  /// Asks all questions, several at once; the result does not depend on the order in which they are answered.
  ///
  /// - Returns: The questions in the file's order.
  /// - Throws: What recall throws; `CancellationError` after Ctrl-C.
  func run() async throws -> [AskedQuestion] {
    let questions = set.questions
    var found: [[EvaluationHit]] = Array(repeating: [], count: questions.count)
    var waiting = questions.enumerated().map {
      Waiting(index: $0, conversation: $1.conversation, question: $1.question)
    }[...]
    var done = 0
    try await withThrowingTaskGroup(of: (Int, [EvaluationHit]).self) { group in
      for next in waiting.prefix(backend.concurrency) { ask(next, in: &group) }
      waiting = waiting.dropFirst(backend.concurrency)
      while let (index, hits) = try await group.next() {
        if Interrupt.isRequested { throw CancellationError() }
        found[index] = hits
        done += 1
        progress.update(done, fraction: Double(done) / Double(questions.count))
        if let next = waiting.popFirst() { ask(next, in: &group) }
      }
    }
    return zip(questions, found).map { asked, hits in
      AskedQuestion(asked.question, of: asked.conversation.id, hits: hits, depth: depth)
    }
  }

  private func ask(_ waiting: Waiting, in group: inout ThrowingTaskGroup<(Int, [EvaluationHit]), any Error>) {
    let fields = fields(waiting)
    group.addTask { [backend, explains] in
      let answer = try await backend.perform("recall", fields)
      let hits = (answer["hits"]?.arrayValue ?? []).map { EvaluationHit($0) }
      // Better said at the first answer than after the last.
      if explains { try Ablation.check(hits) }
      return (waiting.index, hits)
    }
  }

  private func fields(_ waiting: Waiting) -> [JSON.Member] {
    let conversation = waiting.conversation
    var fields: [JSON.Member] = [
      .init("query", .string(waiting.question.text)), .init("user", .string(conversation.id)),
      .init("app", .string(conversation.app)), .init("kinds", .array(conversation.kinds.map { .string($0) })),
      .init("limit", .integer(explains ? max(depth, Ablation.depth) : depth)), .init("mode", .string(mode.rawValue)),
    ]
    if let time = waiting.question.time { fields.append(.init("valid_at", .time(time))) }
    if explains { fields.append(.init("explain", true)) }
    return fields
  }
}
