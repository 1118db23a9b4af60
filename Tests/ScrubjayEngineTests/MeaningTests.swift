import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// Recall by meaning, with meanings that the test lays down.
@Suite struct MeaningTests {
  static let groups = [
    ["cello", "instrument", "violin"], ["lift", "elevator"], ["salary", "pay", "wage"], ["tea", "drink"],
  ]

  private static func withMeaning(_ body: (World, ScriptedEmbedder) async throws -> Void) async throws {
    let embedder = ScriptedEmbedder(groups)
    try await withWorld(Embedders(embedder)) { world in try await body(world, embedder) }
  }

  private static func find(_ world: World, _ query: RecallQuery) async throws -> [String] {
    try await world.engine.recall(query, as: world.call).hits.map(\.content)
  }

  private static func find(_ world: World, _ text: String, _ change: (inout RecallQuery) -> Void = { _ in })
    async throws -> [String]
  {
    var query = RecallQuery(text, user: "alice")
    change(&query)
    return try await find(world, query)
  }

  @Test func `What shares no word with the question is found once it is embedded`() async throws {
    try await Self.withMeaning { world, _ in
      try await world.session()
      try await world.say("She took her cello to Bergen", "The lift is broken")
      try await world.remember("Earns a decent wage")
      #expect(try await Self.find(world, "Which instrument?") == [])
      #expect(try await world.engine.embeddings.backlog() > 0)
      try await world.engine.embeddings.finish()
      #expect(try await world.engine.embeddings.backlog() == 0)
      #expect(try await Self.find(world, "Which instrument?") == ["She took her cello to Bergen"])
      #expect(try await Self.find(world, "elevator?") == ["The lift is broken"])
      #expect(try await Self.find(world, "What salary?") == ["Earns a decent wage"])
      let result = try await world.engine.recall(RecallQuery("elevator", user: "alice"), as: world.call)
      #expect(result.meaning == .searched)
      // What is done leaves no job behind.
      #expect(try await world.engine.jobs.list(as: world.call).elements == [])
    }
  }

  @Test func `A writer may wait until its words can be found by what they mean`() async throws {
    try await Self.withMeaning { world, _ in
      try await world.session()
      let message = MessageDraft(role: .user, content: "She took her cello to Bergen")
      _ = try await world.engine.messages.append([message], to: "s", wait: .embedded, as: world.call)
      #expect(try await Self.find(world, "instrument") == ["She took her cello to Bergen"])
      let draft = MemoryDraft(namespace: try Namespace("user:alice"), key: "pay", content: "A decent wage")
      let memory = try await world.engine.memories.add(draft, wait: .embedded, as: world.call)
      #expect(try await Self.find(world, "salary") == ["A decent wage"])
      _ = try await world.engine.memories.update(
        memory.id, MemoryPatch(content: "Rides the lift"), wait: .embedded, as: world.call)
      #expect(try await Self.find(world, "salary") == [])
      #expect(try await Self.find(world, "elevator") == ["Rides the lift"])
      let event = EventDraft(type: .message, actor: .user, content: .text("Drinks tea"))
      _ = try await world.engine.events.append([event], to: "s", wait: .embedded, as: world.call)
      #expect(try await Self.find(world, "drink") == ["Drinks tea"])
    }
  }

