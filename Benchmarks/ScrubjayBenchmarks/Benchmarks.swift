import Foundation
import ScrubjayEngine

/// Measures Scrubjay on this machine and prints the figures beside the machine's own limit.
@main
enum Benchmarks {
  static func main() async throws {
    let executable = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("scrubjay").path
    if CommandLine.arguments.contains("sessions") { return try await sessions(executable) }
    if CommandLine.arguments.contains("documents") { return try await documents(executable) }
    if CommandLine.arguments.contains("recall") { return try await recall(executable) }
    if CommandLine.arguments.contains("wait") { return try await wait() }
    if let embedder = EmbedderBenchmark() {
      try await embedder.run(say)
    } else {
      say("embedder: not measured; the model is not on this machine, `make setup` fetches it")
    }
    // The embedder alone takes a fraction of the time of the rest.
    if CommandLine.arguments.contains("embedder") { return }

    let sync = try SyncBenchmark.run()
    say("one page and one fdatasync: \(sync.text)")

    let alone = try await AppendBenchmark.alone()
    say("append, one caller: \(alone.text); \(ratio(alone.percentile(50), sync.percentile(50))) times an fdatasync")

    let together = try await AppendBenchmark.together()
    say(
      "append, 50 callers: \(Int(together.perSecond)) messages/s, \(together.figures.text); "
        + "\(String(format: "%.1f", together.perSecond * sync.percentile(50).seconds)) messages in the time of an fdatasync"
    )

    try await sessions(executable)
    try await documents(executable)
    try await recall(executable)
    try await wait()
  }

  private static func wait() async throws {
    guard let embedder = try EmbedderBenchmark.installed() else { return }
    try await WaitBenchmark(embedder: embedder).run(say)
  }

  private static func recall(_ executable: String) async throws {
    guard let embedder = try EmbedderBenchmark.installed().map(FillingEmbedder.init) else { return }
    for (messages, users) in [(10_000, 100), (10_000, 1), (100_000, 100), (100_000, 1)] {
      let benchmark = try RecallBenchmark(messages: messages, users: users, embedder: embedder)
      let filled = try await benchmark.fill()
      say(
        "\(messages) messages of \(users) users: stored in \(String(format: "%.1f", filled.storing.seconds)) s, "
          + "\(Int(Double(messages) / filled.storing.seconds)) messages/s; their vectors in "
          + "\(String(format: "%.1f", filled.indexing.seconds)) s")
      for mode in [RecallMode.words, .meaning, .both] {
        let recalled = try await benchmark.recall(by: mode)
        say(
          "  recall by \(mode.rawValue), in process: \(recalled.others.text); the first of a user "
            + "\(recalled.first.text); \(mebibytes(recalled.vectorBytes)) MiB of vectors kept")
        let stages = recalled.stages.map { "\($0.stage.rawValue) \($0.figures.percentile(50).milliseconds)" }
        say("    p50 of each step: \(stages.joined(separator: ", ")) ms")
      }
      let served = try await benchmark.serve(executable: executable)
      say("  recall by both, over REST: \(served.recall.text)")
      say("  the server started in \(served.start.milliseconds) ms")
      say(
        "  resident memory: \(mebibytes(served.residentBytesAtStart)) MiB at the start, "
          + "\(mebibytes(served.residentBytesAfterRecall)) MiB after 1,000 recalls")
    }
  }

  private static func sessions(_ executable: String) async throws {
    try await LongSessionBenchmark().run(executable: executable, say)
    try await SessionsBenchmark().run(executable: executable, say)
  }

  private static func documents(_ executable: String) async throws {
    guard let embedder = try EmbedderBenchmark.installed().map(FillingEmbedder.init) else {
      return say("documents: not measured; the model is not on this machine, `make setup` fetches it")
    }
    try await DocumentsBenchmark(embedder: embedder).run(executable: executable, say)
  }

  /// Prints a line at once, so that what was measured is seen even if the next thing fails.
  private static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  private static func ratio(_ left: Duration, _ right: Duration) -> String { String(format: "%.2f", left / right) }

  private static func mebibytes(_ bytes: Int64) -> Int64 { bytes / 1_048_576 }
}
