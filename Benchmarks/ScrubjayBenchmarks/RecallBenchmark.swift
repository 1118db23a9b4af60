import Foundation
import Scrubjay
import ScrubjayHTTPClient
import ScrubjayTestKit

/// Recall, and what a server of the same database needs to start and to hold.
struct RecallBenchmark {
  let messages: Int
  let users: Int
  private let embedder: FillingEmbedder
  private let folder: TemporaryFolder
  private var database: String { folder.file("memory.sqlite") }

  /// Recall among messages, the same number for each user.
  init(messages: Int, users: Int, embedder: FillingEmbedder) throws {
    self.messages = messages
    self.users = users
    self.embedder = embedder
    folder = try TemporaryFolder()
  }

  private func open() async throws -> Engine { try await Engine.open(database, embedders: Embedders(embedder)) }

  /// What was measured of storing the messages.
  struct Filled {
    /// Until they were stored, and found by their words.
    let storing: Duration
    /// From then on until their vectors were stored, too; the model's own work is not in it.
    let indexing: Duration
  }

  /// Stores the messages and their vectors.
  func fill() async throws -> Filled {
    let engine = try await open()
    let call = Call(access: .local)
    let each = messages / users
    let filling = try await measure {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for user in 0..<users {
          group.addTask {
            var talk = SyntheticTalk(seed: UInt64(user))
            let session = "s\(user)"
            _ = try await engine.sessions.create(
              SessionDraft(id: session, app: "bench", user: "u\(user)"), as: call)
            for start in stride(from: 0, to: each, by: 250) {
              let drafts = (start..<min(start + 250, each)).map { _ in
                MessageDraft(role: .user, content: talk.turn())
              }
              _ = try await engine.messages.append(drafts, to: session, as: call)
            }
          }
        }
        try await group.waitForAll()
      }
    }.1
    let indexing = try await measure { try await engine.embeddings.finish() }.1
    await engine.close()
    return Filled(storing: filling, indexing: indexing)
  }

  /// What was measured of recalls in process.
  struct Recalled {
    /// The first of each user, for which the user's vectors are read from the file.
    let first: Figures
    /// Those after it.
    let others: Figures
    /// Those after it, step by step.
    let stages: [(stage: RecallStage, figures: Figures)]
    /// What is kept of the vectors, in bytes.
    let vectorBytes: Int64
  }

  /// Recalls the ten best, in process.
  func recall(by mode: RecallMode, count: Int = 1_000) async throws -> Recalled {
    let engine = try await open()
    let call = Call(access: .local)
    var talk = SyntheticTalk(seed: 99)
    var first: [Duration] = []
    var others: [Duration] = []
    var times: [StageTimes] = []
    for index in 0..<count + users {
      let query = RecallQuery(talk.question(), user: "u\(index % users)", mode: mode)
      let (result, duration) = try await measure { try await engine.recall(query, as: call) }
      if index < users {
        first.append(duration)
      } else {
        others.append(duration)
        times.append(result.times)
      }
    }
    let bytes = try await engine.inspection.size().vectorCacheBytes
    await engine.close()
    let stages = RecallStage.allCases.map { stage in (stage, Figures(times.map { $0[stage] })) }
    return Recalled(first: Figures(first), others: Figures(others), stages: stages, vectorBytes: bytes)
  }

  /// What was measured of a server process.
  struct Served {
    let start: Duration
    let recall: Figures
    let residentBytesAtStart: Int64
    let residentBytesAfterRecall: Int64
  }

  /// Starts the executable on the database, recalls over REST, and stops it.
  func serve(executable: String, count: Int = 1_000) async throws -> Served {
    let server = try BenchmarkServer(executable: executable, database: database)
    defer { server.stop() }
    let url = server.url
    let client = HTTPClient()
    let residentAtStart = try await resident(client, url)
    var talk = SyntheticTalk(seed: 98)
    var durations: [Duration] = []
    for index in 0..<count {
      let body: JSON = ["query": .string(talk.question()), "user": .string("u\(index % users)")]
      let request = HTTPClientRequest(
        method: "POST", url: "\(url)/v1/recall", headers: [HTTPClientHeader("Content-Type", "application/json")],
        body: body.bytes)
      let (response, duration) = try await measure { try await client.send(request) }
      guard response.status == 200 else { throw BenchmarkFailure(message: "a recall was answered \(response.status)") }
      durations.append(duration)
    }
    return Served(
      start: server.start, recall: Figures(durations), residentBytesAtStart: residentAtStart,
      residentBytesAfterRecall: try await resident(client, url))
  }

  private func resident(_ client: HTTPClient, _ url: String) async throws -> Int64 {
    let text = String(decoding: try await client.send(HTTPClientRequest(url: "\(url)/metrics")).body, as: UTF8.self)
    let figure = text.firstMatch(of: /process_resident_memory_bytes (\d+)/)?.output.1
    return figure.flatMap { Int64($0) } ?? 0
  }
}
