import ScrubjayCore
import ScrubjayEngine
import ScrubjaySQLite
import ScrubjayTestKit
import Testing

/// The process dies at each write there is between what is said and what is made of it: nothing is lost, nothing is done
/// twice.
@Suite struct CrashTests {
  private static let call = Call(access: .local)
  /// So many writes are never needed.
  private static let mostWrites = 60
  /// The boats of each user, by names that do not contradict each other as numbers would.
  private static let names = ["Alo", "Bemi", "Cuna", "Dopa"]

  /// Answers each message "I own boat Alo." with the fact that it states, and sums up what it is given to sum up.
  private static func chat() -> ScriptedChat {
    let chat = ScriptedChat()
    chat.then { request in
      guard request.shape != nil else { return "They talked of boats." }
      let shown = request.messages[1].content
      let facts = shown.matches(of: /(?m)^(\d+)\. .*I own boat (\w+)\./).map { match -> JSON in
        [
          "content": .string("Owns boat \(match.output.2)."), "category": "other",
          "evidence": [.integer(Int(match.output.1) ?? 0)], "operation": "add",
        ]
      }
      return JSON.object([.init("facts", .array(facts))]).text
    }
    return chat
  }

  private static func engine(
    _ storage: some Storage & KeyDirectory & StorageInspection & Duties, _ clock: ManualClock
  ) throws -> Engine {
    Engine(
      storage: storage, secret: try ServerSecret(World.secret), chat: ChatSettings(chat()),
      summaries: SummaryPolicy(keptMessages: 2, pile: 2), clock: clock)
  }

  @Test(arguments: [false, true])
  func `A process that dies at any write loses nothing and does nothing twice`(_ commitsLast: Bool) async throws {
    var deaths = 0
    for writes in 0..<Self.mostWrites {
      let folder = try TemporaryFolder()
      let clock = ManualClock()
      let path = folder.file("memory.db")
      do {
        let storage = try await SQLiteStorage.open(path: path, at: clock.now())
        try await Self.engine(storage, clock).prepare()
        for number in 1...2 {
          _ = try await Self.engine(storage, clock).sessions.create(
            SessionDraft(id: "s\(number)", app: "a", user: "u\(number)"), as: Self.call)
        }
        let dying = DyingStorage(storage, after: writes, commitsLast: commitsLast)
        // Whatever it comes to: the process is gone.
        try? await Self.work(Self.engine(dying, clock))
        await storage.close()
        guard dying.isDead else { break }
        deaths += 1
      }
      try await Self.goOn(path, clock, "dead at write \(writes), committed: \(commitsLast)")
    }
    #expect((10..<Self.mostWrites).contains(deaths))
  }

  /// Says what is to be said, and has it worked off.
  private static func work(_ engine: Engine) async throws {
    for number in 1...2 {
      let drafts = (0..<3).map { index in
        MessageDraft(id: "m\(number)-\(index)", role: .user, content: "I own boat \(names[index]).")
      }
      _ = try await engine.messages.append(drafts, to: "s\(number)", as: call)
      _ = try await engine.messages.append(
        [MessageDraft(id: "m\(number)-last", role: .user, content: "I own boat \(names[3]).")], to: "s\(number)",
        as: call)
    }
    try await engine.drain()
  }

  /// Starts again with the same file, says again what was not answered, and looks at what comes of it.
  private static func goOn(_ path: String, _ clock: ManualClock, _ death: Comment) async throws {
    let storage = try await SQLiteStorage.open(path: path, at: clock.now())
    let engine = try Self.engine(storage, clock)
    // What was left under a lease is free again.
    clock.advance(by: .seconds(120))
    for number in 1...2 {
      for (index, name) in names.enumerated() {
        let id = "m\(number)-\(index == 3 ? "last" : "\(index)")"
        let content = "I own boat \(name)."
        do {
          _ = try await engine.messages.append(
            [MessageDraft(id: id, role: .user, content: content)], to: "s\(number)", as: call)
        } catch let error as ScrubjayError where error.code == .eventExists {}
      }
    }
    try await engine.drain()
    for number in 1...2 {
      let messages = try await engine.messages.list(session: "s\(number)", as: call).elements
      #expect(messages.map(\.extraction?.state) == Array(repeating: .stored, count: 4), death)
      let memories = try await engine.memories.list(
        MemoryFilter(namespaces: [try NamespacePrefix("user:u\(number)")]), limit: 100, as: call
      ).elements
      let facts = memories.filter { $0.provenance?.means == .extraction }
      #expect(
        facts.map(\.content).sorted() == names.map { "The user owns boat \($0)." }, death)
      #expect(facts.allSatisfy { $0.sources.count == 1 && $0.version == 1 }, death)
      let summaries = memories.filter { $0.provenance?.means == .summary }
      let covered = summaries.compactMap { $0.metadata.json["to"]?.integerValue }
      #expect(summaries.count == 1 && covered == [2], death)
    }
    let jobs = try await engine.jobs.list(as: call).elements
    #expect(jobs.filter { $0.state != .completed } == [], death)
    await engine.close()
  }
}
