import ScrubjayCore
import ScrubjayEngine

/// Asks the questions of a benchmark and compares what recall finds with what answers them.
struct Evaluation {
  let backend: any Backend
  let conversations: [LocomoConversation]
  /// How many hits are asked for.
  let depth: Int
  /// By what recall finds.
  let mode: RecallMode
  let progress: Progress

  private struct Asked: Sendable {
    let index: Int
    let conversation: String
    let question: LocomoQuestion
  }

  /// Asks all questions, several at once; the report does not depend on the order in which they are answered.
  ///
  /// - Throws: What recall throws; `CancellationError` after Ctrl-C.
  func run() async throws -> EvaluationReport {
    let questions = conversations.flatMap { conversation in
      conversation.questions.map { (conversation: conversation.id, question: $0) }
    }
    var rankings: [[String]] = Array(repeating: [], count: questions.count)
    var waiting = questions.enumerated().map {
      Asked(index: $0, conversation: $1.conversation, question: $1.question)
    }[...]
    var done = 0
    try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
      for asked in waiting.prefix(backend.concurrency) { ask(asked, in: &group) }
      waiting = waiting.dropFirst(backend.concurrency)
      while let (index, ranking) = try await group.next() {
        if Interrupt.isRequested { throw CancellationError() }
        rankings[index] = ranking
        done += 1
        progress.update(done, fraction: Double(done) / Double(questions.count))
        if let next = waiting.popFirst() { ask(next, in: &group) }
      }
    }
    var report = EvaluationReport()
    for ((conversation, question), ranking) in zip(questions, rankings) {
      report.add(question, of: conversation, ranking: ranking)
    }
    return report
  }

  private func ask(_ asked: Asked, in group: inout ThrowingTaskGroup<(Int, [String]), any Error>) {
    group.addTask { [backend, depth, mode] in
      let answer = try await backend.perform(
        "recall",
        [
          .init("query", .string(asked.question.text)), .init("user", .string(asked.conversation)),
          .init("app", .string(LocomoConversation.app)), .init("kinds", ["message"]), .init("limit", .integer(depth)),
          .init("mode", .string(mode.rawValue)),
        ])
      let hits = answer["hits"]?.arrayValue ?? []
      // A hit that is no turn of the conversation still takes its rank.
      return (asked.index, hits.map { $0["metadata"]?["external_id"]?.stringValue ?? "" })
    }
  }
}
