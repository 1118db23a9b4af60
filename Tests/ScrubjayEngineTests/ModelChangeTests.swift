import ScrubjayCore
import ScrubjayEngine
import ScrubjaySQLite
import ScrubjayTestKit
import Testing

/// Models that come, go and come back, in one process or in several.
@Suite struct ModelChangeTests {
  private static func find(_ world: World, _ text: String, limit: Int = 10) async throws -> [String] {
    try await world.engine.recall(
      RecallQuery(text, user: "alice", limit: limit, mode: .meaning), as: world.call
    ).hits.map(\.content)
  }

  private let folder: TemporaryFolder
  private let clock = ManualClock()
  private let first = ScriptedEmbedder(MeaningTests.groups, name: "first")
  private let second = ScriptedEmbedder(MeaningTests.groups, name: "second")

  init() throws { folder = try TemporaryFolder() }

  private func open(_ embedders: Embedders, _ body: (World) async throws -> Void) async throws {
    try await withWorld(in: folder, at: clock, embedders, body)
  }

  /// What a process with another model stores is left to one that has the right one.
  @Test func `A process with another model takes no work from the one with the live model`() async throws {
    try await open(Embedders(first)) { world in
      try await world.session()
      try await world.say("a cello")
      try await world.engine.embeddings.finish()
    }
    let storage = try await SQLiteStorage.open(path: folder.file("memory.db"), at: clock.now())
    let command = Engine(
      storage: storage, secret: try ServerSecret(World.secret), embedders: Embedders(second), clock: clock)
    try await command.prepare(replacing: false)
    _ = try await command.messages.append(
      [MessageDraft(role: .user, content: "a violin")], to: "s", as: Call(access: .local))
    try await command.embeddings.finish()
    let there = try await command.recall(RecallQuery("instrument", user: "alice"), as: Call(access: .local))
    #expect(there.meaning == .unavailable)
    #expect(second.embedded == [])
    await command.close()
    try await open(Embedders(first)) { world in
      try await world.engine.embeddings.finish()
      #expect(Set(try await Self.find(world, "instrument")) == ["a cello", "a violin"])
      #expect(try await world.engine.jobs.list(as: world.call).elements == [])
    }
  }

  @Test func `Going back to the model before finds what was said meanwhile, and nothing of the other stays`()
    async throws
  {
    try await open(Embedders(first)) { world in
      try await world.session()
      try await world.say((0..<600).map { number in "tea \(number)" })
      try await world.engine.embeddings.finish()
    }
    // The first model's files are gone for a while.
    try await open(Embedders(second)) { world in
      try await world.say("a cello")
      let background = Task { await world.engine.run() }
      try await eventually { second.embedded.count >= 300 }
      background.cancel()
      await background.value
    }
    try await open(Embedders(first)) { world in
      clock.advance(by: .seconds(120))
      try await world.engine.embeddings.finish()
      #expect(try await Self.find(world, "instrument") == ["a cello"])
      for queue in ["embedding-generation", "re-embedding"] {
        #expect(try await world.engine.jobs.list(queue: queue, state: .waiting, as: world.call).elements == [])
      }
      #expect(try await world.engine.recall(RecallQuery("x", user: "alice"), as: world.call).meaning == .searched)
    }
    // Were the second's vectors still there, it would be live at once.
    try await open(Embedders(second)) { world in
      #expect(await code { _ = try await Self.find(world, "instrument") } == .embedderUnavailable)
    }
  }

  @Test func `A model that is wanted no more does not take over, though its files are there`() async throws {
    try await open(Embedders(first)) { world in
      try await world.session()
      try await world.say((0..<300).map { number in "cello \(number)" })
      try await world.engine.embeddings.finish()
    }
    try await open(Embedders(second, others: [first])) { _ in }
    try await open(Embedders(first, others: [second])) { world in
      try await world.engine.embeddings.finish()
      let asked = second.embedded.count
      try await world.say("one more cello")
      try await world.engine.embeddings.finish()
      #expect(second.embedded.count == asked)
      #expect(try await Self.find(world, "instrument", limit: 1_000).count == 301)
    }
  }

  @Test func `A walk over everything goes on where it was cut short`() async throws {
    try await open(Embedders()) { world in
      try await world.session()
      try await world.say((0..<700).map { number in "cello \(number)" })
    }
    try await open(Embedders(first)) { world in
      let background = Task { await world.engine.run() }
      try await eventually { first.embedded.count >= 256 }
      background.cancel()
      await background.value
    }
    let before = first.embedded.count
    #expect(before < 700)
    try await open(Embedders(first)) { world in
      clock.advance(by: .seconds(60))
      try await world.engine.embeddings.finish()
      #expect(try await Self.find(world, "instrument", limit: 1_000).count == 700)
    }
    // What was stored is not embedded again; what was under way may be.
    #expect(first.embedded.count <= 700 + 256)
  }

  @Test func `A model that comes while the index of words is empty embeds what there is`() async throws {
    try await open(Embedders()) { world in
      try await world.session()
      try await world.say("a cello")
    }
    let storage = try await SQLiteStorage.open(path: folder.file("memory.db"), at: clock.now())
    try await storage.write(Call(access: .local)) { tx in try tx.words.removeAll() }
    await storage.close()
    try await open(Embedders(first)) { world in
      try await world.engine.wordIndex.rebuild { _ in }
      try await world.engine.embeddings.finish()
      #expect(try await Self.find(world, "instrument") == ["a cello"])
    }
  }

