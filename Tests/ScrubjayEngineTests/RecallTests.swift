import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

@Suite struct RecallTests {
  private static func find(_ world: World, _ query: RecallQuery) async throws -> [String] {
    try await world.engine.recall(query, as: world.call).hits.map(\.content)
  }

  private static func find(_ world: World, _ text: String) async throws -> [String] {
    try await find(world, RecallQuery(text, user: "alice"))
  }

  @Test func `What was said or stored is found at once, and gone when it is deleted`() async throws {
    try await withWorld { world in
      try await world.session()
      try await world.say("My violin teacher lives in Bergen", "Something else")
      let memory = try await world.remember("plays the violin on Sundays")
      #expect(Set(try await Self.find(world, "violins")) == ["My violin teacher lives in Bergen", memory.content])
      try await world.engine.memories.delete(memory.id, as: world.call)
      #expect(try await Self.find(world, "violins") == ["My violin teacher lives in Bergen"])
      try await world.engine.sessions.delete("s", as: world.call)
      #expect(try await Self.find(world, "violins") == [])
    }
  }

  @Test func `A memory is found by what it says now`() async throws {
    try await withWorld { world in
      let memory = try await world.remember("plays the violin", key: "hobby")
      _ = try await world.engine.memories.update(memory.id, MemoryPatch(content: "plays the trumpet"), as: world.call)
      #expect(try await Self.find(world, "violin") == [])
      #expect(try await Self.find(world, "trumpet") == ["plays the trumpet"])
      try await world.engine.memories.delete(memory.id, as: world.call)
      try await world.remember("plays the flute", key: "hobby")
      #expect(try await Self.find(world, "trumpet violin") == [])
      #expect(try await Self.find(world, "flute") == ["plays the flute"])
    }
  }

  @Test func `Who spoke, and on which day, can be asked for`() async throws {
    try await withWorld { world in
      try await world.session()
      let day = try #require(Timestamp(year: 2023, month: 5, day: 8, hour: 23, minute: 59))
      let drafts = [
        MessageDraft(role: .user, name: "Caroline", content: "We went to the lake", occurredAt: day),
        MessageDraft(
          role: .user, name: "Melanie", content: "I stayed at home", occurredAt: day.advanced(by: .seconds(60))),
      ]
      _ = try await world.engine.messages.append(drafts, to: "s", as: world.call)
      try await world.remember("was in Oslo") { $0.validFrom = day }
      #expect(try await Self.find(world, "What did Caroline do?") == ["We went to the lake"])
      #expect(Set(try await Self.find(world, "8 May 2023").prefix(2)) == ["We went to the lake", "was in Oslo"])
      #expect(try await Self.find(world, "2023-05-09").first == "I stayed at home")
      #expect(Set(try await Self.find(world, "May 2023")).count == 3)
    }
  }

  /// One of each, told apart by what a query may name; all hold the same word.
  private static func fill(_ world: World) async throws {
    try await world.session("s1", app: "planner", user: "alice", project: "p", channel: "sms")
    try await world.session("s2", app: "writer", user: "alice")
    try await world.session("s3", app: "planner", user: "bob")
    for (session, role, content) in [
      ("s1", Role.user, "tea s1 user"), ("s1", .assistant, "tea s1 assistant"), ("s2", .user, "tea s2"),
      ("s3", .user, "tea s3"),
    ] {
      world.clock.advance(by: .seconds(10))
      _ = try await world.engine.messages.append(
        [MessageDraft(role: role, content: content)], to: session, as: world.call)
    }
    for (namespace, type, category) in [
      ("user:alice", MemoryType.semantic, "taste"), ("user:alice:diary", .episodic, "work"),
      ("user:al", .semantic, "taste"),
      ("app:planner", .procedural, "taste"), ("project:p", .semantic, "work"), ("session:s1", .working, "taste"),
      ("temp:s1", .working, "taste"), ("org:acme", .semantic, "work"),
    ] {
      world.clock.advance(by: .seconds(10))
      try await world.remember("tea \(namespace)", in: namespace) {
        $0.type = type
        $0.category = category
      }
    }
  }

