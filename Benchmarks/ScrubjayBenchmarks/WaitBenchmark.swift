import Foundation
import Scrubjay
import ScrubjayModels
import ScrubjayTestKit

/// Appending a message and waiting until it is embedded: beside nothing else to embed, and beside a backlog.
struct WaitBenchmark {
  let embedder: LocalEmbedder

  /// How many messages wait to be embedded when the writer comes.
  private static let backlog = 500
  /// How many messages are waited for, in all.
  private static let writes = 100
  /// How many of them are waited for beside one backlog, which does not last for more.
  private static let writesPerBacklog = 10

  func run(_ say: (String) -> Void) async throws {
    let alone = try await durations(behind: 0)
    let behind = try await durations(behind: Self.backlog)
    let ratio = behind.percentile(95) / alone.percentile(95)
    say(
      "append and wait for the embedding: p95 \(alone.percentile(95).milliseconds) ms; behind \(Self.backlog) messages p95 "
        + "\(behind.percentile(95).milliseconds) ms, \(String(format: "%.2f", ratio)) times that")
  }

  private func durations(behind backlog: Int) async throws -> Figures {
    let folder = try TemporaryFolder()
    let engine = try await Engine.open(folder.file("memory.sqlite"), embedders: Embedders(embedder))
    let call = Call(access: .local)
    let background = Task { await engine.run() }
    var talk = SyntheticTalk(seed: 5)
    for user in ["many", "one"] {
      _ = try await engine.sessions.create(SessionDraft(id: user, app: "bench", user: user), as: call)
    }
    func append(_ session: String, _ wait: WriteWait) async throws {
      let draft = MessageDraft(role: .user, content: talk.turn())
      _ = try await engine.messages.append([draft], to: session, wait: wait, as: call)
    }
    try await append("one", .embedded)
    var durations: [Duration] = []
    while durations.count < Self.writes {
      for _ in 0..<backlog { try await append("many", .stored) }
      for _ in 0..<Self.writesPerBacklog {
        durations.append(try await measure { try await append("one", .embedded) }.1)
      }
      try await engine.embeddings.finish()
    }
    background.cancel()
    await background.value
    await engine.close()
    return Figures(durations)
  }
}