  @Test func `A retried write that waits does not store twice, and waits`() async throws {
    try await Self.withMeaning { world, embedder in
      let call = Call(access: .local, idempotency: Idempotency(key: "k", fingerprint: "f"))
      let draft = MemoryDraft(namespace: try Namespace("user:alice"), content: "A decent wage")
      embedder.fail(1)
      #expect(
        await code { _ = try await world.engine.memories.add(draft, wait: .embedded, as: call) } == .notEmbeddedYet)
      #expect(try await Self.find(world, "salary") == [])
      world.clock.advance(by: .seconds(5))
      try await world.engine.embeddings.finish()
      _ = try await world.engine.memories.add(draft, wait: .embedded, as: call)
      #expect(try await Self.find(world, "salary") == ["A decent wage"])
    }
  }

  @Test func `What is deleted, changed, expired or no longer holds is not found by what it meant`() async throws {
    try await Self.withMeaning { world, _ in
      try await world.session()
      try await world.say("She took her cello to Bergen")
      let deleted = try await world.remember("a violin")
      let changed = try await world.remember("an old violin")
      let now = world.clock.now()
      try await world.remember("a violin for a while") { $0.expiresAt = now.advanced(by: .seconds(60)) }
      try await world.remember("a violin once") { $0.validUntil = now.advanced(by: .seconds(60)) }
      try await world.engine.embeddings.finish()
      #expect(try await Self.find(world, "instrument").count == 5)
      // A change of something else leaves it found.
      _ = try await world.engine.memories.update(changed.id, MemoryPatch(importance: 9), as: world.call)
      #expect(try await Self.find(world, "instrument").count == 5)
      try await world.engine.memories.delete(deleted.id, as: world.call)
      _ = try await world.engine.memories.update(changed.id, MemoryPatch(content: "a bicycle"), as: world.call)
      // It is not found by its old meaning even while the new one is not there yet.
      #expect(try await Self.find(world, "instrument").count == 3)
      world.clock.advance(by: .seconds(61))
      #expect(try await Self.find(world, "instrument") == ["She took her cello to Bergen"])
      #expect(
        try await Self.find(world, "instrument") { $0.validAt = now } == [
          "a violin once", "She took her cello to Bergen",
        ])
      try await world.engine.sessions.delete("s", as: world.call)
      try await world.engine.embeddings.finish()
      #expect(try await Self.find(world, "instrument") == [])
    }
  }

  @Test func `What is deleted while it is being embedded does not come back`() async throws {
    try await Self.withMeaning { world, embedder in
      try await world.session()
      try await world.say("cello")
      let memory = try await world.remember("violin")
      let changed = try await world.remember("an instrument", key: "k")
      embedder.hold()
      async let embedding: Void = world.engine.embeddings.finish()
      try await eventually { try await !world.engine.jobs.list(state: .running, as: world.call).elements.isEmpty }
      try await world.engine.memories.delete(memory.id, as: world.call)
      _ = try await world.engine.memories.update(changed.id, MemoryPatch(content: "tea"), as: world.call)
      try await world.engine.sessions.delete("s", as: world.call)
      embedder.release()
      try await embedding
      #expect(try await Self.find(world, "instrument cello violin") == [])
      #expect(try await Self.find(world, "drink") == ["tea"])
    }
  }

  @Test func `The threshold is a cosine; what nothing reaches finds nothing`() async throws {
    try await Self.withMeaning { world, _ in
      try await world.session()
      try await world.say("cello", "cello and tea", "cello and tea and a lift", "tea")
      // By its words alone it would be found.
      #expect(try await Self.find(world, "cello") { $0.threshold = 0.5 } == [])
      try await world.engine.embeddings.finish()
      // Their cosines are 1, 1/√2, 1/√3 and 0.
      func found(_ threshold: Double) async throws -> Set<String> {
        Set(try await Self.find(world, "cello") { $0.threshold = threshold })
      }
      #expect(try await found(0.999) == ["cello"])
      #expect(try await found(0.7) == ["cello", "cello and tea"])
      #expect(try await found(0.57) == ["cello", "cello and tea", "cello and tea and a lift"])
      #expect(try await Self.find(world, "salary") { $0.threshold = 0.75 } == [])
      #expect(try await Self.find(world, "cello") { ($0.threshold, $0.limit) = (0.5, 1) } == ["cello"])
      for threshold in [-1.1, 1.1, .nan] {
        #expect(await code { _ = try await Self.find(world, "cello") { $0.threshold = threshold } } == .invalidField)
      }
      let query = RecallQuery("cello", user: "alice", threshold: 0.5, mode: .words)
      #expect(await code { _ = try await Self.find(world, query) } == .invalidField)
    }
  }

  @Test func `Each arm can be asked alone, and the parts of an explanation sum up to the evidence`() async throws {
    try await Self.withMeaning { world, _ in
      try await world.session()
      try await world.say("The cello is in Bergen", "a violin", "Bergen is far", "the lift in Bergen")
      try await world.engine.embeddings.finish()
      let query = "Is the instrument in Bergen?"
      #expect(
        Set(try await Self.find(world, query) { $0.mode = .words }) == [
          "The cello is in Bergen", "Bergen is far", "the lift in Bergen",
        ])
      #expect(Set(try await Self.find(world, query) { $0.mode = .meaning }) == ["The cello is in Bergen", "a violin"])
      let result = try await world.engine.recall(RecallQuery(query, user: "alice", explains: true), as: world.call)
      #expect(result.hits.first?.content == "The cello is in Bergen")
      #expect(result.hits.count == 4)
      for hit in result.hits {
        let why = try #require(hit.why)
        #expect(abs(why.features.reduce(0) { $0 + $1.share } - why.evidence) < 1e-9)
        #expect((0...1).contains(hit.score))
      }
      let best = try #require(result.hits.first?.why)
      #expect(best.words.map(\.word) == ["Bergen"])
      #expect(abs((best.cosine ?? 0) - 1) < 1e-5)
      let words = try await world.engine.recall(RecallQuery(query, user: "alice", mode: .words), as: world.call)
      #expect(words.meaning == .unasked)
    }
  }

  @Test func `A long text is found by any of its parts`() async throws {
    try await Self.withMeaning { world, _ in
      try await world.session()
      try await world.say("the tea¶the lift¶the cello", "the cello, the tea and the lift")
      try await world.engine.embeddings.finish()
      let result = try await world.engine.recall(
        RecallQuery("instrument", user: "alice", mode: .meaning, explains: true), as: world.call)
      let cosines = result.hits.compactMap { $0.why?.cosine }
      #expect(cosines.count == 2 && abs(cosines[0] - 1) < 1e-5 && abs(cosines[1] - 0.57735) < 1e-4, "\(cosines)")
      #expect(result.hits.first?.content == "the tea¶the lift¶the cello")
    }
  }

  @Test func `Few messages of a session or a time are found among many others that mean the same`() async throws {
    try await Self.withMeaning { world, _ in
      try await world.session("crowd")
      for _ in 0..<3 {
        _ = try await world.engine.messages.append(
          (0..<300).map { _ in MessageDraft(role: .user, content: "cello instrument") }, to: "crowd", as: world.call)
      }
      world.clock.advance(by: .seconds(60))
      try await world.session("s")
      try await world.say("a cello, tea and a lift")
      let then = world.clock.now()
      world.clock.advance(by: .seconds(60))
      try await world.say("a violin, tea and a wage", in: "crowd")
      try await world.engine.embeddings.finish()
      #expect(try await Self.find(world, "instrument") { $0.session = "s" } == ["a cello, tea and a lift"])
      #expect(
        try await Self.find(world, "instrument") { ($0.since, $0.until) = (then, then) } == [
          "a cello, tea and a lift"
        ])
      // A filter that no index serves: the search goes on until it has found what passes.
      _ = try await world.engine.messages.append(
        [MessageDraft(role: .assistant, content: "tea and a lift and a violin")], to: "crowd", as: world.call)
      try await world.engine.embeddings.finish()
      #expect(try await Self.find(world, "instrument") { $0.role = .assistant } == ["tea and a lift and a violin"])
    }
  }

  @Test func `Nobody is shown what belongs to another user, app or tenant, however near it is`() async throws {
    try await Self.withMeaning { world, _ in
      try await world.session("s1")
      try await world.session("s2", app: "writer")
      try await world.session("s3", user: "bob")
      for session in ["s1", "s2", "s3"] { try await world.say("cello \(session)", in: session) }
      for namespace in ["user:alice", "user:alice:diary", "user:al", "user:bob", "app:planner", "org:acme"] {
        try await world.remember("violin \(namespace)", in: namespace)
      }
      let stranger = try await world.stranger()
      try await world.engine.embeddings.finish()
      let query = RecallQuery("instrument", user: "alice", app: "planner")
      #expect(
        Set(try await Self.find(world, query)) == [
          "cello s1", "violin user:alice", "violin user:alice:diary", "violin app:planner",
        ])
      let narrow = try world.call("read:user:alice:diary")
      let diary = RecallQuery("instrument", namespaces: [try NamespacePrefix("user:alice:diary")])
      #expect(try await world.engine.recall(diary, as: narrow).hits.map(\.content) == ["violin user:alice:diary"])
      let key = try world.call("read:user:alice", "read:app:writer")
      #expect(
        Set(try await world.engine.recall(RecallQuery("instrument", user: "alice"), as: key).hits.map(\.content)) == [
          "cello s2", "violin user:alice", "violin user:alice:diary",
        ])
      #expect(try await world.engine.recall(RecallQuery("instrument"), as: stranger).hits == [])
    }
  }
}