  private static let ofAlice = ["tea s1 user", "tea s1 assistant", "tea s2", "tea user:alice", "tea user:alice:diary"]
  private static let start = ManualClock.start

  static let filters: [(RecallQuery, [String])] = [
    (RecallQuery("tea", user: "alice"), ofAlice),
    (RecallQuery("tea", user: "al"), ["tea user:al"]),
    (RecallQuery("tea", user: "bob"), ["tea s3"]),
    (RecallQuery("tea", user: "none"), []),
    (
      RecallQuery("tea", user: "alice", app: "planner"),
      ["tea s1 user", "tea s1 assistant", "tea user:alice", "tea user:alice:diary", "tea app:planner"]
    ),
    (
      RecallQuery("tea", user: "alice", project: "p"),
      ["tea s1 user", "tea s1 assistant", "tea user:alice", "tea user:alice:diary", "tea project:p"]
    ),
    (
      RecallQuery("tea", session: "s1"),
      [
        "tea s1 user", "tea s1 assistant", "tea session:s1", "tea temp:s1", "tea user:alice", "tea user:alice:diary",
        "tea app:planner", "tea project:p",
      ]
    ),
    (RecallQuery("tea", session: "s2"), ["tea s2", "tea user:alice", "tea user:alice:diary"]),
    (RecallQuery("tea", namespaces: [prefix("user:alice")]), ["tea user:alice", "tea user:alice:diary"]),
    (
      RecallQuery("tea", namespaces: [prefix("user:alice:diary"), prefix("org")]),
      ["tea user:alice:diary", "tea org:acme"]
    ),
    (
      RecallQuery("tea", namespaces: [prefix("user"), prefix("user:alice")]),
      ["tea user:alice", "tea user:alice:diary", "tea user:al"]
    ),
    (RecallQuery("tea", user: "alice", kinds: [.message]), ["tea s1 user", "tea s1 assistant", "tea s2"]),
    (RecallQuery("tea", user: "alice", kinds: [.memory]), ["tea user:alice", "tea user:alice:diary"]),
    (RecallQuery("tea", user: "alice", kinds: []), []),
    (RecallQuery("tea", user: "alice", kinds: [.memory], types: [.episodic]), ["tea user:alice:diary"]),
    (RecallQuery("tea", user: "alice", kinds: [.memory], category: "taste"), ["tea user:alice"]),
    (RecallQuery("tea", user: "alice", kinds: [.message], role: .assistant), ["tea s1 assistant"]),
    (RecallQuery("tea", user: "alice", kinds: [.message], channel: "sms"), ["tea s1 user", "tea s1 assistant"]),
    (
      RecallQuery(
        "tea", user: "alice", since: start.advanced(by: .seconds(20)), until: start.advanced(by: .seconds(50))),
      ["tea s1 assistant", "tea s2", "tea user:alice"]
    ),
    (RecallQuery("tea", app: "writer"), ["tea s2"]),
    (RecallQuery("coffee", user: "alice"), []),
    (RecallQuery("", user: "alice"), []),
    (RecallQuery("?!", user: "alice"), []),
  ]

  private static func prefix(_ text: String) -> NamespacePrefix { NamespacePrefix(Namespace(stored: text)) }

  @Test(arguments: filters) func `Finds what the query names, and nothing else`(query: RecallQuery, wanted: [String])
    async throws
  {
    try await withWorld { world in
      try await Self.fill(world)
      #expect(try await Self.find(world, query).sorted() == wanted.sorted())
    }
  }

  @Test func `Without a place an admin looks everywhere`() async throws {
    try await withWorld { world in
      try await Self.fill(world)
      #expect(try await Self.find(world, RecallQuery("tea", limit: 100)).count == 12)
    }
  }

