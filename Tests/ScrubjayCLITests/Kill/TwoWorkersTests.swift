import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

/// Two workers on one database beside a server that does no work itself, and a language model of which one answer in ten is
/// a fault.
@Suite("Two workers")
struct TwoWorkersTests {
  private static let users = 5
  private static let messages = 200

  private static func answer(_ request: ScriptedLLM.Request) -> String {
    guard request.wantsJSON else { return "They talked of boats." }
    let facts = request.lastUserMessage.matches(of: /(?m)^(\d+)\. .*I own the boat (\w+)\./).map { match -> JSON in
      ["content": .string("Owns the boat \(match.output.2)."), "evidence": [.integer(Int(match.output.1) ?? 0)]]
    }
    return JSON.object([.init("facts", .array(facts))]).text
  }

  private static func worker(_ database: String, _ llm: ScriptedLLM) throws -> ChildProcess {
    let settings = [
      "SCRUBJAY_CHAT_PROVIDER": "anthropic", "SCRUBJAY_CHAT_MODEL": "scripted", "SCRUBJAY_ANTHROPIC_API_KEY": "secret",
      "SCRUBJAY_ANTHROPIC_BASE_URL": llm.anthropicBaseURL, "MEMORY_PROCESSOR_INTERVAL_MS": "200",
      "SCRUBJAY_MEMORY_CAPACITY_USER": "100000",
    ]
    let worker = ChildProcess(
      BuiltExecutable.path,
      ["worker", "--log-level", "error", "--embedding-provider", "none", "--database", database],
      environment: ProcessInfo.processInfo.environment.merging(settings) { _, new in new })
    try worker.start()
    return worker
  }

  @Test func everyMessageIsLookedAtByOneOfThemAndNoFactIsStoredTwice() async throws {
    let folder = try TemporaryFolder()
    let database = folder.file("memory.sqlite")
    try await ScriptedLLM.with(.mixed(seed: 5, answer: Self.answer)) { llm in
      let server = try await ServerProcess(
        ChildProcess(
          BuiltExecutable.path,
          [
            "serve", "--port", "0", "--log-level", "error", "--no-workers", "--embedding-provider", "none",
            "--database", database,
          ]))
      let start = ContinuousClock.now
      let workers = try (0..<2).map { _ in try Self.worker(database, llm) }
      for number in 0..<Self.messages {
        _ = try await server.send(
          "POST", "/v1/messages",
          [
            "user": .string("u\(number % Self.users)"), "app": "a", "role": "user", "id": .string("m\(number)"),
            "content": .string("I own the boat \(BoatName.of(number))."),
          ])
      }
      try await eventually(within: .seconds(300)) {
        let waiting = try await server.send("GET", "/v1/messages?limit=1000&processed=false")
        return waiting["data"] == []
      }
      let looked = try await server.send("GET", "/v1/messages?limit=1000")["data"]?.arrayValue ?? []
      let outcomes = Dictionary(grouping: looked) { $0["extraction"]?["outcome"]?.stringValue ?? "" }.mapValues(\.count)
      print("outcomes: \(outcomes)")
      let failures = Set(looked.compactMap { $0["extraction"]?["failure"]?.stringValue })
      #expect(failures == [])
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      var facts: [String] = []
      for user in 0..<Self.users {
        let list = try await server.send("GET", "/v1/memories?namespace=user:u\(user)&limit=1000&type=semantic")
        let own = list["data"]?.arrayValue?.filter { $0["provenance"]?["means"] == "extraction" } ?? []
        #expect(own.allSatisfy { $0["version"] == 1 && $0["sources"]?.arrayValue?.count == 1 })
        facts += own.compactMap { $0["content"]?.stringValue }
      }
      #expect(facts.sorted() == (0..<Self.messages).map { "The user owns the boat \(BoatName.of($0))." }.sorted())
      let usage = try await server.send("GET", "/v1/usage/models")["data"]?.arrayValue ?? []
      let extraction = try #require(usage.first { $0["operation"] == "extraction" })
      #expect((extraction["calls"]?.integerValue ?? 0) >= 10)
      print(
        "messages: \(Self.messages) of \(Self.users) users; facts: \(facts.count); asked: \(llm.requests.count); "
          + "usage: \(extraction.text); \(seconds) s")
      for worker in workers {
        worker.send(SIGTERM)
        #expect(await worker.end() == 0)
      }
      await server.stop()
    }
  }
}
