import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// How embeddings are made: in the background, again when they fail, anew when the model changes.
@Suite struct EmbeddingTests {
  private static func find(_ world: World, _ text: String) async throws -> [String] {
    try await world.engine.recall(RecallQuery(text, user: "alice", mode: .meaning), as: world.call).hits.map(\.content)
  }

  private static func state(_ world: World) async throws -> MeaningState {
    try await world.engine.recall(RecallQuery("x", user: "alice"), as: world.call).meaning
  }

  @Test func `Without a model everything is found by its words, and nobody waits for nothing`() async throws {
    try await withWorld { world in
      try await world.session()
      try await world.say("a cello")
      let result = try await world.engine.recall(RecallQuery("cello", user: "alice"), as: world.call)
      #expect(result.hits.map(\.content) == ["a cello"])
      #expect(result.meaning == .unavailable)
      #expect(try await world.engine.jobs.list(as: world.call).elements == [])
      let codes = [
        await code { _ = try await Self.find(world, "cello") },
        await code {
          _ = try await world.engine.recall(RecallQuery("cello", user: "alice", threshold: 0.1), as: world.call)
        },
        await code {
          _ = try await world.engine.messages.append(
            [MessageDraft(role: .user, content: "a violin")], to: "s", wait: .embedded, as: world.call)
        },
      ]
      #expect(codes == Array(repeating: .embedderUnavailable, count: 3))
      #expect(try await world.engine.messages.list(session: "s", as: world.call).elements.count == 1)
    }
  }

  @Test func `A model that comes later embeds what there is, and all of it before it is searched`() async throws {
    let (folder, clock) = (try TemporaryFolder(), ManualClock())
    try await withWorld(in: folder, at: clock, Embedders()) { world in
      try await world.session()
      try await world.say((0..<600).map { number in number % 2 == 0 ? "cello \(number)" : "tea \(number)" })
      try await world.remember("a violin")
    }
    try await withWorld(in: folder, at: clock, Embedders(ScriptedEmbedder(MeaningTests.groups))) { world in
      #expect(try await Self.state(world) == .building)
      #expect(await code { _ = try await Self.find(world, "instrument") } == .embedderUnavailable)
      #expect(try await world.engine.jobs.list(queue: "re-embedding", as: world.call).elements.count == 1)
      // What is said meanwhile is embedded, too.
      try await world.say("a new violin")
      try await world.engine.embeddings.finish()
      #expect(try await Self.state(world) == .searched)
      let found = try await world.engine.recall(
        RecallQuery("instrument", user: "alice", limit: 1_000, mode: .meaning), as: world.call)
      #expect(found.hits.count == 302)
    }
  }

  @Test func `Another model takes over once it knows everything; until then the old one goes on`() async throws {
    let (folder, clock) = (try TemporaryFolder(), ManualClock())
    let old = ScriptedEmbedder(MeaningTests.groups, name: "old")
    let new = ScriptedEmbedder([["cello", "furniture"], ["tea"]], name: "new", dimension: 5)
    try await withWorld(in: folder, at: clock, Embedders(old)) { world in
      try await world.session()
      try await world.say((0..<300).map { number in "cello \(number)" })
      try await world.engine.embeddings.finish()
      #expect(try await Self.find(world, "instrument").count == 10)
    }
    try await withWorld(in: folder, at: clock, Embedders(new, others: [old])) { world in
      #expect(try await Self.find(world, "instrument").count == 10)
      #expect(try await Self.find(world, "furniture") == [])
      try await world.say("one more cello")
      let first = try #require(try await world.engine.jobs.list(queue: "re-embedding", as: world.call).elements.first)
      #expect(first.state == .waiting)
    }
    try await withWorld(in: folder, at: clock, Embedders(new, others: [old])) { world in
      try await world.engine.embeddings.finish()
      #expect(try await Self.find(world, "furniture").count == 10)
      #expect(try await Self.find(world, "instrument") == [])
      let finished = try await world.engine.jobs.list(queue: "re-embedding", state: .completed, as: world.call)
      #expect(finished.elements.count >= 3)
      #expect(new.embedded.filter { $0 == "one more cello" }.count >= 1)
      // The old vectors are gone: only the new model is asked from now on.
      let asked = old.embedded.count
      try await world.say("yet another cello")
      try await world.engine.embeddings.finish()
      #expect(old.embedded.count == asked)
    }
    // Without the old model's files the new one is all there is.
    try await withWorld(in: folder, at: clock, Embedders(new)) { world throws in
      #expect(try await Self.state(world) == .searched)
    }
    try await withWorld(in: folder, at: clock, Embedders(old)) { world in
      // What is live is the other's.
      #expect(try await Self.state(world) == .unavailable)
      try await world.engine.embeddings.finish()
      #expect(try await Self.find(world, "instrument").count == 10)
    }
  }