  @Test func `Without an app it looks in those that the key may read`() async throws {
    try await withWorld { world in
      try await Self.fill(world)
      let call = try world.call("read:user:alice", "read:app:writer")
      let found = try await world.engine.recall(RecallQuery("tea", user: "alice"), as: call).hits.map(\.content)
      #expect(found.sorted() == ["tea s2", "tea user:alice", "tea user:alice:diary"])
    }
  }

  @Test func `The better answer comes first, of equals the newer, and what says the same again last`() async throws {
    try await withWorld { world in
      for session in ["s", "t", "u", "v"] { try await world.session(session) }
      try await world.say("The cat sat on the mat", in: "s")
      try await world.say("A cat", in: "t")
      try await world.say("My cat sees a red balloon", in: "u")
      try await world.say("A cat", in: "v")
      let ids = try await world.engine.recall(RecallQuery("red cat balloon", user: "alice"), as: world.call).hits.map(
        \.item.id)
      let messages = try await world.engine.messages.list(
        MessageFilter(user: "alice"), as: world.call
      ).elements.map(\.message.id)
      #expect(ids == [messages[2], messages[3], messages[0], messages[1]])
    }
  }

  @Test func `A score lies between nought and one, and the shares of what speaks for it add up`() async throws {
    try await withWorld { world in
      try await Self.fill(world)
      try await world.say("green tea, black tea, tea with milk on a Sunday", in: "s1")
      let query = RecallQuery("tea milk Sunday mornings", user: "alice", explains: true)
      let hits = try await world.engine.recall(query, as: world.call).hits
      #expect(hits.count == 6)
      for hit in hits {
        let why = try #require(hit.why)
        #expect(!why.words.isEmpty)
        let words = try #require(why.features.first { $0.feature == .words })
        #expect(abs(why.words.reduce(0) { $0 + $1.share } - words.value) < 1e-12)
        #expect(why.words.allSatisfy { $0.share > 0 && $0.rarity > 0 && $0.frequency > 0 })
        #expect(abs(why.features.reduce(0) { $0 + $1.share } - why.evidence) < 1e-12)
        #expect(hit.score > 0 && hit.score < 1)
      }
      #expect(hits.map(\.score) == hits.map(\.score).sorted(by: >))
      let best = try #require(hits.first?.why).words
      #expect(best.map(\.word) == ["tea", "milk", "Sunday"])
      #expect(best.map(\.frequency) == [3, 1, 1])
      let plain = try await world.engine.recall(RecallQuery("tea", user: "alice"), as: world.call).hits
      #expect(plain.allSatisfy { $0.why == nil })
    }
  }

  @Test func `A limit and a least score cut the list short`() async throws {
    try await withWorld { world in
      try await Self.fill(world)
      let all = try await world.engine.recall(RecallQuery("tea s1", user: "alice"), as: world.call).hits
      let two = try await world.engine.recall(RecallQuery("tea s1", user: "alice", limit: 2), as: world.call).hits
      #expect(two == Array(all.prefix(2)))
      let least = all[1].score
      let good = try await world.engine.recall(
        RecallQuery("tea s1", user: "alice", minimumScore: least), as: world.call
      ).hits
      #expect(good == all.filter { $0.score >= least })
      #expect(good.count < all.count)
      #expect(try await Self.find(world, RecallQuery("tea", user: "alice", minimumScore: 1.1)) == [])
    }
  }

  @Test func `A session of another user than the one named holds nothing`() async throws {
    try await withWorld { world in
      try await world.session("s", user: "alice")
      try await world.say("the violin is in the attic", in: "s")
      let query = RecallQuery("violin", user: "bob", session: "s", kinds: [.message])
      #expect(try await world.engine.recall(query, as: world.call).hits.isEmpty)
    }
  }

