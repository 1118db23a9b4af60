import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

@Suite struct EventTests {
  @Test func `Events are numbered in the order in which they are given, each kind with what it carries`() async throws {
    try await withWorld { world in
      try await world.session(channel: "sms")
      let drafts = [
        EventDraft(type: .message, actor: .user, name: "Alice", content: .text("hi"), channel: "web"),
        EventDraft(
          id: "call", type: .toolCall, actor: .agent("planner"), content: .json(JSONText(stored: #"{"b":1.0}"#))),
        EventDraft(
          type: .message, actor: .agent("planner"), role: .tool, content: .text("rain"),
          occurredAt: Timestamp(seconds: 7)),
      ]
      let appended = try await world.engine.events.append(drafts, to: "s", as: world.call)
      #expect(appended.revision == 3)
      #expect(appended.events.map(\.position) == [1, 2, 3])
      #expect(appended.events.map(\.role) == [.user, nil, .tool])
      #expect(appended.events.map(\.channel) == ["web", "sms", "sms"])
      #expect(appended.events.map(\.occurredAt) == [world.clock.now(), world.clock.now(), Timestamp(seconds: 7)])
      #expect(appended.events.map(\.recordedAt) == [world.clock.now(), world.clock.now(), world.clock.now()])
      #expect(appended.events[1].id == "call")
      #expect(appended.events[1].content.text == #"{"b":1.0}"#)
      #expect(try await world.engine.events.list(session: "s", as: world.call).elements == appended.events)
      #expect(try await world.engine.sessions.get("s", as: world.call).session.revision == 3)
    }
  }

  @Test func `A bad event among good ones stores none of them, nor their state, nor a title`() async throws {
    try await withWorld { world in
      try await world.session()
      try await world.session("other")
      try await world.say("first", in: "other")
      let taken = try await world.say("taken", in: "other")[0].id
      let before = try await world.engine.sessions.get("s", as: world.call)
      world.clock.advance(by: .seconds(1))
      let delta = JSONText(stored: #"{"step":1,"user:x":2}"#)
      let drafts = [
        EventDraft(id: "good", type: .message, actor: .user, content: .text("xylophone"), stateDelta: delta),
        EventDraft(id: taken, type: .message, actor: .user, content: .text("second")),
      ]
      #expect(await code { _ = try await world.engine.events.append(drafts, to: "s", as: world.call) } == .eventExists)
      #expect(try await world.engine.sessions.get("s", as: world.call) == before)
      #expect(try await world.engine.events.list(session: "s", as: world.call).elements == [])
      #expect(try await world.engine.recall(RecallQuery("xylophone", user: "alice"), as: world.call).hits == [])
      // The same request without the mistake goes through.
      _ = try await world.engine.events.append([drafts[0]], to: "s", as: world.call)
    }
  }

  @Test(arguments: [
    (
      "a message of JSON", EventDraft(type: .message, actor: .user, content: .json(.emptyObject)), "events[1].content"
    ),
    (
      "a role of no message", EventDraft(type: .action, actor: .user, role: .user, content: .text("x")),
      "events[1].role"
    ),
    ("an empty id", EventDraft(id: "", type: .action, actor: .user, content: .text("x")), "events[1].id"),
    (
      "an agent with a control character", EventDraft(type: .action, actor: .agent("\n"), content: .text("x")),
      "events[1].actor"
    ),
    ("U+0000", EventDraft(type: .message, actor: .user, content: .text("a\u{0}b")), "events[1].content"),
    (
      "text that is too long",
      EventDraft(
        type: .message, actor: .user, content: .text(String(repeating: "x", count: Limits.contentBytes + 1))),
      "events[1].content"
    ),
    (
      "metadata that is no object",
      EventDraft(type: .action, actor: .user, content: .text("x"), metadata: JSONText(stored: "[]")),
      "events[1].metadata"
    ),
    (
      "a delta that is no object",
      EventDraft(type: .action, actor: .user, content: .text("x"), stateDelta: JSONText(stored: "1")),
      "events[1].state_delta"
    ),
  ])
  func `A wrong field is named, and nothing stored`(what: String, draft: EventDraft, field: String) async throws {
    try await withWorld { world in
      try await world.session()
      let good = EventDraft(type: .message, actor: .user, content: .text("good"))
      let error = await #expect(throws: ScrubjayError.self) {
        try await world.engine.events.append([good, draft], to: "s", as: world.call)
      }
      #expect(error?.code == .invalidField)
      #expect(error?.fields.map(\.field) == [field])
      #expect(try await world.engine.events.list(session: "s", as: world.call).elements == [])
    }
  }

  @Test func `A request has at least one event and at most the limit`() async throws {
    try await withWorld { world in
      try await world.session()
      let draft = EventDraft(type: .action, actor: .user, content: .text("x"))
      for count in [0, Limits.eventsPerRequest + 1] {
        let drafts = Array(repeating: draft, count: count)
        #expect(
          await code { _ = try await world.engine.events.append(drafts, to: "s", as: world.call) } == .invalidField)
      }
      let most = Array(repeating: draft, count: Limits.eventsPerRequest)
      #expect(try await world.engine.events.append(most, to: "s", as: world.call).revision == Limits.eventsPerRequest)
    }
  }

  @Test func `Only the expected revision may be added to`() async throws {
    try await withWorld { world in
      try await world.session()
      let draft = EventDraft(type: .action, actor: .user, content: .text("x"))
      #expect(try await world.engine.events.append([draft, draft], to: "s", revision: 0, as: world.call).revision == 2)
      for revision in [0, 1, 3] {
        #expect(
          await code { _ = try await world.engine.events.append([draft], to: "s", revision: revision, as: world.call) }
            == .stale)
      }
      #expect(try await world.engine.events.append([draft], to: "s", revision: 2, as: world.call).revision == 3)
    }
  }

  @Test func `Of those who expect the same revision one is first`() async throws {
    try await withWorld { world in
      try await world.session()
      let draft = EventDraft(type: .action, actor: .user, content: .text("x"))
      let codes = await withTaskGroup(of: ScrubjayError.Code?.self) { group in
        for _ in 0..<12 {
          group.addTask {
            await code { _ = try await world.engine.events.append([draft], to: "s", revision: 0, as: world.call) }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(codes.count { $0 == nil } == 1)
      #expect(codes.count { $0 == .stale } == 11)
    }
  }

  @Test func `A session's events are listed between others, by type, page by page`() async throws {
    try await withWorld { world in
      try await world.session()
      try await world.session("other")
      let foreign = try await world.say("x", in: "other")[0].id
      let drafts = (1...9).map { number in
        EventDraft(id: "e\(number)", type: number % 3 == 0 ? .action : .message, actor: .user, content: .text("x"))
      }
      _ = try await world.engine.events.append(drafts, to: "s", as: world.call)
      func ids(after: String? = nil, before: String? = nil, type: EventType? = nil) async throws -> [String] {
        var ids: [String] = []
        var cursor: String?
        repeat {
          let page = try await world.engine.events.list(
            session: "s", after: after, before: before, type: type, cursor: cursor, limit: 2, as: world.call)
          ids += page.elements.map(\.id)
          cursor = page.nextCursor
        } while cursor != nil
        return ids
      }
      #expect(try await ids() == (1...9).map { "e\($0)" })
      #expect(try await ids(after: "e3", before: "e7") == ["e4", "e5", "e6"])
      #expect(try await ids(after: "e2", type: .action) == ["e3", "e6", "e9"])
      for id in ["none", foreign] {
        #expect(
          await code { _ = try await world.engine.events.list(session: "s", after: id, as: world.call) }
            == .eventNotFound)
      }
    }
  }

  @Test func `The newest events are shown, the oldest of them first, and those before them on request`() async throws {
    try await withWorld { world in
      try await world.session()
      let drafts = (1...7).map { number in
        EventDraft(
          id: "e\(number)", type: .action, actor: .user, content: .text("x"),
          occurredAt: Timestamp(seconds: Int64(number)))
      }
      _ = try await world.engine.events.append(drafts, to: "s", as: world.call)
      let last = try await world.engine.events.list(session: "s", newest: true, limit: 3, as: world.call)
      #expect(last.elements.map(\.id) == ["e5", "e6", "e7"])
      let earlier = try await world.engine.events.list(
        session: "s", newest: true, cursor: last.nextCursor, limit: 3, as: world.call)
      #expect(earlier.elements.map(\.id) == ["e2", "e3", "e4"])
      let some = try await world.engine.events.list(
        session: "s", since: Timestamp(seconds: 2), until: Timestamp(seconds: 4), newest: true, limit: 2, as: world.call
      )
      #expect(some.elements.map(\.id) == ["e3", "e4"])
    }
  }

  @Test(
    arguments: [
      ("Plan my trip", "Plan my trip"), ("\n\n  Plan \t my\u{A0}trip  \nto Oslo", "Plan my trip"), (" \n\t", nil),
      ("", nil),
      (String(repeating: "word ", count: 40), String(repeating: "word ", count: 16).dropLast() + "…"),
      (String(repeating: "x", count: 81), String(repeating: "x", count: 80) + "…"),
      (String(repeating: "x", count: 80), String(repeating: "x", count: 80)),
      (String(repeating: "👩🏽‍🚒", count: 81), String(repeating: "👩🏽‍🚒", count: 16) + "…"),
      ("Plan\u{1B}[31m my\u{7} trip", "Plan[31m my trip"),
      ("e" + String(repeating: "\u{301}", count: 9_000), nil),
    ] as [(String, String?)])
  func `A session without a title takes it from its first message`(content: String, title: String?) async throws {
    try await withWorld { world in
      try await world.session()
      let drafts = [
        EventDraft(type: .action, actor: .user, content: .text("no message")),
        EventDraft(type: .message, actor: .user, content: .text(content)),
      ]
      _ = try await world.engine.events.append(drafts, to: "s", as: world.call)
      #expect(try await world.engine.sessions.get("s", as: world.call).session.title == title)
    }
  }

  @Test func `A title that is there stays`() async throws {
    try await withWorld { world in
      _ = try await world.engine.sessions.create(
        SessionDraft(id: "s", app: "planner", user: "alice", title: "Mine"), as: world.call)
      try await world.say("hello")
      #expect(try await world.engine.sessions.get("s", as: world.call).session.title == "Mine")
      try await world.session("t")
      try await world.say("first", in: "t")
      try await world.say("second", in: "t")
      #expect(try await world.engine.sessions.get("t", as: world.call).session.title == "first")
    }
  }
}
