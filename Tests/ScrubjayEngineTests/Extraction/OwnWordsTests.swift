import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayEngine

/// Whose a fact is, and what becomes of what is known when somebody says that it is over.
@Suite struct OwnWordsTests {
  private static func facts(_ world: World, validAt time: Timestamp? = nil) async throws -> [String] {
    let filter = MemoryFilter(
      namespaces: [try NamespacePrefix("user:alice")], validAt: time ?? world.clock.now())
    return try await world.engine.memories.list(filter, as: world.call).elements.map(\.content).sorted()
  }

  private static func say(_ world: World, _ content: String, name: String? = nil, at time: Timestamp? = nil)
    async throws
  {
    _ = try await world.engine.messages.append(
      [MessageDraft(role: .user, name: name, content: content, occurredAt: time)], to: "s", as: world.call)
  }

  @discardableResult
  private static func look(_ world: World) async throws -> ExtractionCounts {
    let counts = try await world.engine.extractions.run(as: world.call).counts
    world.clock.advance(by: .seconds(60))
    return counts
  }

  @Test func `Two people in one session are told apart, and contradict nobody but themselves`() async throws {
    try await withWorld { world in
      try await world.session()
      try await Self.say(world, "I'm allergic to walnuts.", name: "Old Tom")
      try await Self.say(world, "I'm not allergic to walnuts, I love walnut cake.", name: "Ana")
      try await Self.look(world)
      #expect(
        try await Self.facts(world) == [
          "Ana is not allergic to walnuts", "Ana loves walnut cake", "Old Tom is allergic to walnuts",
        ])
      let report = try await world.engine.consolidations.consolidate(
        Namespace(.user, "alice"), isDryRun: true, as: world.call)
      #expect(report.groups.isEmpty)
    }
  }

  @Test func `A language model's facts name whoever said what they were read in`() async throws {
    let chat = ScriptedChat()
    try await withWorld(chat: ChatSettings(chat)) { world in
      try await world.session()
      try await Self.say(world, "I'm allergic to walnuts.", name: "Old Tom")
      try await Self.say(world, "I love walnut cake.", name: "Ana")
      chat.then { _ in
        """
        {"facts": [
          {"content": "The user is allergic to walnuts.", "category": "health", "evidence": [1], "operation": "add"},
          {"content": "Loves walnut cake.", "category": "preferences", "evidence": [2], "operation": "add"},
          {"content": "The user is fond of nuts.", "category": "preferences", "evidence": [1, 2], "operation": "add"}
        ]}
        """
      }
      try await Self.look(world)
      #expect(try await Self.facts(world) == ["Ana loves walnut cake.", "Old Tom is allergic to walnuts."])
      let asked = chat.requests.first?.messages.last?.content ?? ""
      #expect(asked.contains("\"Old Tom\": \"I'm allergic to walnuts.\"") && asked.contains("\"Ana\": "))
    }
  }

  /// A session is read 256 turns at a time: the message lies before those of the last one, or right at their beginning.
  @Test(arguments: [(0, 300), (20, 240)])
  func `What a message goes on with is known however many turns of an agent follow it`(between: Int, after: Int)
    async throws
  {
    try await withWorld { world in
      try await world.session()
      try await Self.say(world, "Pretend I'm a vampire.")
      for count in [between, after] {
        let turns = (0..<count).map { MessageDraft(role: .assistant, content: "Step \($0) of the search is done.") }
        if !turns.isEmpty { _ = try await world.engine.messages.append(turns, to: "s", as: world.call) }
        try await Self.say(world, count == after ? "Out of character: I live in Leeds." : "I live in a castle.")
      }
      try await Self.look(world)
      #expect(try await Self.facts(world) == ["The user lives in Leeds"])
    }
  }

  @Test func `A name that was told once is used by what is learnt later`() async throws {
    try await withWorld { world in
      try await world.session()
      try await Self.say(world, "I live in Faro. My name is Priya.")
      try await Self.look(world)
      try await Self.say(world, "I drive a Toyota. I live in Faro.")
      let second = try await Self.look(world)
      #expect(
        try await Self.facts(world) == [
          "Priya drives a Toyota", "The user lives in Faro", "The user's name is Priya",
        ])
      // The same of the same person, whatever they are called.
      #expect(second.merged == 1 && second.added == 1)
      try await Self.say(world, "I live in Porto now.")
      try await Self.look(world)
      #expect(
        try await Self.facts(world) == [
          "Priya drives a Toyota", "Priya lives in Porto now", "The user's name is Priya",
        ])
    }
  }

  @Test func `What is played lasts over runs, until it plainly ends`() async throws {
    try await withWorld { world in
      try await world.session()
      try await Self.say(world, "Let's role-play: I'm Captain Vo. I live on Mars.")
      try await Self.look(world)
      try await Self.say(world, "I own two ships.")
      try await Self.look(world)
      #expect(try await Self.facts(world) == [])
      try await Self.say(world, "Ok, end of the game. I live in Porto.")
      try await Self.say(world, "I have a cat.")
      try await Self.look(world)
      #expect(try await Self.facts(world) == ["The user has a cat", "The user lives in Porto"])
    }
  }

  @Test func `After a day's pause, and in another session, nothing is played any more`() async throws {
    try await withWorld { world in
      try await world.session()
      try await Self.say(world, "Pretend I'm a vampire.")
      try await world.session("t")
      try await world.say("I have a dog.", in: "t")
      world.clock.advance(by: .seconds(90_000))
      try await Self.say(world, "I have a cat.")
      try await Self.look(world)
      #expect(try await Self.facts(world) == ["The user has a cat", "The user has a dog"])
    }
  }

  @Test(arguments: [
    ("I'm vegetarian.", "I'm not vegetarian anymore.", "The user is no longer vegetarian"),
    ("I work at Acme.", "I quit Acme today.", "The user quit Acme on 5 January 2026"),
    ("I'm allergic to nuts.", "Not true that I'm allergic to nuts.", "The user is not allergic to nuts"),
    ("I live in Porto.", "I no longer live in Porto.", "The user no longer lives in Porto"),
    ("Soy vegetariano.", "Ya no soy vegetariano.", "El usuario ya no es vegetariano"),
  ])
  func `An end ends what it contradicts, with its date, and leaves it to be found as history`(
    _ before: String, _ after: String, _ end: String
  ) async throws {
    try await withWorld { world in
      try await world.session()
      try await Self.say(world, before)
      try await Self.look(world)
      let then = world.clock.now()
      let known = try await Self.facts(world)
      #expect(known.count == 1)
      world.clock.advance(by: .seconds(86_400))
      try await Self.say(world, after)
      let counts = try await Self.look(world)
      #expect(counts.superseded == 1)
      let held = try await Self.facts(world)
      #expect(held.count == 1 && held != known, "\(held)")
      #expect(held.first?.prefix(12) == end.prefix(12))
      #expect(try await Self.facts(world, validAt: then) == known)
      var query = RecallQuery(before, user: "alice")
      query.kinds = [.memory]
      query.validAt = then
      #expect(try await world.engine.recall(query, as: world.call).hits.map(\.content) == known)
    }
  }

  @Test func `An older statement that arrives late is past, and a return after an end is not undone by it`()
    async throws
  {
    try await withWorld { world in
      try await world.session()
      let years = { (count: Int64) in world.clock.now().advanced(by: .seconds(-count * 365 * 86_400)) }
      try await Self.say(world, "I quit Acme.", at: years(2))
      try await Self.look(world)
      try await Self.say(world, "I work at Acme.", at: years(5))
      try await Self.look(world)
      #expect(try await Self.facts(world) == ["The user quit Acme"])
      #expect(try await Self.facts(world, validAt: years(3)) == ["The user works at Acme"])
      try await Self.say(world, "I work at Acme.")
      try await Self.look(world)
      #expect(try await Self.facts(world).contains("The user works at Acme"))
    }
  }

  @Test func `What a memory gave back is recognised by its text, also where it is short`() async throws {
    try await withWorld { world in
      try await world.session()
      try await world.remember("I like tea")
      try await Self.say(world, "I like tea. I live in Porto.")
      let counts = try await Self.look(world)
      #expect(counts.added == 1 && counts.merged == 0)
      #expect(try await Self.facts(world) == ["I like tea", "The user lives in Porto"])
    }
  }

  @Test(arguments: [
    ("Lives in Porto", "Lives in Faro", 1), ("Is allergic to nuts", "Is not allergic to nuts", 1),
    ("The user works at Acme", "The user quit Acme in October 2025", 1),
    ("Her mother lives in Porto.", "His mother lives in Faro.", 0),
    ("My mother lives in Porto.", "Your mother lives in Faro.", 0),
    ("Sister Ana lives in Porto", "Boss Ana lives in Faro", 0),
    ("My sister Ana lives in Porto", "My sister Eva lives in Faro", 0),
    ("Old Tom lives in Porto", "Ana lives in Faro", 0), ("Lives in Porto", "Sister lives in Faro", 0),
  ])
  func `Conflicts are found between facts in whatever form, and not between people`(
    _ one: String, _ other: String, _ count: Int
  ) async throws {
    try await withWorld { world in
      try await world.remember(one)
      world.clock.advance(by: .seconds(60))
      try await world.remember(other)
      let report = try await world.engine.consolidations.consolidate(
        Namespace(.user, "alice"), isDryRun: true, as: world.call)
      #expect(report.groups.count == count)
    }
  }
}
