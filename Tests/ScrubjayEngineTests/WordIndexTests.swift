import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Synchronization
import ScrubjayLanguage
import Testing

@Suite struct WordIndexTests {
  private static let queries = [
    "tea", "Häuser", "图书馆", "Caroline", "March 2026", "oboe", "green tea with milk", "walk",
  ]

  /// Stores messages and memories, changes and deletes some. What goes has a twin that stays: an owner keeps the
  /// languages of what it once held, which a new index does not know of.
  private static func fill(_ world: World, _ call: Call, _ random: inout SeededRandom) async throws {
    let words = ["tea", "milk", "green", "Häuser", "Haus", "我今天去图书馆", "walk", "walking", "สวัสดีน้ำชา", "cello"]
    for (session, app) in [("stays", "planner"), ("goes", "planner"), ("other", "writer")] {
      _ = try await world.engine.sessions.create(SessionDraft(id: session, app: app, user: "alice"), as: call)
    }
    for _ in 0..<40 {
      let content = (0..<Int.random(in: 1...6, using: &random)).map { _ in random.pick(words) }.joined(separator: " ")
      let draft = MessageDraft(
        role: .user, name: random.pick(["Caroline", nil]), content: content,
        occurredAt: world.clock.now().advanced(by: .seconds(Int.random(in: 0...10_000_000, using: &random))))
      for session in ["stays", "goes", "other"] {
        _ = try await world.engine.messages.append([draft], to: session, as: call)
      }
    }
    for number in 0..<40 {
      let draft = MemoryDraft(
        namespace: Namespace(.user, "alice"), content: "\(random.pick(words)) \(random.pick(words)) \(number)",
        validFrom: random.oneIn(2) ? world.clock.now() : nil)
      _ = try await world.engine.memories.add(draft, as: call)
      let twin = try await world.engine.memories.add(draft, as: call)
      if random.oneIn(3) {
        let patch = MemoryPatch(content: "\(draft.content ?? "") oboe")
        _ = try await world.engine.memories.update(twin.id, patch, as: call)
      } else if random.oneIn(2) {
        try await world.engine.memories.delete(twin.id, as: call)
      }
    }
    try await world.engine.sessions.delete("goes", as: call)
  }

  private static func answers(_ world: World, _ call: Call) async throws -> [[RecallHit]] {
    var answers: [[RecallHit]] = []
    for query in queries {
      answers.append(
        try await world.engine.recall(RecallQuery(query, user: "alice", limit: 1_000, explains: true), as: call).hits)
    }
    return answers
  }

  @Test(arguments: 0..<4 as Range<UInt64>) func `An index that is made again answers the same, score by score`(
    seed: UInt64
  ) async throws {
    var random = SeededRandom(seed: seed)
    try await withWorld { world in
      let stranger = try await world.stranger()
      try await Self.fill(world, world.call, &random)
      try await Self.fill(world, stranger, &random)
      let before = [try await Self.answers(world, world.call), try await Self.answers(world, stranger)]
      #expect(before.joined().allSatisfy { !$0.isEmpty }, "\(random)")
      let counts = Mutex<[Int]>([])
      try await world.engine.wordIndex.rebuild { done in counts.withLock { $0.append(done) } }
      #expect(try await Self.answers(world, world.call) == before[0], "\(random)")
      #expect(try await Self.answers(world, stranger) == before[1], "\(random)")
      let progress = counts.withLock { $0 }
      #expect(progress == progress.sorted())
      #expect(progress.last ?? 0 > 240)
    }
  }

  @Test func `What is written while the index is made again is found too`() async throws {
    try await withWorld { world in
      try await world.session()
      for number in 0..<300 { try await world.say("old message \(number)") }
      let memory = try await world.remember("plays the violin")
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await world.engine.wordIndex.rebuild { _ in } }
        group.addTask {
          for number in 0..<50 { try await world.say("new message \(number)") }
          _ = try await world.engine.memories.update(memory.id, MemoryPatch(content: "plays the flute"), as: world.call)
        }
        try await group.waitForAll()
      }
      let query = RecallQuery("message", user: "alice", limit: 1_000)
      #expect(try await world.engine.recall(query, as: world.call).hits.count == 350)
      #expect(try await world.engine.recall(RecallQuery("flute", user: "alice"), as: world.call).hits.count == 1)
      #expect(try await world.engine.recall(RecallQuery("violin", user: "alice"), as: world.call).hits == [])
    }
  }

  @Test func `An index made by another analyser is noticed, and made again`() async throws {
    try await withWorld { world in
      #expect(try await !world.engine.wordIndex.isOutdated())
      try await world.engine.inspection.setAnalyserVersion(Analyser.version + 1)
      #expect(try await world.engine.wordIndex.isOutdated())
      try await world.engine.prepare()
      #expect(try await world.engine.wordIndex.isOutdated())
      try await world.engine.wordIndex.rebuild { _ in }
      #expect(try await !world.engine.wordIndex.isOutdated())
    }
  }

  @Test func `An index that was not made to its end is made anew`() async throws {
    try await withWorld { world in
      try await world.session("s")
      try await world.say("the violin is in the attic", in: "s")
      let cut = Task {
        try await world.engine.wordIndex.rebuild { _ in withUnsafeCurrentTask { $0?.cancel() } }
      }
      await #expect(throws: CancellationError.self) { try await cut.value }
      #expect(try await world.engine.wordIndex.isOutdated())
      try await world.engine.wordIndex.rebuild { _ in }
      #expect(try await !world.engine.wordIndex.isOutdated())
      #expect(try await world.engine.recall(RecallQuery("violin", user: "alice"), as: world.call).hits.count == 1)
    }
  }
}
