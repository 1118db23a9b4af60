import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// Earlier versions that come back: by a restore, and by a rollback.
@Suite struct MemoryReturnTests {
  private static func recall(_ world: World, _ text: String) async throws -> [String] {
    try await world.engine.recall(RecallQuery(text, user: "alice"), as: world.call).hits.map(\.content)
  }

  @Test func `A deleted memory comes back as it was, as a version of its own, and is found again`() async throws {
    try await withWorld { world in
      let first = try await world.remember("likes tea", key: "drink") {
        $0.value = JSONText(stored: #"{"b":1.0}"#)
        $0.category = "taste"
        $0.importance = 9
        $0.type = .procedural
        $0.metadata = JSONText(stored: #"{"x":1.50}"#)
        $0.validFrom = Timestamp(seconds: 1)
        $0.sources = [MemorySource(session: "s", event: "e")]
      }
      try await world.engine.memories.delete(first.id, as: world.call)
      #expect(try await Self.recall(world, "tea") == [])
      world.clock.advance(by: .seconds(10))
      let restored = try await world.engine.memories.restore(
        first.id, as: Call(access: .local, actor: "agent:other"))
      #expect(restored.version == 2)
      #expect(restored.origin == .restore(1))
      #expect(restored.updatedBy == "agent:other")
      #expect(restored.deletedAt == nil)
      #expect(MemoryContents(restored) == MemoryContents(first))
      #expect(try await world.engine.memories.get(first.id, as: world.call) == restored)
      #expect(try await Self.recall(world, "tea") == ["likes tea"])
      let history = try await world.engine.memories.history(of: first.id, as: world.call).elements
      #expect(history.map(\.origin) == [.create, .restore(1)])
      let audit = try await world.engine.audit.list(AuditFilter(memory: first.id), as: world.call).elements
      #expect(audit.map(\.action) == [.restore, .delete, .create])
      #expect(audit[0].version == 2)
    }
  }

  @Test func `Only what is not there can be restored, and only at the expected version`() async throws {
    try await withWorld { world in
      let memory = try await world.remember("one")
      #expect(
        await code { _ = try await world.engine.memories.restore(memory.id, as: world.call) } == .memoryNotDeleted)
      #expect(await code { _ = try await world.engine.memories.restore("none", as: world.call) } == .memoryNotFound)
      try await world.engine.memories.delete(memory.id, as: world.call)
      #expect(
        await code { _ = try await world.engine.memories.restore(memory.id, version: 2, as: world.call) } == .stale)
      #expect(try await world.engine.memories.restore(memory.id, version: 1, as: world.call).version == 2)
    }
  }

  @Test func `An expired memory comes back without the time that is over`() async throws {
    try await withWorld { world in
      let memory = try await world.remember("tea", key: "k") {
        $0.expiresAt = world.clock.now().advanced(by: .seconds(5))
      }
      world.clock.advance(by: .seconds(5))
      let restored = try await world.engine.memories.restore(memory.id, as: world.call)
      #expect(restored.expiresAt == nil)
      #expect(try await Self.recall(world, "tea") == ["tea"])
    }
  }

  @Test func `A memory goes back to any of its versions by a version that says the same`() async throws {
    try await withWorld { world in
      let first = try await world.remember("likes tea", key: "drink") { $0.category = "taste" }
      let patch = MemoryPatch(content: "likes coffee", importance: 8, category: .set(nil))
      _ = try await world.engine.memories.update(first.id, patch, as: world.call)
      #expect(
        await code { _ = try await world.engine.memories.rollback(first.id, to: 1, version: 1, as: world.call) }
          == .stale)
      let third = try await world.engine.memories.rollback(first.id, to: 1, version: 2, as: world.call)
      #expect(third.version == 3)
      #expect(third.origin == .rollback(to: 1))
      #expect(MemoryContents(third) == MemoryContents(first))
      #expect(try await Self.recall(world, "tea coffee") == ["likes tea"])
      let history = try await world.engine.memories.history(of: first.id, as: world.call).elements
      #expect(history.map(\.content) == ["likes tea", "likes coffee", "likes tea"])
      #expect(history.map(\.origin) == [.create, .update, .rollback(to: 1)])
      let last = try await world.engine.audit.list(AuditFilter(memory: first.id), as: world.call).elements[0]
      #expect(last.action == .rollback)
      #expect(last.details.text == #"{"to":1}"#)
      for version in [0, 4] {
        #expect(
          await code { _ = try await world.engine.memories.rollback(first.id, to: version, as: world.call) }
            == .versionNotFound)
      }
      try await world.engine.memories.delete(first.id, as: world.call)
      #expect(
        await code { _ = try await world.engine.memories.rollback(first.id, to: 1, as: world.call) } == .memoryNotFound)
    }
  }

  @Test func `What comes back is found by its meaning, and what it takes the place of is not`() async throws {
    try await withWorld(Embedders(ScriptedEmbedder(MeaningTests.groups))) { world in
      let memory = try await world.remember("Plays the violin")
      _ = try await world.engine.memories.update(memory.id, MemoryPatch(content: "Rides the lift"), as: world.call)
      try await world.engine.embeddings.finish()
      _ = try await world.engine.memories.rollback(memory.id, to: 1, wait: .embedded, as: world.call)
      #expect(try await Self.recall(world, "elevator") == [])
      #expect(try await Self.recall(world, "instrument") == ["Plays the violin"])
      try await world.engine.memories.delete(memory.id, as: world.call)
      #expect(try await Self.recall(world, "instrument") == [])
      _ = try await world.engine.memories.restore(memory.id, wait: .embedded, as: world.call)
      #expect(try await Self.recall(world, "instrument") == ["Plays the violin"])
    }
  }

  @Test func `A retry restores once`() async throws {
    try await withWorld { world in
      let memory = try await world.remember("one")
      try await world.engine.memories.delete(memory.id, as: world.call)
      let call = Call(access: .local, idempotency: Idempotency(key: "k", fingerprint: "f"))
      let restored = try await world.engine.memories.restore(memory.id, as: call)
      #expect(try await world.engine.memories.restore(memory.id, as: call) == restored)
      #expect(try await world.engine.memories.get(memory.id, as: world.call).version == 2)
    }
  }
}

/// What a version says, whenever and however it came to be.
struct MemoryContents: Hashable {
  private let parts: [String?]
  private let sources: [MemorySource]

  init(_ memory: Memory) {
    parts = [
      memory.type.rawValue, memory.content, memory.value?.text, "\(memory.importance)", memory.category,
      memory.metadata.text, memory.validFrom?.description, memory.validUntil?.description,
    ]
    sources = memory.sources
  }
}
