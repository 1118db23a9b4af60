import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// Recall of what was known at a time.
@Suite struct PastRecallTests {
  private static let embedders = Embedders(ScriptedEmbedder([["lives", "home"], ["tea", "drink"]]))

  private static func recall(
    _ world: World, _ query: String, asOf: Timestamp?, mode: RecallMode = .words, _ kinds: Set<ItemKind> = [.memory]
  ) async throws -> [String] {
    try await world.engine.recall(
      RecallQuery(query, user: "alice", kinds: kinds, asOf: asOf, mode: mode), as: world.call
    ).hits.map(\.content)
  }

  @Test(arguments: [RecallMode.words, .meaning, .both])
  func `A memory is recalled in the version that was current then, by words and by meaning`(mode: RecallMode)
    async throws
  {
    try await withWorld(Self.embedders) { world in
      let start = world.clock.now()
      world.clock.advance(by: .seconds(10))
      let memory = try await world.remember("Alice lives in Porto", key: "city")
      let porto = world.clock.now()
      world.clock.advance(by: .seconds(10))
      _ = try await world.engine.memories.update(
        memory.id, MemoryPatch(content: "Alice lives in Braga"), as: world.call)
      let braga = world.clock.now()
      world.clock.advance(by: .seconds(10))
      try await world.engine.memories.delete(memory.id, as: world.call)
      let gone = world.clock.now()
      world.clock.advance(by: .seconds(10))
      _ = try await world.engine.memories.restore(memory.id, as: world.call)
      _ = try await world.engine.memories.update(memory.id, MemoryPatch(content: "Alice lives in Faro"), as: world.call)
      try await world.engine.embeddings.finish()

      func recall(_ time: Timestamp?) async throws -> [String] {
        try await Self.recall(world, "lives home", asOf: time, mode: mode)
      }
      #expect(try await recall(start) == [])
      #expect(try await recall(porto) == ["Alice lives in Porto"])
      #expect(try await recall(braga) == ["Alice lives in Braga"])
      #expect(try await recall(gone) == [])
      #expect(try await recall(world.clock.now()) == ["Alice lives in Faro"])
      #expect(try await recall(nil) == ["Alice lives in Faro"])
    }
  }

