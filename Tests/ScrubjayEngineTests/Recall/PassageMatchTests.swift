import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayEngine

/// Which passages of a hit match the query.
@Suite struct PassageMatchTests {
  private static let long = """
    The weather in Bergen was awful, and the ferry was late twice. She carried her cello through all of it, wrapped in \
    a raincoat. At the end the lift at the station was broken as well.
    """
  private static let parts = [
    "The weather in Bergen was awful, and the ferry was late twice. ",
    "She carried her cello through all of it, wrapped in a raincoat. ",
    "At the end the lift at the station was broken as well.",
  ]

  private static func passages(
    _ world: World, _ text: String, _ change: (inout RecallQuery) -> Void = { _ in }
  ) async throws -> [PassageMatch] {
    var query = RecallQuery(text, user: "alice", explains: true)
    change(&query)
    let hit = try #require(try await world.engine.recall(query, as: world.call).hits.first)
    return try #require(hit.why).passages
  }

  @Test(arguments: [("Which instrument?", 1), ("elevator", 2)])
  func `The passage that means what is asked for matches best`(query: String, best: Int) async throws {
    try await withWorld(Embedders(ScriptedEmbedder(MeaningTests.groups))) { world in
      try await world.session()
      try await world.say(Self.long, "Drinks tea")
      try await world.engine.embeddings.finish()
      let passages = try await Self.passages(world, query)
      #expect(passages.map(\.text) == Self.parts)
      #expect(passages.map(\.text).joined() == Self.long)
      #expect(abs(passages[best].match - 1) < 0.001)
      for other in passages.indices where other != best { #expect(passages[other].match < 0.01) }
    }
  }

  @Test func `A passage that also has the words of the query matches better, and words are enough`() async throws {
    let groups = MeaningTests.groups + [["bergen", "ferry"]]
    try await withWorld(Embedders(ScriptedEmbedder(groups))) { world in
      try await world.session()
      try await world.say(
        "The ferry to the islands was late again this morning. In Bergen it was no better, as she told me.",
        "Drinks tea")
      let byWords = try await Self.passages(world, "Bergen")
      #expect(byWords.map { $0.match > 0 } == [false, true])
      #expect(byWords[1].match <= 0.5)
      try await world.engine.embeddings.finish()
      let byBoth = try await Self.passages(world, "Bergen")
      #expect(abs(byBoth[0].match - 1) < 0.001)
      #expect(byBoth[1].match > 1)
      let onlyWords = try await Self.passages(world, "Bergen") { $0.mode = .words }
      #expect(onlyWords == byWords)
    }
  }

  @Test func `Memories have passages, too, and a single sentence and a document have none`() async throws {
    try await withWorld(Embedders(ScriptedEmbedder(MeaningTests.groups))) { world in
      try await world.remember(Self.long)
      try await world.engine.embeddings.finish()
      #expect(try await Self.passages(world, "Which instrument?").map { $0.match > 0.9 } == [false, true, false])
      try await world.session()
      try await world.say("The tea is cold.")
      let single = try await Self.passages(world, "tea") { $0.kinds = [.message] }
      #expect(single == [])
    }
  }

  @Test func `Names are left out where messages are embedded, and stay in their passages`() async throws {
    try await withWorld(Embedders(ScriptedEmbedder(MeaningTests.groups))) { world in
      try await world.session()
      let message = MessageDraft(
        role: .user, name: "Priya",
        content: "Priya and her sister took the night train home to Porto. Priya kept her violin beside the bed.")
      _ = try await world.engine.messages.append([message], to: "s", as: world.call)
      try await world.engine.embeddings.finish()
      let passages = try await Self.passages(world, "instrument")
      #expect(
        passages.map(\.text) == [
          "Priya and her sister took the night train home to Porto. ", "Priya kept her violin beside the bed.",
        ])
      #expect(passages.map { $0.match > 0.9 } == [false, true])
    }
  }

  @Test func `Where a passage takes several parts of the model's, only words tell`() async throws {
    try await withWorld(Embedders(ScriptedEmbedder(MeaningTests.groups))) { world in
      try await world.session()
      try await world.say(
        "She carried her cello ¶ through the rain and over the hills of Bergen. The lift at the station was broken as well."
      )
      try await world.engine.embeddings.finish()
      #expect(try await Self.passages(world, "instrument").map(\.match) == [0, 0])
      #expect(try await Self.passages(world, "Bergen").map { $0.match > 0 } == [true, false])
    }
  }
}