  @Test func `What was given up is embedded after all when someone asks for it`() async throws {
    try await open(Embedders(first)) { world in
      try await world.session()
      first.refuse("cello")
      try await world.say("a cello")
      for _ in 0..<12 {
        try await world.engine.embeddings.finish()
        clock.advance(by: .seconds(1_000))
      }
      #expect(try await world.engine.jobs.list(state: .discarded, as: world.call).elements.count == 1)
      first.refuse(nil)
      try await world.engine.embeddings.complete()
      try await world.engine.embeddings.finish()
      #expect(try await Self.find(world, "instrument") == ["a cello"])
    }
  }

  @Test func `Jobs that their workers did not survive are given up, many at once`() async throws {
    try await open(Embedders(first)) { world in
      try await world.session()
      try await world.say("a cello")
      try await world.say("a violin")
    }
    let storage = try await SQLiteStorage.open(path: folder.file("memory.db"), at: clock.now())
    for _ in 0..<12 {
      try await storage.write(Call(access: .local)) { [clock] tx in
        let claim = JobClaim(
          queue: "embedding-generation", worker: "gone", now: clock.now(), until: clock.now().advanced(by: .seconds(1)),
          limit: 9)
        _ = try tx.jobs.claim(claim)
      }
      clock.advance(by: .seconds(2))
    }
    await storage.close()
    try await open(Embedders(first)) { world in
      try await world.engine.embeddings.finish()
      let jobs = try await world.engine.jobs.list(as: world.call).elements
      #expect(jobs.map(\.state) == [.discarded, .discarded])
      #expect(first.embedded == [])
      for job in jobs { _ = try await world.engine.jobs.retry(job.id, as: world.call) }
      try await world.engine.embeddings.finish()
      #expect(try await Self.find(world, "instrument").count == 2)
    }
  }

  @Test func `A writer that waits hears at once that nothing can be found by meaning yet`() async throws {
    try await open(Embedders()) { world in
      try await world.session()
      try await world.say("tea")
    }
    try await open(Embedders(first)) { world in
      let message = MessageDraft(role: .user, content: "a cello")
      let call = Call(access: .local, idempotency: Idempotency(key: "k", fingerprint: "f"))
      let start = ContinuousClock.now
      #expect(
        await code { _ = try await world.engine.messages.append([message], to: "s", wait: .embedded, as: call) }
          == .notEmbeddedYet)
      // It would wait for a minute.
      #expect(ContinuousClock.now - start < .seconds(50))
      try await world.engine.embeddings.finish()
      let again = try await world.engine.messages.append([message], to: "s", wait: .embedded, as: call)
      #expect(again.events.count == 1)
      #expect(try await Self.find(world, "instrument") == ["a cello"])
    }
    // Sent once more where there is no model: it is stored, and so it is said.
    try await open(Embedders()) { world in
      let message = MessageDraft(role: .user, content: "a cello")
      let call = Call(access: .local, idempotency: Idempotency(key: "k", fingerprint: "f"))
      #expect(
        await code { _ = try await world.engine.messages.append([message], to: "s", wait: .embedded, as: call) }
          != .embedderUnavailable)
    }
  }

  @Test func `A step that was given up is not tried again beside the one that took its place`() async throws {
    try await open(Embedders()) { world in
      try await world.session()
      try await world.say("a cello")
    }
    try await open(Embedders(first)) { world in
      first.refuse("cello")
      for _ in 0..<12 {
        try await world.engine.embeddings.finish()
        clock.advance(by: .seconds(1_000))
      }
      let given = try #require(
        try await world.engine.jobs.list(queue: "re-embedding", state: .discarded, as: world.call).elements.first)
      try await world.engine.embeddings.adopt()
      #expect(await code { _ = try await world.engine.jobs.retry(given.id, as: world.call) } == .jobNotRetryable)
      first.refuse(nil)
      try await world.engine.embeddings.finish()
      #expect(try await Self.find(world, "instrument") == ["a cello"])
    }
  }

  @Test func `What says nothing is near to nothing`() async throws {
    try await open(Embedders(first)) { world in
      try await world.session()
      try await world.say("", "  ", "…!?", "👍", "tea")
      try await world.engine.embeddings.finish()
      #expect(first.embedded == ["👍", "tea"])
      #expect(try await Self.find(world, "  ?!") == [])
      #expect(try await world.engine.recall(RecallQuery("", user: "alice"), as: world.call).hits == [])
      let draft = MessageDraft(role: .user, content: "…")
      _ = try await world.engine.messages.append([draft], to: "s", wait: .embedded, as: world.call)
    }
  }

  @Test func `The names of those who speak do not change how near a memory is`() async throws {
    try await open(Embedders(ScriptedEmbedder([["ana"], ["tea", "drink"]]))) { world in
      try await world.session()
      try await world.remember("Ana likes tea")
      _ = try await world.engine.messages.append(
        [MessageDraft(role: .user, name: "Ana", content: "hello")], to: "s", as: world.call)
      try await world.engine.embeddings.finish()
      for kinds: Set<ItemKind> in [[.memory], [.memory, .message]] {
        let query = RecallQuery("What does Ana drink?", user: "alice", kinds: kinds, threshold: 0.9, explains: true)
        let hit = try await world.engine.recall(query, as: world.call).hits.first
        #expect(hit?.content == "Ana likes tea")
        #expect(abs((hit?.why?.cosine ?? 0) - 1) < 1e-5)
      }
    }
  }
}
