import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Synchronization
import Testing

/// Counts across tasks.
private final class Counter: Sendable {
  private let count = Atomic(0)

  func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}

@Suite("A server that is killed", .serialized)
struct KillTests {
  private static let writers = 50
  private static let messagesEach = 200
  private static let rounds = 20

  /// Fifty clients append two hundred messages each while others read; somewhere in the middle the server is killed.
  /// Whatever was answered is there, in order, once. The same file lives through all the rounds.
  @Test func everythingAnsweredIsThereInOrderAndOnce() async throws {
    var random = SeededRandom(seed: 20)
    let folder = try TemporaryFolder()
    let database = folder.file("memory.sqlite")
    var acknowledged: [String: Int] = [:]
    for round in 0..<Self.rounds {
      let server = try await ServerProcess(database: database, concurrency: Self.writers + 4)
      let limit = Int.random(in: 1...Self.writers * Self.messagesEach * 3 / 4, using: &random)
      let counts = await appendUntilKilled(server, round: round, killAfter: limit)
      #expect(counts.values.reduce(0, +) >= limit, "round \(round)")
      acknowledged.merge(counts) { _, new in new }
      let restarted = try await ServerProcess(database: database)
      for (session, count) in counts { try await check(session, acknowledged: count, restarted) }
      // Whoever got no answer tries again: what was stored without an answer is not stored twice.
      for (session, count) in counts where count > 0 {
        try await append(count, to: session, restarted)
        try await check(session, acknowledged: count + 1, spare: 0, restarted)
        acknowledged[session] = count + 1
      }
      await restarted.stop()
    }
    let server = try await ServerProcess(database: database)
    for (session, count) in acknowledged { try await check(session, acknowledged: count, server) }
    #expect(await server.stop() == 0)
  }

  /// Appends from all writers until the server is gone; answers how many appends of each session were answered.
  private func appendUntilKilled(_ server: ServerProcess, round: Int, killAfter limit: Int) async -> [String: Int] {
    let answered = Counter()
    return await withTaskGroup(of: (String, Int)?.self) { group in
      for writer in 0..<Self.writers {
        group.addTask {
          let session = "r\(round)-w\(writer)"
          var count = 0
          do {
            _ = try await server.send(
              "POST", "/v1/sessions", ["id": .string(session), "app": "kill", "user": .string("u\(writer)")])
            while count < Self.messagesEach {
              try await append(count, to: session, server)
              count += 1
              if answered.next() == limit { await server.kill() }
            }
          } catch {
            // The server is gone: what was answered until then is what counts.
          }
          return (session, count)
        }
      }
      for reader in 0..<4 {
        group.addTask {
          let target = "/v1/window?app=kill&user=u\(reader)"
          let query: JSON = ["query": "message number", "user": .string("u\(reader)")]
          while (try? await server.send("GET", target)) != nil {
            _ = try? await server.send("POST", "/v1/recall", query)
          }
          return nil
        }
      }
      return await group.reduce(into: [:]) { counts, entry in
        if let (session, count) = entry { counts[session] = count }
      }
    }
  }

  /// Appends a message under an idempotency key of its own.
  private func append(_ number: Int, to session: String, _ server: ServerProcess) async throws {
    _ = try await server.send(
      "POST", "/v1/sessions/\(session)/messages",
      ["messages": [["role": "user", "content": .string("message number \(number) of \(session)")]]],
      idempotencyKey: "\(session) \(number)")
  }

  /// Checks that a session holds what was answered, in order and once, and at most one append more, which was under
  /// way; and that words find the last of it.
  private func check(
    _ session: String, acknowledged: Int, spare: Int = 1, _ server: ServerProcess
  ) async throws {
    guard acknowledged > 0 else { return }
    let list = try await server.send("GET", "/v1/sessions/\(session)/events?limit=1000")
    let events = list["data"]?.arrayValue ?? []
    #expect((acknowledged...acknowledged + spare).contains(events.count), "\(session)")
    #expect(
      events.compactMap { $0["content"]?.stringValue }
        == events.indices.map { "message number \($0) of \(session)" }, "\(session)")
    #expect(events.compactMap { $0["position"]?.integerValue } == (1...Int64(events.count)).map { $0 }, "\(session)")
    let found = try await server.send(
      "POST", "/v1/recall",
      [
        "query": .string("number \(acknowledged - 1)"), "session": .string(session), "limit": 1, "kinds": ["message"],
      ])
    #expect(
      found["hits"]?.arrayValue?.first?["content"] == .string("message number \(acknowledged - 1) of \(session)"),
      "\(session)")
  }

  /// Messages come in while others are embedded, and the server is killed again and again. In the end each message is
  /// found by its meaning, and no work is left.
  @Test func everythingStoredIsEmbeddedInTheEnd() async throws {
    var random = SeededRandom(seed: 21)
    let folder = try TemporaryFolder()
    let database = folder.file("memory.sqlite")
    var stored = 0
    for _ in 0..<4 {
      let server = try await ServerProcess(database: database, embeds: true)
      for _ in 0..<Int.random(in: 4...12, using: &random) {
        _ = try await server.send(
          "POST", "/v1/messages",
          ["user": "u", "app": "a", "role": "user", "content": .string("boat number \(stored)")])
        stored += 1
      }
      await server.kill()
    }
    let server = try await ServerProcess(database: database, embeds: true)
    // What the killed server had begun is free again when its lease is over.
    let queries: JSON = ["query": "ships", "user": "u", "mode": "meaning", "threshold": -1, "limit": 1_000]
    let wanted = Set((0..<stored).map { "boat number \($0)" })
    try await eventually(within: .seconds(240)) {
      let answer = try await server.send("POST", "/v1/recall", queries)
      return Set((answer["hits"]?.arrayValue ?? []).compactMap { $0["content"]?.stringValue }) == wanted
    }
    let jobs = try await server.send("GET", "/v1/jobs?queue=embedding-generation")
    #expect(jobs["data"] == [])
    #expect(await server.stop() == 0)
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func aServerThatIsToldToStopDoesSoWithSuccess(_ signal: Int32) async throws {
    let folder = try TemporaryFolder()
    let server = try await ServerProcess(database: folder.file("memory.sqlite"))
    _ = try await server.send("GET", "/healthz")
    #expect(await server.stop(signal) == 0)
    // A clean end leaves one file: the log was moved into it.
    #expect(try folder.names() == ["memory.sqlite", "memory.sqlite-secret", "memory.sqlite-server"])
  }

  @Test func aHundredMegabytesAreRefusedInConstantMemory() async throws {
    let folder = try TemporaryFolder()
    let server = try await ServerProcess(database: folder.file("memory.sqlite"))
    let before = try server.peakMemoryBytes()
    let body = JSON.object([.init("app", .string(String(repeating: "x", count: 100_000_000)))])
    let refused = await #expect(throws: ServerRefused.self) { _ = try await server.send("POST", "/v1/sessions", body) }
    #expect(refused?.status == 413)
    #expect(try server.peakMemoryBytes() - before < 50_000_000)
    _ = try await server.send("GET", "/healthz")
    await server.stop()
  }

  @Test func aSecondServerOnOneFileIsRefused() async throws {
    let folder = try TemporaryFolder()
    let server = try await ServerProcess(database: folder.file("memory.sqlite"))
    let error = await #expect(throws: ServerDidNotStart.self) {
      _ = try await ServerProcess(database: folder.file("memory.sqlite"))
    }
    #expect(error?.said.contains("being served by process") == true)
    #expect(await server.stop() == 0)
  }
}
