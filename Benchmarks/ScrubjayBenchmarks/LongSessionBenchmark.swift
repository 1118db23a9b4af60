import Foundation
import Scrubjay
import ScrubjayCore
import ScrubjayTestKit

/// Appending one message to sessions that are short, long and very long: it takes as long for each.
struct LongSessionBenchmark {
  static let lengths = [10, 1_000, 100_000]
  private let folder: TemporaryFolder
  private var database: String { folder.file("memory.sqlite") }

  init() throws { folder = try TemporaryFolder() }

  /// Fills the sessions, and measures them in process, then on a server.
  func run(executable: String, count: Int = 500, _ say: (String) -> Void) async throws {
    let engine = try await Engine.open(database)
    try await fill(engine)
    report("in process", try await measureAppends(EngineDoor(engine: engine), count), say)
    await engine.close()
    let server = try BenchmarkServer(executable: executable, database: database)
    defer { server.stop() }
    report("over REST", try await measureAppends(RESTDoor(url: server.url, concurrency: 1), count), say)
  }

  private func fill(_ engine: Engine) async throws {
    let call = Call(access: .local)
    var talk = SyntheticTalk(seed: 5)
    for length in Self.lengths {
      _ = try await engine.sessions.create(
        SessionDraft(id: "s\(length)", app: "bench", user: "u\(length)"), as: call)
      for start in stride(from: 0, to: length, by: 1_000) {
        let drafts = (start..<min(start + 1_000, length)).map { _ in
          EventDraft(type: .message, actor: .user, content: .text(talk.turn()))
        }
        _ = try await engine.events.append(drafts, to: "s\(length)", as: call)
      }
    }
  }

  /// The sessions take turns, so that what else the machine does falls on all of them.
  private func measureAppends(_ door: some Door, _ count: Int) async throws -> [Figures] {
    var talk = SyntheticTalk(seed: 6)
    var durations = Array(repeating: [Duration](), count: Self.lengths.count)
    for _ in 0..<count {
      for (index, length) in Self.lengths.enumerated() {
        let event: JSON = ["type": "message", "actor": "user", "content": .string(talk.turn())]
        let arguments: JSON = ["id": .string("s\(length)"), "events": [event]]
        durations[index].append(try await measure { try await door.call("events append", arguments) }.1)
      }
    }
    return durations.map(Figures.init)
  }

  private func report(_ door: String, _ figures: [Figures], _ say: (String) -> Void) {
    for (length, figure) in zip(Self.lengths, figures) {
      let ratio = String(format: "%.2f", figure.percentile(50) / figures[0].percentile(50))
      say("append to a session of \(length) events, \(door): \(figure.text); \(ratio) times that of \(Self.lengths[0])")
    }
  }
}
