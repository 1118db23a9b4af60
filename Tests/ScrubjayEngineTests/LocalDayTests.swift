import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// Days by the clock of those who speak and ask.
@Suite struct LocalDayTests {
  private static func time(_ text: String) throws -> StatedTimestamp {
    try #require(StatedTimestamp(rfc3339: text))
  }

  /// Says something at a time, as it is given.
  @discardableResult
  private static func say(_ text: String, at time: String, in session: String = "s", _ world: World) async throws
    -> Event
  {
    let time = try Self.time(time)
    let draft = MessageDraft(role: .user, content: text, occurredAt: time.time, utcOffset: time.utcOffset)
    return try #require(try await world.engine.messages.append([draft], to: session, as: world.call).events.first)
  }

  /// What the rules make of what was said.
  private static func facts(_ world: World) async throws -> [Memory] {
    _ = try await world.engine.extractions.run(as: world.call)
    let filter = MemoryFilter(namespaces: [try NamespacePrefix("user:alice")])
    return try await world.engine.memories.list(filter, limit: 100, as: world.call).elements
  }

  private static func recall(
    _ query: String, at time: String, zone: String? = nil, session: String? = nil, _ world: World
  ) async throws -> [String] {
    let time = try Self.time(time)
    return try await world.engine.recall(
      RecallQuery(
        query, user: "alice", session: session, kinds: [.message], validAt: time.time, utcOffset: time.utcOffset,
        timeZone: zone), as: world.call
    ).hits.map(\.content)
  }

  @Test func `Yesterday is the day before, by the offset of the message`() async throws {
    try await withWorld { world in
      try await world.session()
      world.clock.move(to: try Self.time("2026-01-02T00:00:00Z").time)
      let said = try await Self.say("I quit smoking yesterday.", at: "2026-01-01T00:30:00+13:00", world)
      #expect(said.utcOffset == 780)
      #expect(said.occurredAt.description == "2025-12-31T11:30:00.000000Z")
      let fact = try #require(try await Self.facts(world).first)
      #expect(fact.content.contains("31 December 2025"))
      #expect(fact.validFrom?.description == "2025-12-30T11:00:00.000000Z")
    }
  }

  @Test(
    arguments: [
      (nil, nil, "30 December 2025"), ("Pacific/Auckland", nil, "31 December 2025"),
      (nil, "Pacific/Auckland", "31 December 2025"), ("UTC", "Pacific/Auckland", "30 December 2025"),
    ] as [(String?, String?, String)])
  func `Without an offset the session's time zone counts, then the user's, then UTC`(
    session: String?, user: String?, day: String
  ) async throws {
    try await withWorld { world in
      _ = try await world.engine.sessions.create(
        SessionDraft(id: "s", app: "planner", user: "alice", timeZone: session), as: world.call)
      if let user { _ = try await world.engine.users.update("alice", timeZone: .set(user), as: world.call) }
      world.clock.move(to: try Self.time("2026-01-02T00:00:00Z").time)
      try await Self.say("I quit smoking yesterday.", at: "2025-12-31T11:30:00Z", world)
      #expect(try await Self.facts(world).first?.content.contains(day) == true)
    }
  }

  @Test func `A message is found by its day there`() async throws {
    try await withWorld { world in
      try await world.session()
      world.clock.move(to: try Self.time("2026-01-05T00:00:00Z").time)
      try await Self.say("Fireworks over the harbour", at: "2026-01-01T00:30:00+13:00", world)
      try await Self.say("A quiet evening", at: "2025-12-31T11:30:00Z", world)
      let first = try await Self.recall("1 January 2026", at: "2026-01-05T00:00:00Z", world)
      #expect(first.first == "Fireworks over the harbour")
      try await world.engine.wordIndex.rebuild { _ in }
      #expect(try await Self.recall("1 January 2026", at: "2026-01-05T00:00:00Z", world) == first)
    }
  }