  @Test func `Another dimension under the same name is refused at once`() async throws {
    let (folder, clock) = (try TemporaryFolder(), ManualClock())
    try await withWorld(in: folder, at: clock, Embedders(ScriptedEmbedder(MeaningTests.groups))) { world in
      try await world.session()
      try await world.say("cello")
    }
    let other = ScriptedEmbedder(MeaningTests.groups, dimension: 9)
    let error = await #expect(throws: ScrubjayError.self) {
      try await withWorld(in: folder, at: clock, Embedders(other)) { _ in }
    }
    #expect(error?.code == .dimensionMismatch)
    #expect(error?.message.contains("8") == true && error?.message.contains("9") == true)
  }

  @Test func `A tenant that is made later has the model`() async throws {
    try await withWorld(Embedders(ScriptedEmbedder(MeaningTests.groups))) { world in
      let stranger = try await world.stranger()
      _ = try await world.engine.messages.store(
        MessageDraft(role: .user, content: "a cello"), user: "alice", app: "planner", wait: .embedded, as: stranger)
      let found = try await world.engine.recall(RecallQuery("instrument", user: "alice"), as: stranger).hits
      #expect(found.map(\.content) == ["a cello"])
    }
  }

  @Test func `What fails is tried again, later each time, and then given up with the reason`() async throws {
    let embedder = ScriptedEmbedder(MeaningTests.groups)
    try await withWorld(Embedders(embedder)) { world in
      try await world.session()
      embedder.refuse("cello")
      try await world.say("a cello")
      try await world.say("a violin")
      var pauses: [Duration] = []
      for attempt in 1...12 {
        try await world.engine.embeddings.finish()
        // One message keeps no other from being embedded.
        #expect(try await Self.find(world, "instrument") == ["a violin"])
        let job = try #require(try await world.engine.jobs.list(as: world.call).elements.first)
        #expect(job.attempts == attempt)
        #expect(job.failure == "The embedder does not take this word.")
        #expect(job.state == (attempt < 12 ? .waiting : .discarded))
        if attempt < 12 {
          pauses.append(.microseconds(job.runAt.microseconds - world.clock.now().microseconds))
          // Too early, nothing happens.
          try await world.engine.embeddings.finish()
          #expect(try await world.engine.jobs.get(job.id, as: world.call) == job)
          world.clock.move(to: job.runAt)
        }
      }
      for (index, pause) in pauses.enumerated() {
        let least = min(Duration.seconds(1 << index), .seconds(600))
        #expect(pause >= least && pause <= least * 1.5)
      }
      embedder.refuse(nil)
      let job = try #require(try await world.engine.jobs.list(state: .discarded, as: world.call).elements.first)
      #expect(try await world.engine.jobs.retry(job.id, as: world.call).state == .waiting)
      try await world.engine.embeddings.finish()
      #expect(Set(try await Self.find(world, "instrument")) == ["a violin", "a cello"])
      #expect(await code { _ = try await world.engine.jobs.retry(job.id, as: world.call) } == .jobNotFound)
    }
  }

  @Test func `A job whose worker is gone is done by another once the lease is over, and its result counts once`()
    async throws
  {
    let (folder, clock) = (try TemporaryFolder(), ManualClock())
    let stuck = ScriptedEmbedder(MeaningTests.groups)
    try await withWorld(in: folder, at: clock, Embedders(stuck)) { world in
      try await world.session()
      try await world.say("a cello")
      stuck.hold()
      async let first: Void = world.engine.embeddings.finish()
      try await eventually { try await !world.engine.jobs.list(state: .running, as: world.call).elements.isEmpty }
      let held = try #require(try await world.engine.jobs.list(as: world.call).elements.first)
      #expect(await code { _ = try await world.engine.jobs.retry(held.id, as: world.call) } == .jobNotRetryable)
      // The same worker's second loop stands for another process: nothing is due before the lease is over.
      try await world.engine.embeddings.finish()
      #expect(try await world.engine.jobs.get(held.id, as: world.call).attempts == 1)
      // The first worker may extend its lease at any moment, as it is still there.
      let second = Task {
        while try await world.engine.jobs.get(held.id, as: world.call).attempts == 1 {
          clock.advance(by: .seconds(61))
          try await world.engine.embeddings.finish()
        }
      }
      try await eventually { try await world.engine.jobs.get(held.id, as: world.call).attempts != 1 }
      stuck.release()
      try await first
      _ = await second.result
      #expect(try await Self.find(world, "instrument") == ["a cello"])
      #expect(try await world.engine.jobs.list(as: world.call).elements == [])
    }
  }

  @Test func `What someone waits for is embedded before the backlog, even where a worker has begun that`() async throws
  {
    let embedder = ScriptedEmbedder(MeaningTests.groups)
    try await withWorld(Embedders(embedder)) { world in
      try await world.session()
      for number in 0..<20 { try await world.say("tea \(number)") }
      // Two that are in the backlog already, and will be waited for later.
      let retried = Call(access: .local, idempotency: Idempotency(key: "k", fingerprint: "f"))
      let draft = MemoryDraft(namespace: try Namespace("user:alice"), content: "a violin")
      _ = try await world.engine.memories.add(draft, as: retried)
      let document = DocumentDraft(namespace: try Namespace("user:alice"), path: "a.md", content: "a wage")
      _ = try await world.engine.documents.put(document, as: world.call)
      // Workers have begun all of it, and do not go on.
      embedder.hold()
      async let backlog: Void = world.engine.embeddings.finish()
      async let others: Void = world.engine.embeddings.finish()
      async let more: Void = world.engine.embeddings.finish()
      try await eventually {
        try await world.engine.jobs.list(state: .waiting, as: world.call).elements.isEmpty
      }
      let message = MessageDraft(role: .user, content: "a cello")
      _ = try await world.engine.messages.append([message], to: "s", wait: .embedded, as: world.call)
      #expect(try await Self.find(world, "instrument") == ["a cello"])
      _ = try await world.engine.memories.add(draft, wait: .embedded, as: retried)
      #expect(Set(try await Self.find(world, "instrument")) == ["a cello", "a violin"])
      let stored = try await world.engine.documents.put(document, wait: .embedded, as: world.call)
      #expect(stored.status == .synced)
      #expect(try await Self.find(world, "pay") == ["a wage"])
      #expect(try await Self.find(world, "drink") == [])
      // The backlog is none the worse for it, and what was done twice is there once.
      #expect(try await world.engine.jobs.list(state: .running, as: world.call).elements.count == 22)
      embedder.release()
      try await backlog
      try await others
      try await more
      #expect(try await Self.find(world, "drink").count == 10)
      #expect(Set(try await Self.find(world, "instrument")) == ["a cello", "a violin"])
      #expect(try await world.engine.jobs.list(as: world.call).elements == [])
    }
  }

  @Test func `Work in the background goes on until it is told to stop, and is given back then`() async throws {
    let embedder = ScriptedEmbedder(MeaningTests.groups)
    try await withWorld(Embedders(embedder)) { world in
      try await world.session()
      let background = Task { await world.engine.run() }
      try await world.say("a cello")
      try await eventually { try await !Self.find(world, "instrument").isEmpty }
      embedder.hold()
      try await world.say("a violin")
      try await eventually { try await !world.engine.jobs.list(state: .running, as: world.call).elements.isEmpty }
      background.cancel()
      embedder.release()
      await background.value
      let left = try await world.engine.jobs.list(as: world.call).elements
      #expect(left.map(\.state) == [.waiting])
      #expect(left.map(\.attempts) == [0])
    }
  }

  @Test func `Jobs are for those who look after them`() async throws {
    try await withWorld { world in
      let reader = try world.call("read:*", "write:*")
      let codes = [
        await code { _ = try await world.engine.jobs.list(as: reader) },
        await code { _ = try await world.engine.jobs.get("j", as: reader) },
        await code { _ = try await world.engine.jobs.retry("j", as: reader) },
      ]
      #expect(codes == Array(repeating: .missingGrant, count: 3))
      #expect(await code { _ = try await world.engine.jobs.get("j", as: world.call) } == .jobNotFound)
    }
  }
}
