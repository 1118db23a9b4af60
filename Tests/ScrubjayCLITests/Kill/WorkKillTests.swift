import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Synchronization
import Testing

/// What is made of what users say while the server is killed again and again, at every step of it.
@Suite("Work that is killed", .serialized)
struct WorkKillTests {
  private static let users = 5
  private static let messagesPerRound = 4
  /// How often the server is killed; SCRUBJAY_KILLS asks for more.
  private static let kills = ProcessInfo.processInfo.environment["SCRUBJAY_KILLS"].flatMap { Int($0) } ?? 50
  /// How long what is left after the last of them may take.
  private static let patience = Duration.seconds(600)
  private static let seed = ProcessInfo.processInfo.environment["SCRUBJAY_KILL_SEED"].flatMap { UInt64($0) } ?? 22

  /// When a server is killed.
  private enum Moment: CaseIterable {
    /// When the language model is asked, before it answers.
    case asked
    /// Some milliseconds after it has answered, when what it said is stored.
    case answered
    /// At any time.
    case whenever
  }

  /// Kills the server that is set, once, when the language model is asked.
  private final class Trap: Sendable {
    private struct State {
      var server: ServerProcess?
      var delay: Duration = .zero
      var hasSprung = false
    }

    private let state = Mutex(State())
    /// How often it has killed.
    let count = Atomic(0)

    func set(_ server: ServerProcess?, after delay: Duration) {
      state.withLock { $0 = State(server: server, delay: delay) }
    }

    var hasSprung: Bool { state.withLock { $0.hasSprung } }

    /// Called on a thread of the language model's server.
    func spring() {
      let (server, delay) = state.withLock { state in
        defer { if state.server != nil { (state.server, state.hasSprung) = (nil, true) } }
        return (state.server, state.delay)
      }
      guard let server else { return }
      count.add(1, ordering: .relaxed)
      if delay == .zero { return server.killAtOnce() }
      Thread.detachNewThread {
        usleep(useconds_t(delay / .microseconds(1)))
        server.killAtOnce()
      }
    }
  }

  /// States that each message "I own the boat Ti." says so, and sums up what it is given to sum up.
  private static func answer(_ request: ScriptedLLM.Request) -> String {
    guard request.wantsJSON else { return "They talked of boats." }
    let facts = request.lastUserMessage.matches(of: /(?m)^(\d+)\. .*I own the boat (\w+)\./).map { match -> JSON in
      [
        "content": .string("Owns the boat \(match.output.2)."), "category": "other", "valid_from": .null,
        "evidence": [.integer(Int(match.output.1) ?? 0)], "operation": "add", "target": .null,
      ]
    }
    return JSON.object([.init("facts", .array(facts))]).text
  }

  private static func server(_ database: String, _ llm: ScriptedLLM) async throws -> ServerProcess {
    let settings = [
      "SCRUBJAY_CHAT_PROVIDER": "openai", "SCRUBJAY_CHAT_MODEL": "scripted",
      "SCRUBJAY_OPENAI_BASE_URL": llm.openAIBaseURL, "MEMORY_PROCESSOR_INTERVAL_MS": "100",
      "KEEP_RECENT_MESSAGES": "2", "SCRUBJAY_SUMMARY_PILE": "4", "SCRUBJAY_SUMMARIES_PER_MINUTE": "10000",
      "SCRUBJAY_LLM_CALLS_PER_DAY": "1000000", "SCRUBJAY_MEMORY_CAPACITY_USER": "100000",
    ]
    return try await ServerProcess(
      ChildProcess(
        BuiltExecutable.path,
        [
          "serve", "--port", "0", "--log-level", "error", "--embedding-provider", "none", "--database", database,
        ], environment: ProcessInfo.processInfo.environment.merging(settings) { _, new in new }))
  }