  @Test func `What was stored later is not there: messages, memories, documents that changed`() async throws {
    try await withWorld { world in
      try await world.session()
      try await world.say("Tea at four")
      try await world.remember("Alice drinks tea")
      let document = DocumentDraft(namespace: Namespace(.user, "alice"), path: "tea.md", content: "Tea in the guide")
      _ = try await world.engine.documents.put(document, as: world.call)
      let then = world.clock.now()
      world.clock.advance(by: .seconds(1))
      try await world.say("Tea at five")
      try await world.remember("Alice drinks tea with milk")
      let all: Set<ItemKind> = [.message, .memory, .document]
      #expect(
        Set(try await Self.recall(world, "tea", asOf: then, all))
          == ["Tea at four", "Alice drinks tea", "Tea in the guide"])
      #expect(try await Self.recall(world, "tea", asOf: nil, all).count == 5)
      _ = try await world.engine.documents.put(
        DocumentDraft(namespace: document.namespace, path: "tea.md", content: "Tea, changed"), as: world.call)
      #expect(try await Self.recall(world, "tea", asOf: then, [.document]) == [])
    }
  }

  @Test func `Both times count: what was known then, and when it held`() async throws {
    try await withWorld { world in
      let now = world.clock.now()
      let memory = try await world.remember("Alice lives in Porto") {
        $0.validUntil = now.advanced(by: .seconds(100))
        $0.expiresAt = now.advanced(by: .seconds(50))
      }
      world.clock.advance(by: .seconds(10))
      _ = try await world.engine.memories.update(
        memory.id, MemoryPatch(content: "Alice lives in Braga", validUntil: .set(nil), expiresAt: .set(nil)),
        as: world.call)
      world.clock.advance(by: .seconds(1_000))
      func recall(asOf: Int, validAt: Int?) async throws -> [String] {
        try await world.engine.recall(
          RecallQuery(
            "lives", user: "alice", validAt: validAt.map { now.advanced(by: .seconds($0)) },
            asOf: now.advanced(by: .seconds(asOf))), as: world.call
        ).hits.map(\.content)
      }
      #expect(try await recall(asOf: 5, validAt: nil) == ["Alice lives in Porto"])
      #expect(try await recall(asOf: 5, validAt: 99) == ["Alice lives in Porto"])
      #expect(try await recall(asOf: 5, validAt: 100) == [])
      #expect(try await recall(asOf: 20, validAt: 100) == ["Alice lives in Braga"])
    }
  }

  @Test
  func `What was redacted or purged is not in the past either, and a namespace that may not be read is not shown`()
    async throws
  {
    try await withWorld(Self.embedders) { world in
      let memory = try await world.remember("Tea is the secret drink", key: "tea")
      let other = try await world.remember("Tea is the open drink", in: "user:alice:open")
      let then = world.clock.now()
      world.clock.advance(by: .seconds(1))
      for id in [memory.id, other.id] {
        _ = try await world.engine.memories.update(id, MemoryPatch(content: "Milk"), as: world.call)
      }
      try await world.engine.embeddings.finish()
      #expect(try await Self.recall(world, "tea drink", asOf: then, mode: .both).count == 2)
      let reader = try world.call("read:user:alice:open")
      let readable = try await world.engine.recall(
        RecallQuery("tea", namespaces: [NamespacePrefix("user:alice:open")], asOf: then), as: reader)
      #expect(readable.hits.map(\.content) == ["Tea is the open drink"])
      _ = try await world.engine.memories.redact(memory.id, 1, as: world.call)
      #expect(try await Self.recall(world, "tea drink", asOf: then, mode: .both) == ["Tea is the open drink"])
      _ = try await world.engine.memories.purge(other.id, as: world.call)
      #expect(try await Self.recall(world, "tea drink", asOf: then, mode: .both) == [])
    }
  }

  @Test func `Evicted and expired memories are found in the past`() async throws {
    try await withWorld(capacity: MemoryCapacity(user: 1)) { world in
      try await world.remember("Alice drinks tea") { $0.importance = 1 }
      let then = world.clock.now()
      world.clock.advance(by: .seconds(1))
      try await world.remember("Alice paints") {
        $0.importance = 9
        $0.expiresAt = world.clock.now().advanced(by: .seconds(5))
      }
      #expect(try await Self.recall(world, "drinks tea", asOf: nil) == [])
      #expect(try await Self.recall(world, "drinks tea", asOf: then) == ["Alice drinks tea"])
      let painting = world.clock.now()
      world.clock.advance(by: .seconds(60))
      try await world.engine.sweepExpired()
      #expect(try await Self.recall(world, "paints", asOf: nil) == [])
      #expect(try await Self.recall(world, "paints", asOf: painting) == ["Alice paints"])
    }
  }

  @Test func `The index made anew, and another model, know the past`() async throws {
    try await withWorld(Self.embedders) { world in
      let memory = try await world.remember("Alice lives in Porto")
      let then = world.clock.now()
      world.clock.advance(by: .seconds(1))
      _ = try await world.engine.memories.update(memory.id, MemoryPatch(content: "Gone"), as: world.call)
      try await world.engine.memories.delete(memory.id, as: world.call)
      try await world.engine.embeddings.finish()
      try await world.engine.wordIndex.rebuild { _ in }
      try await world.engine.embeddings.complete()
      try await world.engine.embeddings.finish()
      for mode in [RecallMode.words, .meaning] {
        #expect(try await Self.recall(world, "lives", asOf: then, mode: mode) == ["Alice lives in Porto"])
      }
    }
  }
}