  @Test func `What has expired, or does not hold now, is never found`() async throws {
    try await withWorld { world in
      let now = world.clock.now()
      func at(_ seconds: Int) -> Timestamp { now.advanced(by: .seconds(seconds)) }
      try await world.remember("tea expires") { $0.expiresAt = at(100) }
      try await world.remember("tea later") { $0.validFrom = at(50) }
      try await world.remember("tea before") { $0.validUntil = at(50) }
      try await world.remember("tea over") { $0.validUntil = at(-1) }
      #expect(try await Self.find(world, "tea").sorted() == ["tea before", "tea expires"])
      world.clock.move(to: at(50))
      #expect(try await Self.find(world, "tea").sorted() == ["tea expires", "tea later"])
      world.clock.move(to: at(100))
      #expect(try await Self.find(world, "tea") == ["tea later"])
    }
  }

  @Test func `Enough is found however many better ones the filter keeps back`() async throws {
    try await withWorld { world in
      try await world.session("short")
      try await world.session("long")
      for number in 0..<300 { try await world.say("tea \(number)", in: "short") }
      for number in 0..<3 {
        try await world.say("tea after a long walk with many other words in it \(number)", in: "long")
      }
      let found = try await Self.find(world, RecallQuery("tea", session: "long", kinds: [.message]))
      #expect(found.count == 3)
      #expect(try await Self.find(world, RecallQuery("tea", user: "alice", limit: 303)).count == 303)
    }
  }

  @Test(arguments: [
    ("Die Häuser am Fluss waren überflutet", "überflutetes Haus", true), ("我今天去图书馆借书", "图书馆", true),
    ("私は京都で抹茶を飲んだ", "抹茶", true), ("나는 서울에서 기차를 탔다", "서울", true), ("ผมชอบดื่มน้ำชาที่บ้าน", "น้ำชา", true),
    ("Я играю на виолончели", "виолончель", true), ("J'ai mangé des crêpes à l'hôtel", "crepe hotel", true),
    ("मुझे चाय पसंद है", "चाय", true), ("我今天去图书馆借书", "医院", false), ("Die Häuser am Fluss", "Boot", false),
  ])
  func `Finds in many languages, and nothing once it is gone`(text: String, query: String, isFound: Bool) async throws {
    try await withWorld { world in
      try await world.session()
      try await world.say(text)
      let memory = try await world.remember(text)
      #expect(try await Self.find(world, query) == (isFound ? [text, text] : []))
      // The index of such a text must be taken away whole, or the next version cannot be put in its place.
      for round in 0..<2 {
        _ = try await world.engine.memories.update(memory.id, MemoryPatch(importance: round + 1), as: world.call)
      }
      try await world.engine.memories.delete(memory.id, as: world.call)
      try await world.engine.sessions.delete("s", as: world.call)
      #expect(try await Self.find(world, query) == [])
    }
  }

  @Test func `The longest question that is taken is answered, a longer one refused`() async throws {
    try await withWorld { world in
      try await world.session()
      try await world.say("zebra")
      var words = ["zebra"]
      var bytes = 5
      for number in 0... {
        let word = String(number, radix: 36)
        bytes += word.utf8.count + 1
        if bytes > Limits.queryBytes { break }
        words.append(word)
      }
      let query = words.joined(separator: " ")
      #expect(try await Self.find(world, query) == ["zebra"])
      let longer = query + String(repeating: "x", count: Limits.queryBytes)
      #expect(await code { _ = try await Self.find(world, longer) } == .invalidField)
    }
  }

  @Test func `A session that is not there, a wrong limit and too many namespaces are refused`() async throws {
    try await withWorld { world in
      let many = Array(repeating: try NamespacePrefix("user:a"), count: Limits.namespacesPerRecall + 1)
      let codes = [
        await code { _ = try await Self.find(world, RecallQuery("x", session: "none")) },
        await code { _ = try await Self.find(world, RecallQuery("x", user: "a", limit: 0)) },
        await code { _ = try await Self.find(world, RecallQuery("x", user: "a", limit: 1_001)) },
        await code { _ = try await Self.find(world, RecallQuery("x", namespaces: many)) },
      ]
      #expect(codes == [.sessionNotFound, .invalidField, .invalidField, .invalidField])
    }
  }
}
