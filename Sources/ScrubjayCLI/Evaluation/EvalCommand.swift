import Foundation
import ScrubjayCore
import ScrubjayEngine

/// `scrubjay eval`: how well recall finds what answers a benchmark's questions.
enum EvalCommand {
  /// How many hits the measures need.
  private static let depth = 20

  static let command = Command(
    "eval", "Measure how well recall answers a benchmark's questions",
    details: """
      Imports the conversations into a database of its own, asks each question by recall and compares the hits with \
      the turns that answer it. With --database or --server it uses what is there, and imports what is missing.

      R@k is the share of a question's turns among the first k hits; nDCG@10 and MRR also count how far up they are. \
      All are means over the questions that name such turns, in percent; the JSON has fractions.
      """,
    positionals: [Positional("FILE", "The benchmark's file; - for standard input.")],
    flags: [
      Flag("format", .oneOf([ImportFormat.locomo.rawValue]), limits: "default locomo", "The file's format."),
      Flag("json", .text("OUT"), "Write the report as JSON to this file; - for standard output."),
      Flag(
        "mode", .oneOf(RecallMode.allCases.map(\.rawValue)), limits: "default both",
        "By what to find: words, meaning, or both."),
      Flag(
        "limit-k", .text("K"), limits: "\(depth) to 1000, default \(depth)", "How many hits to look at for the MRR."),
    ],
    settings: [.embeddingProvider, .embeddingModel],
    examples: ["scrubjay eval locomo10.json", "scrubjay eval locomo10.json --json report.json"]
  ) { invocation in
    Interrupt.listen()
    let depth = try depth(invocation.arguments)
    let mode = invocation.arguments.last("mode").flatMap(RecallMode.init) ?? .both
    let conversations = try LocomoFile(path: invocation.arguments.positional(0) ?? "-").conversations
    let report: EvaluationReport
    do {
      report = try await withBackend(invocation) { backend in
        try await evaluate(conversations, backend, depth: depth, mode, invocation.console)
      }
    } catch is CancellationError {
      return .interrupted
    }
    try show(report, invocation)
    return .ok
  }

  private static func depth(_ arguments: Arguments) throws -> Int {
    guard let text = arguments.last("limit-k") else { return depth }
    guard let value = Int(text), (depth...1_000).contains(value) else {
      throw Failure.usage("--limit-k should be a whole number from \(depth) to 1000.")
    }
    return value
  }

  private static func evaluate(
    _ conversations: [LocomoConversation], _ backend: any Backend, depth: Int, _ mode: RecallMode, _ console: Console
  ) async throws -> EvaluationReport {
    let summary = try await ImportCommand.run(
      LocomoSource(conversations), backend, ImportOwner(), Progress("Importing", unit: "records", console))
    if summary.isInterrupted { throw CancellationError() }
    console.note(summary.text)
    if mode != .words { try await backend.finishEmbedding(console) }
    let progress = Progress("Asking", unit: "questions", console)
    defer { progress.finish() }
    let report = try await Evaluation(
      backend: backend, conversations: conversations, depth: depth, mode: mode, progress: progress
    ).run()
    let asked = conversations.reduce(0) { $0 + $1.questions.count }
    console.note("Asked \(asked) questions (\(Decimals.text(progress.seconds, digits: 1)) s).")
    return report
  }

  /// Runs `body` over the database or server that flags name, or over a database that is made for it and removed.
  private static func withBackend<Result>(
    _ invocation: Invocation, _ body: (any Backend) async throws -> Result
  ) async throws -> Result {
    let isNamed = [Setting.database, .server].contains { invocation.settings.given($0)?.source == .flag }
    if isNamed { return try await invocation.withBackend(body) }
    let name = "scrubjay-eval-\(UUID().uuidString)"
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let settings = invocation.settings.replacing([(.database, "\(folder)/memory.sqlite"), (.tenant, "default")])
    return try await Composition.withBackend(settings, body)
  }

  private static func show(_ report: EvaluationReport, _ invocation: Invocation) throws {
    switch invocation.arguments.last("json") {
    case "-": try invocation.console.print(json: report.json)
    case let path?:
      try invocation.console.print(report.table)
      guard FileManager.default.createFile(atPath: path, contents: Data((report.json.prettyText + "\n").utf8)) else {
        throw ScrubjayError(.fileNotFound, "The file '\(path)' cannot be written.")
      }
    case nil: try invocation.console.print(report.table)
    }
  }
}
