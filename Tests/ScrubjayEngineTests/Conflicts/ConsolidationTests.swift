import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

@Suite struct ConsolidationTests {
  private static let alice = Namespace(.user, "alice")

  private static func contents(_ world: World, validAt time: Timestamp? = nil) async throws -> Set<String> {
    let filter = MemoryFilter(namespaces: [NamespacePrefix(alice)], validAt: time)
    return Set(try await world.engine.memories.list(filter, as: world.call).elements.map(\.content))
  }

  private static func move(_ world: World) async throws -> (old: Memory, new: Memory) {
    let old = try await world.remember("Ana lives in Porto.", key: "home")
    world.clock.advance(by: .seconds(60))
    let new = try await world.remember("Ana lives in Lisbon.", key: "address")
    world.clock.advance(by: .seconds(60))
    return (old, new)
  }

  @Test func `The newest holds, and the validity of what it contradicts ends where its begins`() async throws {
    try await withWorld { world in
      try await world.remember("Ana likes tea.")
      let (old, new) = try await Self.move(world)
      let report = try await world.engine.consolidations.consolidate(Self.alice, as: world.call)
      #expect(report.compared == 3 && report.resolved == 1 && report.flagged == 0)
      #expect(report.groups.map(\.reason) == [.value])
      #expect(report.groups.first?.memories.map(\.id) == [new.id, old.id])
      let ended = try await world.engine.memories.get(old.id, as: world.call)
      #expect(ended.version == 2 && ended.content == old.content && ended.validUntil == new.recordedAt)
      #expect(ended.origin == .superseded(by: new.id, version: 1))
      #expect(try await world.engine.memories.get(new.id, as: world.call) == new)
      let audit = try await world.engine.audit.list(AuditFilter(action: .consolidate), as: world.call).elements
      #expect(audit.map(\.memory) == [old.id])
      #expect(audit.first?.details.json["superseded_by"] == .string(new.id))
      // What does not hold any more is neither listed nor recalled, unless the time is asked for at which it did.
      #expect(try await Self.contents(world) == ["Ana likes tea.", "Ana lives in Lisbon."])
      #expect(
        try await Self.contents(world, validAt: old.recordedAt) == [
          "Ana likes tea.", "Ana lives in Porto.", "Ana lives in Lisbon.",
        ])
      let recalled = try await world.engine.recall(RecallQuery("Where does Ana live?", user: "alice"), as: world.call)
      #expect(!recalled.hits.map(\.content).contains(old.content))
      var before = RecallQuery("Where does Ana live?", user: "alice")
      before.validAt = old.recordedAt
      #expect(try await world.engine.recall(before, as: world.call).hits.map(\.content).contains(old.content))
      // Once resolved it is no conflict any more.
      #expect(try await world.engine.consolidations.consolidate(Self.alice, as: world.call).groups.isEmpty)
    }
  }

  @Test func `A list shows what is not valid when asked to, and what was valid then as of a time`() async throws {
    try await withWorld { world in
      let (old, _) = try await Self.move(world)
      let before = world.clock.now()
      world.clock.advance(by: .seconds(60))
      _ = try await world.engine.consolidations.consolidate(Self.alice, as: world.call)
      let filter = MemoryFilter(namespaces: [NamespacePrefix(Self.alice)])
      #expect(try await world.engine.memories.list(filter, includesInvalid: true, as: world.call).elements.count == 2)
      var earlier = filter
      earlier.asOf = before
      #expect(try await world.engine.memories.list(earlier, as: world.call).elements.count == 2)
      #expect(try await world.engine.memories.get(old.id, version: 1, as: world.call).validUntil == nil)
    }
  }

  @Test func `Since when a memory says that it holds counts more than when it was recorded`() async throws {
    try await withWorld { world in
      let since = world.clock.now().advanced(by: .seconds(-1_000_000))
      let now = try await world.remember("Ana lives in Lisbon.") {
        $0.validFrom = since.advanced(by: .seconds(500_000))
      }
      world.clock.advance(by: .seconds(60))
      let late = try await world.remember("Ana lives in Porto.") { $0.validFrom = since }
      let report = try await world.engine.consolidations.consolidate(Self.alice, as: world.call)
      #expect(report.groups.first?.memories.map(\.id) == [now.id, late.id])
      #expect(try await world.engine.memories.get(late.id, as: world.call).validUntil == now.validFrom)
    }
  }

  @Test func `A dry run says the same and changes nothing`() async throws {
    try await withWorld { world in
      let (old, _) = try await Self.move(world)
      for strategy in [ConsolidationStrategy.lastWrite, .review] {
        let dry = try await world.engine.consolidations.consolidate(
          Self.alice, strategy: strategy, isDryRun: true, as: world.call)
        #expect(dry.isDryRun && dry.id == nil && dry.groups.count == 1 && dry.groups.first?.conflict == nil)
        #expect(dry.resolved == (strategy == .review ? 0 : 1))
      }
      #expect(try await world.engine.memories.get(old.id, as: world.call) == old)
      #expect(try await world.engine.conflicts.list([], as: world.call).elements.isEmpty)
      #expect(try await world.engine.consolidations.list([], as: world.call).elements.isEmpty)
    }
  }

  @Test func `Without a language model its strategy is refused, and says what there is instead`() async throws {
    try await withWorld { world in
      let error = await #expect(throws: ScrubjayError.self) {
        try await world.engine.consolidations.consolidate(Self.alice, strategy: .llm, as: world.call)
      }
      #expect(error?.code == .llmUnavailable && error?.message.contains("last_write") == true)
    }
  }

  @Test func `A memory that says other things too waits for someone to decide`() async throws {
    try await withWorld { world in
      let old = try await world.remember("Ana lives in Porto. She likes tea.")
      world.clock.advance(by: .seconds(1))
      try await world.remember("Ana lives in Lisbon.")
      let report = try await world.engine.consolidations.consolidate(Self.alice, as: world.call)
      #expect(report.resolved == 0 && report.flagged == 1 && report.id == nil)
      #expect(try await world.engine.memories.get(old.id, as: world.call) == old)
      #expect(report.groups.first?.conflict != nil)
    }
  }

  @Test func `Duplicates, what happened, what has expired or ended, and other namespaces are let alone`() async throws {
    try await withWorld { world in
      try await world.remember("Ana lives in Porto.")
      try await world.remember("ana lives  in porto")
      try await world.remember("Ana lives in Faro.") { $0.type = .episodic }
      try await world.remember("Ana lives in Braga.") { $0.expiresAt = world.clock.now().advanced(by: .seconds(1)) }
      try await world.remember("Ana lives in Evora.") { $0.validUntil = world.clock.now() }
      try await world.remember("Ana lives in Lisbon.", in: "user:bob")
      try await world.remember("Ana lives in Sintra.", in: "user:alice2")
      world.clock.advance(by: .seconds(1))
      let report = try await world.engine.consolidations.consolidate(Self.alice, as: world.call)
      #expect(report.compared == 2 && report.groups.isEmpty && report.id == nil)
    }
  }

  @Test func `Undoing puts back what has not been changed since, once`() async throws {
    try await withWorld { world in
      let first = try await world.remember("Ana lives in Porto.")
      let second = try await world.remember("Ana lives in Faro.")
      let third = try await world.remember("Ana lives in Evora.")
      world.clock.advance(by: .seconds(1))
      try await world.remember("Ana lives in Lisbon.")
      world.clock.advance(by: .seconds(1))
      let id = try #require(try await world.engine.consolidations.consolidate(Self.alice, as: world.call).id)
      #expect(try await Self.contents(world) == ["Ana lives in Lisbon."])
      _ = try await world.engine.memories.update(second.id, MemoryPatch(importance: 9), as: world.call)
      try await world.engine.memories.delete(third.id, as: world.call)
      let undone = try await world.engine.consolidations.undo(id, as: world.call)
      #expect(undone.restored == [MemoryVersion(first.id, 3)])
      #expect(Set(undone.left.map(\.why)) == [.changed, .deleted] && undone.left.count == 2)
      #expect(undone.consolidation.undoneAt == world.clock.now())
      let back = try await world.engine.memories.get(first.id, as: world.call)
      #expect(back.validUntil == nil && back.origin == .rollback(to: 1))
      #expect(await code { _ = try await world.engine.consolidations.undo(id, as: world.call) } == .consolidationUndone)
      #expect(
        await code { _ = try await world.engine.consolidations.undo("x", as: world.call) } == .consolidationNotFound)
    }
  }

  @Test func `A retry of a consolidation and of its undoing does nothing twice`() async throws {
    try await withWorld { world in
      let (old, _) = try await Self.move(world)
      let call = Call(access: .local, idempotency: Idempotency(key: "k", fingerprint: "f"))
      let first = try await world.engine.consolidations.consolidate(Self.alice, as: call)
      #expect(first.id != nil)
      #expect(try await world.engine.consolidations.consolidate(Self.alice, as: call) == first)
      let undo = Call(access: .local, idempotency: Idempotency(key: "u", fingerprint: "f"))
      let undone = try await world.engine.consolidations.undo(try #require(first.id), as: undo)
      #expect(try await world.engine.consolidations.undo(try #require(first.id), as: undo) == undone)
      #expect(try await world.engine.memories.get(old.id, as: world.call).version == 3)
    }
  }

  @Test func `What is near in meaning is compared whatever the verb`() async throws {
    try await withWorld(Embedders(ScriptedEmbedder([["staging", "port", "server"]]))) { world in
      try await world.remember("The staging server needs port 8080 to run.")
      try await world.remember("The staging server uses port 9090.")
      #expect(
        try await world.engine.consolidations.consolidate(Self.alice, isDryRun: true, as: world.call).groups.isEmpty)
      try await world.engine.embeddings.finish()
      let report = try await world.engine.consolidations.consolidate(Self.alice, isDryRun: true, as: world.call)
      #expect(report.groups.map(\.reason) == [.number])
    }
  }

  @Test func `Thousands of memories are compared, and more are refused by name`() async throws {
    try await withWorld { world in
      let app = Namespace(.app, "planner")
      for batch in 0..<5 {
        let drafts = (0..<1_000).map { number in
          MemoryDraft(namespace: app, content: "Customer \(batch * 1_000 + number) likes green tea and lives in Porto.")
        }
        _ = try await world.engine.memories.add(drafts, as: world.call)
      }
      let report = try await world.engine.consolidations.consolidate(app, isDryRun: true, as: world.call)
      #expect(report.compared == 5_000 && report.groups.isEmpty)
      try await world.remember("One more.", in: "app:planner:more")
      #expect(
        await code { _ = try await world.engine.consolidations.consolidate(app, as: world.call) } == .invalidField)
    }
  }
}
