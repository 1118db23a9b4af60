import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// What speaks for a hit beside its words and meaning, as a caller sees it.
///
/// Where two could both be the answer, the one that should lose is the newer, which would come first of equals.
@Suite struct RecallFeatureTests {
  /// What is said in a session of its own, by whom, and how long before now.
  private struct Turn {
    var name: String?
    var role = Role.user
    let content: String
    var daysAgo = 0
  }

  private static func say(_ world: World, _ turns: [Turn], in session: String) async throws {
    try await world.session(session)
    let drafts = turns.map { turn in
      MessageDraft(
        role: turn.role, name: turn.name, content: turn.content,
        occurredAt: world.clock.now().advanced(by: .seconds(-86_400 * turn.daysAgo)))
    }
    _ = try await world.engine.messages.append(drafts, to: session, as: world.call)
  }

  private static func say(_ world: World, _ contents: String..., in session: String) async throws {
    try await say(world, contents.map { Turn(content: $0) }, in: session)
  }

  private static func hits(_ world: World, _ text: String) async throws -> [RecallHit] {
    let result = try await world.engine.recall(RecallQuery(text, user: "alice", explains: true), as: world.call)
    return result.hits
  }

  private static func find(_ world: World, _ text: String) async throws -> [String] {
    try await hits(world, text).map(\.content)
  }

  /// What a feature of a hit is; 0 where it says nothing.
  private static func value(_ feature: RecallFeature, of hit: RecallHit?) throws -> Double {
    try #require(hit?.why).features.first { $0.feature == feature }?.value ?? 0
  }

  private static func session(of hit: RecallHit) -> String? {
    if case .message(let event) = hit.item { event.session } else { nil }
  }

  // MARK: Turns

  @Test func `The answer to a matching question comes first, though it shares no word with what is asked`() async throws
  {
    let embedder = ScriptedEmbedder([["brother"], ["town", "live", "bergen"], ["tea"]])
    try await withWorld(Embedders(embedder)) { world in
      try await Self.say(
        world, "I had tea", "So where does the brother live?", "In Bergen, by the harbour.", "I see, more tea.", in: "s"
      )
      try await Self.say(world, "A brother is a fine thing.", "Tea is, too.", in: "t")
      try await world.engine.embeddings.finish()
      let hits = try await Self.hits(world, "In which town does the brother live?")
      #expect(hits.first?.content == "In Bergen, by the harbour.")
      #expect(try Self.value(.words, of: hits.first) == 0)
      #expect(try Self.value(.answer, of: hits.first) > 0.2)
    }
  }

  @Test func `What stands around a turn raises it`() async throws {
    try await withWorld { world in
      try await Self.say(world, "The violin is lovely", "The teacher was late", "Violins are hard", in: "s")
      try await Self.say(world, "The soup is lovely", "The teacher was late", "Soups are hard", in: "t")
      let hits = try await Self.hits(world, "violin teacher").filter { $0.content == "The teacher was late" }
      #expect(hits.count == 2)
      #expect(hits.map(Self.session(of:)) == ["s", "t"])
      #expect(try Self.value(.nearbyWords, of: hits.first) > Self.value(.nearbyWords, of: hits.last))
      #expect(try Self.value(.words, of: hits.first) == Self.value(.words, of: hits.last))
    }
  }

  @Test func `A very long turn is not raised by what stands around it`() async throws {
    try await withWorld { world in
      let page = "The teacher was late. " + String(repeating: "The boats came and went all day. ", count: 150)
      try await Self.say(world, "The violin is lovely", page, "Violins are hard", in: "s")
      try await Self.say(world, "The violin is lovely", "The teacher was late.", "Violins are hard", in: "t")
      let hits = try await Self.hits(world, "violin teacher")
      func raised(_ content: String) throws -> Double {
        let hit = hits.first { $0.content == content }
        return try Self.value(.nearbyWords, of: hit) - Self.value(.words, of: hit)
      }
      #expect(try abs(raised(page)) < 0.02)
      #expect(try raised("The teacher was late.") > 0.1)
    }
  }

