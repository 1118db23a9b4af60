import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// Several memories in one request, all or none.
@Suite struct MemoryBatchTests {
  private static func draft(_ content: String, key: String? = nil, in namespace: String = "user:alice") throws
    -> MemoryDraft
  {
    MemoryDraft(namespace: try Namespace(namespace), key: key, content: content)
  }

  private static func error(_ world: World, _ drafts: [MemoryDraft], as call: Call? = nil) async -> ScrubjayError? {
    do {
      _ = try await world.engine.memories.add(drafts, as: call ?? world.call)
      return nil
    } catch { return error as? ScrubjayError }
  }

  @Test func `All are stored in one go, audited and found`() async throws {
    try await withWorld { world in
      let gone = try await world.remember("one", key: "k")
      try await world.engine.memories.delete(gone.id, as: world.call)
      let memories = try await world.engine.memories.add(
        [Self.draft("likes tea"), Self.draft("plays chess", key: "k"), Self.draft("is a team", in: "org:x")],
        as: world.call)
      #expect(memories.map(\.version) == [1, 2, 1])
      #expect(memories[1].id == gone.id)
      #expect(Set(memories.map(\.recordedAt)).count == 1)
      let hits = try await world.engine.recall(RecallQuery("tea or chess", user: "alice"), as: world.call).hits
      #expect(Set(hits.map(\.content)) == ["likes tea", "plays chess"])
      let audit = try await world.engine.audit.list(AuditFilter(action: .create), as: world.call).elements
      #expect(audit.prefix(3).map(\.memory) == memories.reversed().map(\.id))
    }
  }

  @Test func `What is wrong with one is named, and none is stored`() async throws {
    try await withWorld { world in
      try await world.remember("one", key: "taken")
      let good = try Self.draft("good")
      let exists = await Self.error(world, [good, try Self.draft("x", key: "taken")])
      #expect(exists?.code == .memoryExists)
      #expect(exists?.fields.map(\.field) == ["memories[1].key"])
      let twice = await Self.error(world, [try Self.draft("x", key: "k"), good, try Self.draft("y", key: "k")])
      #expect(twice?.code == .memoryExists)
      #expect(twice?.fields.map(\.field) == ["memories[2].key"])
      let empty = await Self.error(world, [good, good, try Self.draft(" ")])
      #expect(empty?.code == .invalidField)
      #expect(empty?.fields.map(\.field) == ["memories[2].content"])
      #expect(empty?.message.contains("'memories[2].content'") == true)
      let elsewhere = [good, try Self.draft("x", in: "org:x")]
      let forbidden = await Self.error(world, elsewhere, as: try world.call("write:user:alice"))
      #expect(forbidden?.code == .missingGrant)
      #expect(forbidden?.fields.map(\.field) == ["memories[1].namespace"])
      #expect(await Self.error(world, [])?.code == .invalidField)
      let tooMany = Array(repeating: good, count: Limits.memoriesPerRequest + 1)
      #expect(await Self.error(world, tooMany)?.fields.map(\.field) == ["memories"])
      #expect(try await world.engine.memories.list(MemoryFilter(), as: world.call).elements.map(\.key) == ["taken"])
    }
  }

  @Test func `A retry gets the same memories, and a writer may wait until all are found by meaning`() async throws {
    try await withWorld(Embedders(ScriptedEmbedder(MeaningTests.groups))) { world in
      let call = Call(access: .local, idempotency: Idempotency(key: "k", fingerprint: "f"))
      let drafts = [try Self.draft("Plays the violin"), try Self.draft("Rides the lift")]
      let memories = try await world.engine.memories.add(drafts, wait: .embedded, as: call)
      #expect(try await world.engine.memories.add(drafts, wait: .embedded, as: call) == memories)
      for (query, wanted) in [("instrument", "Plays the violin"), ("elevator", "Rides the lift")] {
        let hits = try await world.engine.recall(RecallQuery(query, user: "alice"), as: world.call).hits
        #expect(hits.map(\.content) == [wanted])
      }
    }
  }
}
