import Foundation
import Scrubjay
import ScrubjayCore
import ScrubjayModels

/// Embedding by all-MiniLM-L6-v2 in process, beside oneDNN's bare products and, when it is there, sentence-transformers.
struct EmbedderBenchmark {
  private let directory: String
  private let texts: [String]
  private static let query = "what did I say about the budget for the trip"
  private static let textCount = 300
  private static let rounds = 4
  /// A Python with sentence-transformers, which `Scripts/benchmark --peers` makes.
  private static let peersVariable = "SCRUBJAY_BENCHMARK_PEERS"

  private static var installation: String {
    "\(ModelFolder.models(ProcessInfo.processInfo.environment))/\(ModelFolder.standardName)"
  }

  /// The model that is installed; `nil` when there is none.
  static func installed() throws -> LocalEmbedder? {
    guard ModelFiles(directory: installation).exist else { return nil }
    return try LocalEmbedder(directory: installation)
  }

  /// `nil` when the model is not on this machine.
  init?() {
    directory = Self.installation
    guard ModelFiles(directory: directory).exist else { return nil }
    var chat = SyntheticChat(seed: 7)
    texts = (0..<Self.textCount).map { _ in chat.turn() }
  }

  /// What was measured with a number of threads.
  private struct Speed {
    let textsPerSecond: Double
    let query: Figures
  }

  /// Measures, and says each figure as it is known.
  func run(_ say: (String) -> Void) async throws {
    let before = Self.residentMebibytes
    let (embedder, opening) = try await measure { try LocalEmbedder(directory: directory, threads: 1) }
    let loading = try await measure { try await embedder.load() }.1
    say(
      "embedder \(embedder.model.name): opened in \(opening.milliseconds) ms, loaded in \(loading.milliseconds) ms, "
        + "\(Self.residentMebibytes - before) MiB resident after loading")
    let tokens = try await embedder.tokenCount(of: texts)
    say("  \(texts.count) chat turns of \(tokens) tokens in all")
    await embedder.close()
    let tokensPerText = Double(tokens) / Double(texts.count)
    var speeds: [Int: Speed] = [:]
    for threads in [1, 2] {
      let (speed, bare) = try await speed(threads: threads)
      speeds[threads] = speed
      let tokensPerSecond = speed.textsPerSecond * tokensPerText
      let rate = tokensPerSecond * BareProducts.operationsPerToken / 1e9 / Double(threads)
      say(
        "  \(threads) thread\(threads == 1 ? "" : "s"): \(Int(speed.textsPerSecond)) texts/s, "
          + "\(Int(tokensPerSecond)) tokens/s; \(Int(100 * rate / bare)) % of oneDNN's bare products "
          + "(\(Int(rate)) of \(Int(bare)) GFLOP/s a thread)")
      say("  one query of 12 tokens: \(speed.query.text)")
    }
    say("  \(Self.residentMebibytes) MiB resident in the whole process, \(before) of them before")
    try comparePeers(speeds, say)
  }

  private func speed(threads: Int) async throws -> (Speed, bare: Double) {
    let embedder = try LocalEmbedder(directory: directory, threads: threads)
    let products = try BareProducts()
    _ = try await embedder.embed(Array(texts.prefix(100)), as: .document)
    var best = 0.0
    var bare = 0.0
    // By turns, so that both meet the machine in the same state.
    for _ in 0..<Self.rounds {
      bare = max(bare, try products.run())
      let duration = try await measure { try await embedder.embed(texts, as: .document) }.1
      best = max(best, Double(texts.count) / duration.seconds)
    }
    var durations: [Duration] = []
    for _ in 0..<500 {
      durations.append(try await measure { try await embedder.embed([Self.query], as: .query) }.1)
    }
    await embedder.close()
    return (Speed(textsPerSecond: best, query: Figures(durations)), bare)
  }

  private func comparePeers(_ speeds: [Int: Speed], _ say: (String) -> Void) throws {
    guard let python = ProcessInfo.processInfo.environment[Self.peersVariable] else {
      return say("  sentence-transformers: not measured; `Scripts/benchmark --peers` installs and measures it")
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("scrubjay-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let given: JSON = ["texts": .array(texts.map(JSON.string)), "query": .string(Self.query)]
    try Data(given.bytes).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments =
      ["Benchmarks/peers/sentence_transformers_speed.py", directory, file.path] + speeds.keys.sorted().map(String.init)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
      let answer = try JSON(parsing: String(line))
      guard let threads = answer["threads"]?.integerValue, let rate = answer["texts_per_second"]?.doubleValue,
        let middle = answer["p50"]?.doubleValue, let speed = speeds[Int(threads)]
      else { continue }
      let ratio = String(format: "%.2f", speed.textsPerSecond / rate)
      let queryRatio = String(format: "%.2f", middle / (speed.query.percentile(50) / .milliseconds(1)))
      say(
        "  sentence-transformers, threads \(threads): \(Int(rate)) texts/s, a query p50 "
          + "\(String(format: "%.3f", middle)) ms; Scrubjay is \(ratio) and \(queryRatio) times as fast")
    }
  }

  private static var residentMebibytes: Int {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
    guard let pages, pages.count > 1, let resident = Int(pages[1]) else { return 0 }
    return resident * Int(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
  }
}