  @Test func `By words alone, what shares none with the question is not found, wherever it stands`() async throws {
    try await withWorld { world in
      try await Self.say(world, "Where does the brother live?", "In Bergen.", in: "s")
      #expect(try await Self.find(world, "Where does the brother live?") == ["Where does the brother live?"])
    }
  }

  // MARK: Who

  @Test func `What is said by the one who is named comes first`() async throws {
    try await withWorld { world in
      try await Self.say(world, [Turn(name: "Caroline", content: "I sail on the sea")], in: "s")
      try await Self.say(world, [Turn(name: "Melanie", content: "I sail on the lake")], in: "t")
      #expect(try await Self.find(world, "Where does Caroline sail?") == ["I sail on the sea", "I sail on the lake"])
      #expect(try await Self.find(world, "Where's Melanie's boat, does it sail?").first == "I sail on the lake")
      // Of two who are named neither is meant more than the other.
      let both = try await Self.hits(world, "Do Caroline and Melanie sail?")
      for hit in both { #expect(try Self.value(.speaker, of: hit) == 0) }
      #expect(both.count == 2)
    }
  }

  @Test func `What the user says of himself comes before advice, and after it where advice is asked for`() async throws
  {
    try await withWorld { world in
      try await Self.say(world, [Turn(content: "I bought green tea in Oslo")], in: "s")
      try await Self.say(world, [Turn(role: .assistant, content: "The green tea of Oslo is good")], in: "t")
      let (own, advice) = ("I bought green tea in Oslo", "The green tea of Oslo is good")
      #expect(try await Self.find(world, "Which green tea of Oslo do I have?").first == own)
      #expect(try await Self.find(world, "Which green tea of Oslo did you recommend?").first == advice)
      #expect(try await Self.find(world, "Welchen green tea aus Oslo hast du empfohlen?").first == advice)
    }
  }

  @Test func `In a French question "du" does not ask for advice`() async throws {
    try await withWorld { world in
      try await Self.say(world, [Turn(content: "J'aime le chat du voisin")], in: "s")
      try await Self.say(world, [Turn(role: .assistant, content: "Le chat du voisin est beau")], in: "t")
      #expect(try await Self.find(world, "Où est le chat du voisin ?").first == "J'aime le chat du voisin")
      #expect(try await Self.find(world, "Qu'as-tu dit du chat du voisin ?").first == "Le chat du voisin est beau")
    }
  }

  // MARK: When and how many

  @Test func `What was said on the days that are asked about comes first`() async throws {
    try await withWorld { world in
      // It is Monday, 2 March 2026.
      for (session, days) in [("a", 1), ("b", 9), ("c", 40), ("d", 400), ("e", 0)] {
        try await Self.say(world, [Turn(content: "I painted a boat, \(days) days ago", daysAgo: days)], in: session)
      }
      func first(_ question: String) async throws -> String? { try await Self.find(world, question).first }
      #expect(try await first("Which boat did I paint yesterday?") == "I painted a boat, 1 days ago")
      #expect(try await first("Which boat did I paint in January 2025?") == "I painted a boat, 400 days ago")
      #expect(try await first("Which boat did I paint on 21 January?") == "I painted a boat, 40 days ago")
      #expect(try await first("Which boat did I paint on 2026-02-21?") == "I painted a boat, 9 days ago")
      #expect(try await first("昨天 boat painted") == "I painted a boat, 1 days ago")
      #expect(try await first("Was war gestern mit dem boat?") == "I painted a boat, 1 days ago")
      // What was said on such a day is found without any of the question's words.
      #expect(try await Self.find(world, "yesterday").prefix(1) == ["I painted a boat, 1 days ago"])
    }
  }

  private static let answers: [(String, String, String, String)] = [
    ("When did we move?", "Did we move?", "We moved in spring", "We moved again"),
    ("Wann sind wir umgezogen?", "Sind wir umgezogen?", "Wir sind im Frühling umgezogen", "Wir sind doch umgezogen"),
    ("我们什么时候搬家？", "我们搬家吗？", "春天我们搬家", "又要我们搬家"),
    ("How many boats do we have?", "Do we have boats?", "We have three boats", "We have wooden boats"),
    (
      "Combien de bateaux avons-nous ?", "Avons-nous des bateaux ?", "Nous avons trois bateaux",
      "Nous avons assez de bateaux"
    ),
  ]

  @Test(arguments: answers)
  func `A time or a number comes first where one is asked for, and else does not`(
    asking: String, neutral: String, answer: String, other: String
  ) async throws {
    try await withWorld { world in
      try await Self.say(world, answer, in: "s")
      try await Self.say(world, other, in: "t")
      #expect(try await Self.find(world, asking) == [answer, other])
      let features = try await Self.hits(world, neutral).flatMap { $0.why?.features.map(\.feature) ?? [] }
      #expect(!features.contains(.timeWords) && !features.contains(.numbers))
    }
  }

  // MARK: Neutral

  /// Features that say nothing of what has neither names, roles, questions nor times.
  private static let absent: Set<RecallFeature> = [
    .speaker, .role, .ownPerson, .standing, .exchange, .question, .answer, .timeWords, .numbers, .date, .memory,
    .importance, .repetition,
  ]

  @Test(arguments: [
    [
      "The cello stands in the hall", "My hall has a red door", "Red is the door of the barn",
      "The old hall smells of a cello case and a door of oak", "No name is on the case",
    ],
    [
      "func door(_ hall: Hall) -> Cello { hall.cello }", "let red = hall?.door ?? cello",
      "GET /hall?door=red&cello=oak", "return cello.hall.door", "var name: String? = nil",
    ],
  ])
  func `Notes without names, and code, keep the order of their words`(turns: [String]) async throws {
    try await withWorld { world in
      for (index, turn) in turns.enumerated() { try await Self.say(world, turn, in: "s\(index)") }
      let hits = try await Self.hits(world, "cello in the hall by the red door")
      #expect(hits.count == turns.count - 1)
      let words = try hits.map { try Self.value(.words, of: $0) }
      #expect(words == words.sorted(by: >))
      let features = Set(hits.flatMap { $0.why?.features.map(\.feature) ?? [] })
      #expect(features.isDisjoint(with: Self.absent), "\(features)")
    }
  }

  // MARK: Explaining

  @Test func `An explanation names what speaks for a hit`() async throws {
    let embedder = ScriptedEmbedder([["boat", "boats"], ["paint", "painted"]])
    try await withWorld(Embedders(embedder)) { world in
      try await Self.say(
        world,
        [
          Turn(name: "Ana", content: "How many boats did Ben paint?", daysAgo: 1),
          Turn(name: "Ben", content: "Two boats, last week", daysAgo: 1),
          Turn(name: "Ana", content: "I painted three boats yesterday", daysAgo: 1),
          Turn(name: "Ana", content: "I painted three boats yesterday", daysAgo: 1),
        ], in: "s")
      try await world.remember("Ana painted boats") { $0.importance = 9 }
      try await world.engine.embeddings.finish()
      let hits = try await Self.hits(world, "When did Ana paint boats, and how many, yesterday?")
      #expect(hits.count == 5)
      var named: Set<RecallFeature> = []
      for hit in hits {
        let why = try #require(hit.why)
        let features = why.features.map(\.feature)
        #expect(Set(features).count == features.count)
        #expect(why.features.allSatisfy { $0.value != 0 })
        #expect(abs(why.features.reduce(0) { $0 + $1.share } - why.evidence) < 1e-12)
        named.formUnion(features)
      }
      // Nobody is an agent here, of whom something could be asked.
      #expect(named == Set(RecallFeature.allCases).subtracting([.role, .standing, .exchange]))
      let memory = try #require(hits.first { if case .memory = $0.item { true } else { false } })
      #expect(try Self.value(.memory, of: memory) == 1)
      #expect(try Self.value(.importance, of: memory) == 0.8)
      #expect(try Self.value(.speaker, of: memory) == 0)
      let question = hits.first { $0.content.hasSuffix("?") }
      #expect(try Self.value(.question, of: question) > 0.9)
      let repetitions = try hits.map { try Self.value(.repetition, of: $0) }
      #expect(repetitions.count { $0 > 0 } == 1)
    }
  }

  // MARK: People and agents

  @Test func `What is to be done follows what was once said on how, though it shares nothing with it`() async throws {
    let embedder = ScriptedEmbedder([["login", "sign"], ["tea"], ["format", "colours"]])
    try await withWorld(Embedders(embedder)) { world in
      try await Self.say(
        world,
        [
          Turn(content: "Always format code with colours"), Turn(role: .assistant, content: "I will format it."),
          Turn(content: "We had tea"), Turn(role: .assistant, content: "Nice."),
        ], in: "s")
      try await world.engine.embeddings.finish()
      let hits = try await Self.hits(world, "Could you format a login page?")
      #expect(hits.first?.content == "Always format code with colours")
      #expect(try Self.value(.standing, of: hits.first) == 1)
      // Asked what was said, it is one turn among others.
      let asked = try await Self.hits(world, "Who wanted to format a login page?")
      for hit in asked { #expect(try Self.value(.standing, of: hit) == 0) }
    }
  }

  @Test func `An answer speaks for what it answers, and that for the answer`() async throws {
    let embedder = ScriptedEmbedder([["harbour", "port"], ["tea"], ["boat"]])
    try await withWorld(Embedders(embedder)) { world in
      try await Self.say(
        world,
        [
          Turn(content: "Where shall I leave it?"), Turn(role: .assistant, content: "In the port."),
          Turn(content: "And the tea?"), Turn(role: .assistant, content: "On the boat."),
        ], in: "s")
      try await world.engine.embeddings.finish()
      let hits = try await Self.hits(world, "harbour leave")
      let question = hits.first { $0.content == "Where shall I leave it?" }
      #expect(try Self.value(.exchange, of: question) > 0.9)
      #expect(try Self.value(.answer, of: hits.first { $0.content == "In the port." }) == 0)
    }
  }

  // MARK: Other names

  @Test func `Who is greeted by another name is asked about by it`() async throws {
    try await withWorld { world in
      try await Self.say(
        world,
        [
          Turn(name: "elise", content: "Hey Kate! How was the boat?"),
          Turn(name: "Emi", content: "I sailed a red boat"),
          Turn(name: "elise", content: "Thanks Kate, I sailed a green boat"),
          Turn(name: "Emi", content: "Hi Elise, see you"),
        ], in: "s")
      let hits = try await Self.hits(world, "Which boat did Kate sail?")
      #expect(hits.first?.content == "I sailed a red boat")
      #expect(try Self.value(.speaker, of: hits.first) == 1)
      // A name that was used once may be anybody's.
      let once = try await Self.hits(world, "Which boat did Ben sail?")
      for hit in once { #expect(try Self.value(.speaker, of: hit) == 0) }
    }
  }

  @Test func `Nobody answers their own question`() async throws {
    try await withWorld { world in
      try await Self.say(
        world,
        [
          Turn(name: "Ana", content: "Where is the boat?"), Turn(name: "Ana", content: "It is the red boat"),
          Turn(name: "Ben", content: "Where is the boat?"), Turn(name: "Ana", content: "The boat is in Bergen"),
        ], in: "s")
      let hits = try await Self.hits(world, "Where is the boat")
      #expect(try Self.value(.answer, of: hits.first { $0.content == "It is the red boat" }) == 0)
      #expect(try Self.value(.answer, of: hits.first { $0.content == "The boat is in Bergen" }) > 0)
    }
  }

  // MARK: What the model has words for

  @Test func `What the model has no words for is ranked by its words`() async throws {
    let embedder = ScriptedEmbedder([["boat"], ["tea"]])
    embedder.know { $0.contains("boat") ? 1 : 0 }
    try await withWorld(Embedders(embedder)) { world in
      try await Self.say(world, "船在海上", "the boat is at sea", in: "s")
      try await world.engine.embeddings.finish()
      for hit in try await Self.hits(world, "船在哪里") { #expect(try Self.value(.meaning, of: hit) == 0) }
      #expect(try Self.value(.meaning, of: try await Self.hits(world, "which boat").first) > 0)
    }
  }
}
