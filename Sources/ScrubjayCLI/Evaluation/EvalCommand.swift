import Foundation
import ScrubjayCore
import ScrubjayEngine

/// `scrubjay eval`: how well recall finds what answers the questions of a file.
enum EvalCommand {
  static let command = Command(
    "eval", "Measure how well recall answers a file's questions",
    details: """
      Imports the conversations into a temporary database, runs each question as a recall and compares the hits with \
      the messages and memories that answer it. With --database or --server it uses an existing database, and imports \
      what is missing.

      R@k is the share of a question's evidence among the first k hits; nDCG@10 and MRR also take its ranks into account; \
      all@10 is the share of questions with all of their evidence among the first ten. All are means over the answerable \
      questions, in percent, with the 95 % confidence interval; the JSON has fractions. Further tables show the same by \
      session, and what a minimum score would keep and leave out, also for unanswerable questions.

      With --budget, the hits are packed by rank into so many tokens, as into a prompt, and the report shows the share of \
      the evidence that is inside: as a whole, in passages that still hold the answer's words, or in any passage.

      With --baseline, the report compares each metric with that of an earlier run, with the probability that the \
      difference is due to chance. With --ablation, it shows the contribution of each ranking feature.
      """,
    positionals: [Positional("FILE", "The file of conversations and questions; - for standard input.")],
    flags: [
      Flag(
        "format", .oneOf(EvaluationFormat.allCases.map(\.rawValue)), limits: "default by the file's shape",
        "The file's format."),
      Flag("json", .text("OUT"), "Write the report as JSON to this file; - for standard output."),
      Flag("html", .text("OUT"), "Write the report as a web page to this file; - for standard output."),
      Flag("baseline", .text("REPORT"), "Compare with an earlier report over the same questions, as --json wrote it."),
      Flag("ablation", .none, "Rank again without each feature of the ranking, and measure what that costs."),
      Flag(
        "budget", .text("TOKENS"), limits: "up to \(EvalRequest.mostBudgets) numbers, separated by commas",
        "Pack the hits into so many tokens, and measure the evidence inside."),
      Flag(
        "mode", .oneOf(RecallMode.allCases.map(\.rawValue)), limits: "default both",
        "By what to find: words, meaning, or both."),
      Flag(
        "limit-k", .text("K"), limits: "\(EvalRequest.depth) to 1000, default \(EvalRequest.depth)",
        "How many hits to look at for the MRR."),
    ],
    settings: [.embeddingProvider, .embeddingModel],
    examples: [
      "scrubjay eval locomo10.json", "scrubjay eval questions.json --json before.json --html before.html",
      "scrubjay eval questions.json --baseline before.json",
      "scrubjay eval questions.json --budget 500,1000,2000,4000",
    ]
  ) { invocation in
    Interrupt.listen()
    let request = try EvalRequest(invocation.arguments)
    let packing =
      request.budgets.isEmpty
      ? nil : EvidencePacking(budgets: request.budgets, counter: try ModelChoice(invocation.settings).tokenCounter())
    let asked: [AskedQuestion]
    do {
      asked = try await withBackend(invocation) { backend in
        try await ask(request, packing, backend, invocation.console)
      }
    } catch is CancellationError {
      return .interrupted
    }
    let report = try EvaluationReport(
      asked, of: request.set, baseline: request.baseline, ablates: request.ablates, packing: packing)
    try show(report, request, invocation.console)
    return .ok
  }

  private static func ask(
    _ request: EvalRequest, _ packing: EvidencePacking?, _ backend: any Backend, _ console: Console
  ) async throws -> [AskedQuestion] {
    let summary = try await ImportCommand.run(
      ConversationSource(request.set.conversations), backend, ImportOwner(),
      Progress("Importing", unit: "records", console))
    if summary.isInterrupted { throw CancellationError() }
    console.note(summary.text)
    if request.mode != .words { try await backend.finishEmbedding(console) }
    let progress = Progress("Asking", unit: "questions", console)
    defer { progress.finish() }
    let asked = try await Evaluation(
      backend: backend, set: request.set, depth: request.depth, mode: request.mode, explains: request.ablates,
      packing: packing, progress: progress
    ).run()
    console.note("Asked \(asked.count) questions (\(Decimals.text(progress.seconds, digits: 1)) s).")
    return asked
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

  private static func show(_ report: EvaluationReport, _ request: EvalRequest, _ console: Console) throws {
    if request.json == "-" {
      try console.print(json: report.json)
    } else if let path = request.json {
      try write(report.json.prettyText, to: path)
    }
    if request.html == "-" {
      try console.print(EvaluationPage(report).html)
    } else if let path = request.html {
      try write(EvaluationPage(report).html, to: path)
    }
    guard request.json != "-", request.html != "-" else { return }
    for titled in report.tables {
      if let title = titled.title { try console.print("\n\(console.output.style.bold(title))") }
      try console.print(titled.table)
    }
  }

  private static func write(_ text: String, to path: String) throws(ScrubjayError) {
    guard FileManager.default.createFile(atPath: path, contents: Data((text + "\n").utf8)) else {
      throw ScrubjayError(.fileNotFound, "The file '\(path)' cannot be written.")
    }
  }
}
