import ScrubjayCore
import ScrubjayEngine
import ScrubjaySQLite
import ScrubjayTestKit
import Testing

/// Conversations that are summed up, with a language model that answers as the tests say.
@Suite struct SummaryTests {
  private static func withWorld(
    _ summaries: SummaryPolicy = SummaryPolicy(), _ body: (World, ScriptedChat) async throws -> Void
  ) async throws {
    let chat = ScriptedChat()
    chat.then { request in
      request.shape == nil ? "They decided on the blue boat." : #"{"facts": []}"#
    }
    try await ScrubjayEngineTests.withWorld(chat: ChatSettings(chat), summaries: summaries) { world in
      try await world.session()
      try await body(world, chat)
    }
  }

  private static func jobs(_ world: World) async throws -> [Job] {
    try await world.engine.jobs.list(queue: "memory-consolidation", as: world.call).elements
  }

  private static func summaries(_ world: World) async throws -> [Memory] {
    try await world.engine.memories.list(MemoryFilter(), as: world.call).elements.filter {
      $0.provenance?.means == .summary
    }
  }

  @Test func `What piles up behind the newest messages is summed up once, with its sources`() async throws {
    try await Self.withWorld(SummaryPolicy(keptMessages: 3, pile: 4)) { world, chat in
      let said = try await world.say((1...6).map { "Message \($0)" })
      #expect(try await Self.jobs(world).isEmpty)
      try await world.say("Message 7")
      #expect(try await Self.jobs(world).map(\.state) == [.waiting])
      try await world.engine.work(off: ["memory-consolidation"])
      let summary = try #require(try await Self.summaries(world).first)
      #expect(summary.content.hasSuffix("They decided on the blue boat.") && summary.content.contains("alice"))
      #expect(summary.type == .semantic && summary.importance == 7 && summary.namespace.description == "user:alice")
      #expect(summary.sources.map(\.event) == said.prefix(4).map(\.id))
      #expect(summary.provenance?.maker == "summary/1 script:1" && summary.provenance?.voice == .user)
      #expect(try await world.engine.sessions.get("s", as: world.call).session.summarized == 4)
      #expect(try await Self.jobs(world).map(\.state) == [.completed])
      // What is summed up is not summed up again, and the messages stay.
      _ = try await world.engine.summaries.enqueue("s", as: world.call)
      try await world.engine.work(off: ["memory-consolidation"])
      #expect(try await Self.summaries(world).count == 1 && chat.requests.count == 1)
      #expect(try await world.engine.messages.list(session: "s", as: world.call).elements.count == 7)
    }
  }

  @Test func `Undoing a summary takes it away and has its messages summed up again`() async throws {
    try await Self.withWorld(SummaryPolicy(keptMessages: 1, pile: 1)) { world, _ in
      try await world.say("One", "Two", "Three")
      try await world.engine.work(off: ["memory-consolidation"])
      let done = try #require(try await world.engine.consolidations.list([], as: world.call).elements.first)
      #expect(done.kind == .summary && done.changes.map(\.before) == [nil])
      _ = try await world.engine.consolidations.undo(done.id, as: world.call)
      #expect(try await Self.summaries(world).isEmpty)
      #expect(try await world.engine.sessions.get("s", as: world.call).session.summarized == 0)
      #expect(try await world.engine.summaries.preview("s", as: world.call)?.messages == 2)
    }
  }

  @Test func `A session that is over is summed up as a whole into an episode, and its user's words are looked at`()
    async throws
  {
    try await Self.withWorld { world, chat in
      try await world.session("p", project: "boats")
      try await world.say("Blue or red?", "Blue then.", in: "p")
      _ = try await world.engine.messages.append(
        [MessageDraft(role: .assistant, content: "Blue it is.")], to: "p", as: world.call)
      _ = try await world.engine.sessions.update("p", SessionPatch(status: .terminated), as: world.call)
      try await world.engine.work(off: ["memory-consolidation", "memory-extraction"])
      let episode = try #require(try await Self.summaries(world).first)
      #expect(episode.type == .episodic && episode.namespace.description == "project:boats")
      #expect(episode.provenance?.voice == .agent && episode.sources.count == 3)
      let messages = try await world.engine.messages.list(session: "p", as: world.call).elements
      #expect(messages.map(\.extraction?.state) == [.nothing, .nothing, nil])
      #expect(chat.requests.map { $0.shape == nil } == [true, false])
    }
  }

  @Test func `With no more than the newest messages there is nothing to sum up, and nothing is asked`() async throws {
    try await Self.withWorld { world, chat in
      try await world.say((1...10).map { "Message \($0)" })
      _ = try await world.engine.summaries.enqueue("s", as: world.call)
      try await world.engine.work(off: ["memory-consolidation"])
      #expect(try await Self.jobs(world).map(\.state) == [.completed])
      #expect(try await world.engine.summaries.preview("s", as: world.call) == nil)
      #expect(chat.requests.isEmpty)
    }
  }

  @Test func `A job carries the names that other programs know, and only who may write the session enqueues one`()
    async throws
  {
    try await Self.withWorld { world, _ in
      try await world.say("One")
      let job = try await world.engine.summaries.enqueue("s", as: world.call)
      #expect(job.payload.json["userId"] == "alice" && job.payload.json["organizationId"] == "default")
      #expect(job.payload.json["conversationId"] == "s" && job.payload.json["projectId"] == nil)
      let stranger = try await world.stranger()
      #expect(await code { _ = try await world.engine.summaries.enqueue("s", as: stranger) } == .sessionNotFound)
    }
  }

  @Test func `A job that says something else of a session than what is stored is given up, and nothing is asked`()
    async throws
  {
    try await Self.withWorld { world, chat in
      try await world.say((1...12).map { "Message \($0)" })
      let storage = try await SQLiteStorage.open(path: world.path, at: world.clock.now())
      try await storage.write(world.call) { tx in
        let payload: JSON = ["conversationId": "s", "organizationId": "default", "userId": "bob"]
        let now = world.clock.now()
        _ = try tx.jobs.enqueue(
          Job(id: "foreign", queue: "memory-consolidation", payload: JSONText(payload), runAt: now, createdAt: now))
      }
      await storage.close()
      for _ in 1...5 {
        try await world.engine.work(off: ["memory-consolidation"])
        world.clock.advance(by: .seconds(3_600))
      }
      let job = try await world.engine.jobs.get("foreign", as: world.call)
      #expect(job.state == .discarded && job.failure == "The job does not say whose session it is.")
      #expect(try await Self.summaries(world).isEmpty && chat.requests.isEmpty)
    }
  }

  @Test func `No more are begun in a minute than may be`() async throws {
    try await Self.withWorld(SummaryPolicy(keptMessages: 1, pile: 100, perMinute: 2)) { world, chat in
      for number in 0..<4 {
        try await world.session("s\(number)", user: "u\(number)")
        try await world.say("One", "Two", in: "s\(number)")
        _ = try await world.engine.summaries.enqueue("s\(number)", as: world.call)
      }
      try await world.engine.work(off: ["memory-consolidation"])
      #expect(chat.requests.count == 2)
      world.clock.advance(by: .seconds(60))
      try await world.engine.work(off: ["memory-consolidation"])
      #expect(chat.requests.count == 4)
    }
  }
}
