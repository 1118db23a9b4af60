import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

@Suite struct MessageTests {
  @Test func `A message's actor follows from its role and the session's app`() async throws {
    try await withWorld { world in
      try await world.session(app: "\u{301}odd:app")
      let drafts = Role.allCases.map { MessageDraft(role: $0, content: "x") }
      let events = try await world.engine.messages.append(drafts, to: "s", as: world.call).events
      let agent = Actor.agent("\u{301}odd:app")
      #expect(events.map(\.actor) == [.system, .user, agent, agent])
      let stored = try await world.engine.messages.list(session: "s", as: world.call).elements
      #expect(stored.map(\.message) == events)
      // What a user says is looked at later, and nothing else is.
      #expect(stored.map(\.extraction) == [nil, .waiting, nil, nil])
    }
  }

  @Test func `The window shows the pair's last twenty, across sessions, the oldest first`() async throws {
    try await withWorld { world in
      #expect(try await world.engine.messages.window(app: "planner", user: "alice", as: world.call) == [])
      try await world.session("one")
      try await world.session("two")
      try await world.session("other app", app: "writer")
      try await world.session("other user", user: "bob")
      for number in 1...13 {
        try await world.say("one \(number)", in: "one")
        try await world.say("two \(number)", in: "two")
        try await world.say("not theirs", in: number.isMultiple(of: 2) ? "other app" : "other user")
      }
      let all = (1...13).flatMap { ["one \($0)", "two \($0)"] }
      func window(_ count: Int) async throws -> [String] {
        try await world.engine.messages.window(app: "planner", user: "alice", last: count, as: world.call)
          .map(\.content.text)
      }
      let byDefault = try await world.engine.messages.window(app: "planner", user: "alice", as: world.call)
      #expect(byDefault.map(\.content.text) == all.suffix(20))
      #expect(try await window(3) == all.suffix(3))
      #expect(try await window(1_000) == all)
      #expect(await code { _ = try await window(0) } == .invalidField)
      #expect(await code { _ = try await window(1_001) } == .invalidField)
    }
  }

  @Test func `A message stored by user and app joins their open session, or opens one`() async throws {
    try await withWorld { world in
      func store(_ content: String, user: String = "alice", app: String = "planner") async throws -> Event {
        let draft = MessageDraft(role: .user, content: content, channel: "sms")
        let events = try await world.engine.messages.store(draft, user: user, app: app, as: world.call).events
        return try #require(events.first)
      }
      let first = try await store("hello")
      let opened = try await world.engine.sessions.get(first.session, as: world.call).session
      #expect(opened.channel == "sms")
      #expect(opened.title == "hello")
      #expect(opened.status == .active)
      #expect(try await store("again").session == first.session)
      #expect(try await store("another's", user: "bob").session != first.session)
      #expect(try await store("another app", app: "writer").session != first.session)
      _ = try await world.engine.sessions.update(first.session, SessionPatch(status: .paused), as: world.call)
      let second = try await store("while that one is paused")
      #expect(second.session != first.session)
      _ = try await world.engine.sessions.update(second.session, SessionPatch(status: .terminated), as: world.call)
      let third = try await store("after that one ended")
      #expect(![first.session, second.session].contains(third.session))
    }
  }

  @Test func `A message stored by user and app joins a session that has no message yet`() async throws {
    try await withWorld { world in
      try await world.session("waiting")
      let draft = MessageDraft(role: .user, content: "hello")
      let events = try await world.engine.messages.store(draft, user: "alice", app: "planner", as: world.call).events
      #expect(events.map(\.session) == ["waiting"])
    }
  }

  @Test func `Messages that come together open one session`() async throws {
    try await withWorld { world in
      let sessions = try await withThrowingTaskGroup(of: [String].self) { group in
        for number in 0..<20 {
          group.addTask {
            let draft = MessageDraft(role: .user, content: "message \(number)")
            return try await world.engine.messages.store(draft, user: "alice", app: "planner", as: world.call).events
              .map(\.session)
          }
        }
        return try await group.reduce(into: Set()) { $0.formUnion($1) }
      }
      #expect(sessions.count == 1)
    }
  }

  @Test func `A list shows the newest fifty, the oldest first, and goes back by its cursor`() async throws {
    try await withWorld { world in
      try await world.session()
      for number in 1...120 {
        world.clock.advance(by: .seconds(1))
        try await world.say("\(number)")
      }
      var cursor: String?
      var pages: [[String]] = []
      repeat {
        let page = try await world.engine.messages.list(session: "s", cursor: cursor, as: world.call)
        pages.append(page.elements.map(\.message.content.text))
        cursor = page.nextCursor
      } while cursor != nil
      #expect(pages == [Array(71...120), Array(21...70), Array(1...20)].map { $0.map(String.init) })
    }
  }

  @Test func `A list is narrowed by role, channel and time, both ends included`() async throws {
    try await withWorld { world in
      try await world.session(channel: "web")
      let start = world.clock.now()
      for (number, role) in [Role.user, .assistant, .user, .tool].enumerated() {
        let draft = MessageDraft(
          role: role, content: "\(number)", channel: number == 2 ? "sms" : nil,
          occurredAt: start.advanced(by: .seconds(number)))
        _ = try await world.engine.messages.append([draft], to: "s", as: world.call)
      }
      func session(_ role: Role?, _ since: Int?, _ until: Int?) async throws -> [String] {
        try await world.engine.messages.list(
          session: "s", role: role, since: since.map { start.advanced(by: .seconds($0)) },
          until: until.map { start.advanced(by: .seconds($0)) }, as: world.call
        ).elements.map(\.message.content.text)
      }
      #expect(try await session(.user, nil, nil) == ["0", "2"])
      #expect(try await session(nil, 1, 2) == ["1", "2"])
      #expect(try await session(nil, 4, nil) == [])
      let filter = MessageFilter(user: "alice", channel: "sms")
      let found = try await world.engine.messages.list(filter, as: world.call).elements
      #expect(found.map(\.message.content.text) == ["2"])
    }
  }

  @Test func `Without an app a list shows the apps that the key may read`() async throws {
    try await withWorld { world in
      for app in ["planner", "writer", "secret"] {
        try await world.session(app, app: app)
        try await world.say(app, in: app)
      }
      let call = try world.call("read:user:alice", "read:app:planner", "read:app:writer")
      let messages = try await world.engine.messages.list(MessageFilter(user: "alice"), as: call).elements
      #expect(Set(messages.map(\.message.app)) == ["planner", "writer"])
      let sessions = try await world.engine.sessions.list(SessionFilter(user: "alice"), as: call).elements
      #expect(Set(sessions.map(\.app)) == ["planner", "writer"])
    }
  }
}