  @Test func everyMessageIsProcessedOnceWhateverIsKilled() async throws {
    print("kills: \(Self.kills), seed: \(Self.seed)")
    var random = SeededRandom(seed: Self.seed)
    let folder = try TemporaryFolder()
    let database = folder.file("memory.sqlite")
    let trap = Trap()
    let script = ScriptedLLM.Script.mixed(seed: Self.seed) { request in
      trap.spring()
      return Self.answer(request)
    }
    try await ScriptedLLM.with(script) { llm in
      var said = 0
      for kill in 0..<Self.kills {
        let moment = Moment.allCases[kill % Moment.allCases.count]
        let server = try await Self.server(database, llm)
        let delay = Duration.microseconds(Int.random(in: 500...30_000, using: &random))
        if moment != .whenever { trap.set(server, after: moment == .asked ? .zero : delay) }
        let last = said + Self.messagesPerRound
        // What was not answered is said again to the next server, under the same key.
        while said < last, (try? await Self.say(said, server)) != nil { said += 1 }
        let patience = Duration.milliseconds(moment == .whenever ? Int.random(in: 0...600, using: &random) : 2_000)
        let deadline = ContinuousClock.now + patience
        while !trap.hasSprung, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(5)) }
        trap.set(nil, after: .zero)
        await server.kill()
        if (kill + 1).isMultiple(of: 25) { print("killed \(kill + 1) of \(Self.kills) times") }
      }
      let server = try await Self.server(database, llm)
      while said < Self.kills * Self.messagesPerRound {
        try await Self.say(said, server)
        said += 1
      }
      try await Self.finish(server)
      try await Self.check(server, said: said)
      #expect(await server.stop() == 0)
    }
    // At least every other kill met the language model at work.
    #expect(trap.count.load(ordering: .relaxed) * 3 >= Self.kills)
  }

  /// Says what one of the users says, under a key that makes a second time the first one.
  private static func say(_ number: Int, _ server: ServerProcess) async throws {
    _ = try await server.send(
      "POST", "/v1/messages",
      [
        "user": .string("u\(number % users)"), "app": "a", "role": "user",
        "content": .string("I own the boat \(BoatName.of(number))."), "id": .string("m\(number)"),
      ], idempotencyKey: "say \(number)")
  }

  /// Has everything looked at that waits, also what would be tried again later only.
  private static func finish(_ server: ServerProcess) async throws {
    for user in 0..<users {
      try await eventually(within: patience) {
        if try await waiting(user, server).isEmpty { return true }
        _ = try await server.send("POST", "/v1/extractions", ["user": .string("u\(user)"), "include_failed": true])
        return false
      }
    }
    // What lost its worker again and again was given up, and someone has it done after all.
    try await retry(all("/v1/jobs?state=discarded", server), server)
    // Sessions are summed up once their jobs' leases and pauses are over.
    try await eventually(within: patience) {
      // All in one answer, as a job goes from one state to the other.
      let unfinished = try await all("/v1/jobs", server).filter { ["waiting", "running"].contains($0["state"]) }
      try await retry(unfinished.filter { $0["state"] == "waiting" }, server)
      return unfinished.isEmpty
    }
  }

  /// Has jobs done now, unless they just began, or another does the same.
  private static func retry(_ jobs: [JSON], _ server: ServerProcess) async throws {
    for id in jobs.compactMap({ $0["id"]?.stringValue }) {
      do { _ = try await server.send("POST", "/v1/jobs/\(id)/retry") } catch let refused as ServerRefused
        where refused.status < 500
      {}
    }
  }

  private static func waiting(_ user: Int, _ server: ServerProcess) async throws -> [JSON] {
    try await all("/v1/messages?user=u\(user)", server).filter {
      ["waiting", "failed"].contains($0["extraction"]?["outcome"])
    }
  }

  /// Each message is there once and was processed, each fact is there once with its one source, and each session is
  /// summed up without a gap and without a part of it twice.
  private static func check(_ server: ServerProcess, said: Int) async throws {
    for user in 0..<users {
      let messages = try await all("/v1/messages?user=u\(user)", server)
      let own = (0..<said).filter { $0 % users == user }
      #expect(Set(messages.compactMap { $0["id"]?.stringValue }) == Set(own.map { "m\($0)" }), "u\(user)")
      #expect(messages.count == own.count, "u\(user)")
      #expect(messages.allSatisfy { ["stored", "merged"].contains($0["extraction"]?["outcome"]) }, "u\(user)")
      let memories = try await all("/v1/memories?namespace=user:u\(user)", server)
      let facts = memories.filter { $0["provenance"]?["means"] == "extraction" }
      #expect(
        facts.compactMap { $0["content"]?.stringValue }.sorted()
          == own.map { "The user owns the boat \(BoatName.of($0))." }.sorted(),
        "u\(user)")
      for fact in facts {
        let sources = fact["sources"]?.arrayValue?.compactMap { $0["event"]?.stringValue } ?? []
        let number = own.first { fact["content"] == .string("The user owns the boat \(BoatName.of($0)).") }
        #expect(sources == [number.map { "m\($0)" }])
      }
      let parts = memories.filter { $0["provenance"]?["means"] == "summary" }.compactMap { memory -> Range<Int64>? in
        guard let from = memory["metadata"]?["from"]?.integerValue, let to = memory["metadata"]?["to"]?.integerValue,
          from < to
        else { return nil }
        return from..<to
      }.sorted { $0.lowerBound < $1.lowerBound }
      #expect(parts.first?.lowerBound == 0, "u\(user)")
      #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound }, "u\(user): \(parts)")
    }
  }

  private static func all(_ target: String, _ server: ServerProcess) async throws -> [JSON] {
    var found: [JSON] = []
    var cursor = ""
    while true {
      let page = try await server.send("GET", "\(target)\(target.contains("?") ? "&" : "?")limit=1000\(cursor)")
      found += page["data"]?.arrayValue ?? []
      guard let next = page["next_cursor"]?.stringValue else { return found }
      cursor = "&cursor=\(next)"
    }
  }
}