  @Test func `Yesterday is the day before, by the clock of who asks`() async throws {
    try await withWorld { world in
      try await world.session()
      world.clock.move(to: try Self.time("2026-11-05T00:00:00Z").time)
      // By UTC, the second is of the same day as the question.
      try await Self.say("Lamps: the red one", at: "2026-11-02T05:00:00Z", world)
      try await Self.say("Lamps: the blue one", at: "2026-11-03T05:00:00Z", world)
      let question = "Which lamp did we talk about yesterday?"
      #expect(try await Self.recall(question, at: "2026-11-03T18:00:00Z", world).first == "Lamps: the red one")
      #expect(try await Self.recall(question, at: "2026-11-03T10:00:00-08:00", world).first == "Lamps: the blue one")
      let zone = "America/Los_Angeles"
      #expect(
        try await Self.recall(question, at: "2026-11-03T18:00:00Z", zone: zone, world).first == "Lamps: the blue one")
      // The offset of the time itself counts before the zone.
      #expect(
        try await Self.recall(question, at: "2026-11-03T18:00:00+00:00", zone: zone, world).first
          == "Lamps: the red one")
      _ = try await world.engine.sessions.update("s", SessionPatch(timeZone: .set(zone)), as: world.call)
      #expect(
        try await Self.recall(question, at: "2026-11-03T18:00:00Z", session: "s", world).first == "Lamps: the blue one")
      #expect(try await Self.recall(question, at: "2026-11-03T18:00:00Z", world).first == "Lamps: the red one")
      _ = try await world.engine.users.update("alice", timeZone: .set(zone), as: world.call)
      #expect(try await Self.recall(question, at: "2026-11-03T18:00:00Z", world).first == "Lamps: the blue one")
    }
  }

  @Test func `A zone has summer time, and one that is set later changes nothing that was said before`() async throws {
    try await withWorld { world in
      try await world.session()
      let before = try await Self.say("before", at: "2026-07-01T12:00:00Z", world)
      _ = try await world.engine.sessions.update("s", SessionPatch(timeZone: .set("Europe/Lisbon")), as: world.call)
      #expect(try await Self.say("summer", at: "2026-07-01T12:00:00Z", world).utcOffset == 60)
      #expect(try await Self.say("winter", at: "2026-01-01T12:00:00Z", world).utcOffset == 0)
      #expect(before.utcOffset == nil)
      let stored = try await world.engine.events.list(session: "s", as: world.call).elements
      #expect(stored.map(\.utcOffset) == [nil, 60, 0])
      let session = try await world.engine.sessions.update("s", SessionPatch(timeZone: .set(nil)), as: world.call)
      #expect(session.session.timeZone == nil)
    }
  }

  @Test(arguments: ["", "Lisbon", "Europe/Nowhere", "CET", "GMT+2", "+02:00", "Europe/Lisbon "])
  func `What is no time zone is refused, and an example named`(name: String) async throws {
    try await withWorld { world in
      try await world.session()
      for refused in [
        { _ = try await world.engine.users.update("alice", timeZone: .set(name), as: world.call) },
        { _ = try await world.engine.sessions.update("s", SessionPatch(timeZone: .set(name)), as: world.call) },
        { _ = try await world.engine.recall(RecallQuery("tea", user: "alice", timeZone: name), as: world.call) },
        {
          _ = try await world.engine.sessions.create(
            SessionDraft(app: "planner", user: "alice", timeZone: name), as: world.call)
        },
      ] as [() async throws -> Void] {
        let error = await #expect(throws: ScrubjayError.self) { try await refused() }
        #expect(error?.code == .invalidField && error?.fields.map(\.field) == ["time_zone"])
        #expect(name.isEmpty || error?.message.contains("Europe/Lisbon") == true)
      }
    }
  }

  @Test func `A user's time zone takes the grants of the user's memories, and is audited`() async throws {
    try await withWorld { world in
      let reader = try world.call("read:user:alice")
      let writer = try world.call("write:user:alice")
      await #expect(throws: ScrubjayError.self) {
        _ = try await world.engine.users.update("alice", timeZone: .set("UTC"), as: reader)
      }
      await #expect(throws: ScrubjayError.self) {
        _ = try await world.engine.users.update("bob", timeZone: .set("UTC"), as: writer)
      }
      await #expect(throws: ScrubjayError.self) { _ = try await world.engine.users.get("bob", as: reader) }
      _ = try await world.engine.users.update("alice", timeZone: .set("Asia/Tokyo"), as: writer)
      _ = try await world.engine.users.update("alice", timeZone: .keep, as: writer)
      #expect(try await world.engine.users.get("alice", as: reader).timeZone == "Asia/Tokyo")
      let records = try await world.engine.audit.list(AuditFilter(action: .updateUser), as: world.call).elements
      #expect(records.count == 2)
      #expect(records.allSatisfy { $0.namespace == "user:alice" && $0.details.json["time_zone"] == "Asia/Tokyo" })
    }
  }

  @Test func `A language model is shown the time by the clock of who speaks`() async throws {
    let chat = ScriptedChat()
    try await withWorld(chat: ChatSettings(chat, budget: ModelBudget())) { world in
      try await world.session()
      try await Self.say("I quit smoking yesterday.", at: "2026-01-01T00:30:00+13:00", world)
      chat.facts(("Quit smoking on 31 December 2025.", 1))
      _ = try await world.engine.extractions.run(as: world.call)
      let shown = chat.requests.last?.messages.last?.content ?? ""
      #expect(shown.contains("2026-01-01T00:30:00.000000+13:00"))
    }
  }
}
