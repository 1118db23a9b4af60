import Foundation
import Scrubjay
import ScrubjayCore
import ScrubjayTestKit

/// Search of a thousand documents by meaning, by words and by both, in process and over REST.
struct DocumentsBenchmark {
  private static let documents = 1_000
  private static let searches = 300
  private static let namespace = "org:bench"

  private let embedder: FillingEmbedder
  private let folder: TemporaryFolder
  private var database: String { folder.file("documents.sqlite") }

  /// The documents' vectors are made up, the queries are embedded for real.
  init(embedder: FillingEmbedder) throws {
    self.embedder = embedder
    folder = try TemporaryFolder()
  }

  func run(executable: String, _ say: (String) -> Void) async throws {
    let engine = try await Engine.open(database, embedders: Embedders(embedder))
    let door = EngineDoor(engine: engine)
    say(try await fill(engine))
    for mode in [RecallMode.words, .meaning, .both] { try await search(door, mode, "in process", say) }
    await engine.close()
    let server = try BenchmarkServer(executable: executable, database: database)
    defer { server.stop() }
    let remote = RESTDoor(url: server.url, concurrency: 1)
    for mode in [RecallMode.words, .meaning, .both] { try await search(remote, mode, "over REST", say) }
  }

  /// Stores the documents and their vectors; answers what there is then.
  private func fill(_ engine: Engine) async throws -> String {
    var manual = try SyntheticManual(seed: 5)
    var bytes = 0
    var chunks = 0
    let storing = try await measure {
      for number in 0..<Self.documents {
        let content = manual.document()
        let draft = DocumentDraft(
          namespace: try Namespace(Self.namespace), path: "manual/\(number).md", content: content)
        chunks += try await engine.documents.put(draft, as: Call(access: .local)).chunkCount
        bytes += content.utf8.count
      }
    }.1
    let indexing = try await measure { try await engine.embeddings.finish() }.1
    let seconds = [storing, indexing].map { String(format: "%.1f", $0.seconds) }
    return
      "\(Self.documents) documents of \(bytes / Self.documents) bytes, \(chunks) chunks: stored in \(seconds[0]) s; "
      + "their vectors in \(seconds[1]) s"
  }

  private func search(_ door: some Door, _ mode: RecallMode, _ name: String, _ say: (String) -> Void) async throws {
    var manual = try SyntheticManual(seed: 6)
    var durations: [Duration] = []
    for _ in 0..<Self.searches {
      let arguments: JSON = [
        "query": .string(manual.question()), "namespaces": [.string(Self.namespace)], "mode": .string(mode.rawValue),
      ]
      let (answer, duration) = try await measure { try await door.call("documents search", arguments) }
      durations.append(duration)
      guard mode == .words || answer["hits"]?.arrayValue?.isEmpty == false else {
        throw BenchmarkFailure(message: "a search by \(mode.rawValue) found nothing")
      }
    }
    let target =
      switch mode {
      case .words: ""
      case .meaning: " (target: p99 500 ms)"
      case .both: " (target: p99 600 ms)"
      }
    say("  search by \(mode.rawValue), \(name): \(Figures(durations).text)\(target)")
  }
}
