import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// Conflicts that a language model resolves, which answers as the tests say.
@Suite struct ModelMergeTests {
  private static func alice() throws -> Namespace { try Namespace("user:alice") }

  private static func withWorld(
    _ answer: @escaping @Sendable (ChatRequest) throws -> String,
    _ body: (World, ScriptedChat) async throws -> Void
  ) async throws {
    let chat = ScriptedChat()
    chat.then(answer)
    try await ScrubjayEngineTests.withWorld(chat: ChatSettings(chat)) { world in
      try await world.remember("Alice lives in Porto")
      world.clock.advance(by: .seconds(60))
      try await world.remember("Alice lives in Lisbon")
      try await body(world, chat)
    }
  }

  private static func contents(_ world: World) async throws -> [String] {
    let filter = MemoryFilter(namespaces: [NamespacePrefix(try alice())], validAt: world.clock.now())
    return try await world.engine.memories.list(filter, as: world.call).elements.map(\.content)
  }

  @Test func `A language model makes one memory of two, the other is marked, and both come back`() async throws {
    try await Self.withWorld({ _ in #"{"content": "Alice lives in Lisbon; before, in Porto"}"# }) { world, _ in
      let report = try await world.engine.consolidations.consolidate(Self.alice(), as: world.call)
      #expect(report.strategy == .llm && report.resolved == 1)
      #expect(report.groups.map(\.merged) == ["Alice lives in Lisbon; before, in Porto"])
      world.clock.advance(by: .seconds(1))
      #expect(try await Self.contents(world) == ["Alice lives in Lisbon; before, in Porto"])
      let merged = try await world.engine.memories.get(report.groups[0].memories[0].id, as: world.call)
      #expect(merged.provenance == Provenance(voice: .agent, means: .merge, maker: "merge/1 script:1"))
      let old = try await world.engine.memories.get(
        report.groups[0].memories[1].id, as: world.call)
      #expect(old.origin == .superseded(by: merged.id, version: merged.version))
      let id = try #require(report.id)
      #expect(try await world.engine.consolidations.undo(id, as: world.call).restored.count == 2)
      #expect(try await Set(Self.contents(world)) == ["Alice lives in Lisbon", "Alice lives in Porto"])
    }
  }

  @Test func `A dry run shows what would be said and stores nothing`() async throws {
    try await Self.withWorld({ _ in #"{"content": "Alice lives in Lisbon"}"# }) { world, _ in
      let report = try await world.engine.consolidations.consolidate(Self.alice(), isDryRun: true, as: world.call)
      #expect(report.groups.map(\.merged) == ["Alice lives in Lisbon"] && report.id == nil)
      #expect(try await Self.contents(world).count == 2)
    }
  }

  @Test(arguments: [
    "nothing of the kind", #"{"content": "Alice does not live in Lisbon"}"#, #"{"content": ""}"#,
    #"{"content": "Nobody knows"}"#,
    #"{"content": "Alice lives in Lisbon since 1987"}"#, #"{"content": "Lisbon"}"#,
    #"{"note": "Alice lives in Lisbon"}"#,
    #"{"content": "Alice lives in Lisbon and her password is hunter2secret"}"#,
  ])
  func `What loses or adds something is not taken, and someone has to decide`(_ answer: String) async throws {
    try await Self.withWorld({ _ in answer }) { world, _ in
      let report = try await world.engine.consolidations.consolidate(Self.alice(), as: world.call)
      #expect(report.resolved == 0 && report.flagged == 1)
      #expect(try await Self.contents(world).count == 2)
      #expect(try await world.engine.conflicts.list([], as: world.call).elements.map(\.conflict.state) == [.open])
    }
  }

  @Test func `A model that cannot be asked is said, and nothing is changed`() async throws {
    try await Self.withWorld({ _ in throw ChatFailure(.unreachable, "nobody is there") }) { world, _ in
      let alice = try Self.alice()
      #expect(
        await code { _ = try await world.engine.consolidations.consolidate(alice, as: world.call) } == .llmUnavailable)
      #expect(try await Self.contents(world).count == 2)
    }
  }

  @Test func `What would have too much superseded at once waits for someone`() async throws {
    try await Self.withWorld({ _ in #"{"content": "Alice lives in Lisbon"}"# }) { world, _ in
      for number in 0..<6 {
        try await world.remember("Bob\(number) lives in Porto")
        world.clock.advance(by: .seconds(1))
        try await world.remember("Bob\(number) lives in Lisbon")
      }
      let report = try await world.engine.consolidations.consolidate(
        Self.alice(), strategy: .lastWrite, as: world.call)
      #expect(report.resolved == 3 && report.flagged == 4)
    }
  }
}
