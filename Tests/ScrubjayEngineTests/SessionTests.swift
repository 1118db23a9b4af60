import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

@Suite struct SessionTests {
  @Test func `A session is created with what was given, and read back`() async throws {
    try await withWorld { world in
      let draft = SessionDraft(
        id: "mine", app: "planner", user: "alice", project: "p", channel: "sms", title: "Trip",
        state: JSONText(stored: #"{"step":1.0,"user:theme":"dark"}"#), metadata: JSONText(stored: #"{"b":1.0,"a":[]}"#))
      let created = try await world.engine.sessions.create(draft, as: world.call)
      let session = created.session
      #expect(
        session
          == Session(
            id: "mine", app: "planner", user: "alice", project: "p", channel: "sms", title: "Trip",
            metadata: draft.metadata, createdAt: world.clock.now(), updatedAt: world.clock.now()))
      #expect(created.state.map(\.key) == ["step", "user:theme"])
      #expect(created.state.first?.value.text == "1.0")
      #expect(try await world.engine.sessions.get("mine", as: world.call) == created)
    }
  }

  @Test func `An id is made when none is given, and refused when it is taken`() async throws {
    try await withWorld { world in
      let draft = SessionDraft(app: "planner", user: "alice")
      let ids = [
        try await world.engine.sessions.create(draft, as: world.call).session.id,
        try await world.engine.sessions.create(draft, as: world.call).session.id,
      ]
      #expect(Set(ids).count == 2)
      let taken = SessionDraft(id: ids[0], app: "other", user: "bob")
      #expect(await code { _ = try await world.engine.sessions.create(taken, as: world.call) } == .sessionExists)
      #expect(await code { _ = try await world.engine.sessions.get("none", as: world.call) } == .sessionNotFound)
    }
  }

  @Test func `It lives from created to archived, and its times show it`() async throws {
    try await withWorld { world in
      try await world.session()
      let start = world.clock.now()
      try await world.say("hello")
      #expect(try await world.engine.sessions.get("s", as: world.call).session.status == .active)
      for status in [SessionStatus.paused, .active, .terminated, .archived] {
        world.clock.advance(by: .seconds(60))
        let session = try await world.engine.sessions.update("s", SessionPatch(status: status), as: world.call).session
        #expect(session.status == status)
        #expect(session.updatedAt == world.clock.now())
      }
      let session = try await world.engine.sessions.get("s", as: world.call).session
      #expect(session.terminatedAt == start.advanced(by: .seconds(180)))
      #expect(session.archivedAt == start.advanced(by: .seconds(240)))
      #expect(session.createdAt == start)
    }
  }

  /// Every way from one status to another: the few that are allowed, and all the others.
  @Test(arguments: SessionStatus.allCases, SessionStatus.allCases)
  func `A status changes only where its life leads`(from: SessionStatus, to: SessionStatus) async throws {
    let path: [SessionStatus] =
      switch from {
      case .created: []
      case .active: [.active]
      case .paused: [.active, .paused]
      case .terminated: [.terminated]
      case .archived: [.terminated, .archived]
      }
    try await withWorld { world in
      try await world.session()
      for status in path {
        _ = try await world.engine.sessions.update("s", SessionPatch(status: status), as: world.call)
      }
      let found = await code {
        _ = try await world.engine.sessions.update("s", SessionPatch(status: to), as: world.call)
      }
      let wanted: ScrubjayError.Code? =
        if from == .archived { .sessionNotOpen } else if from == to || from.successors.contains(to) { nil } else {
          .illegalTransition
        }
      #expect(found == wanted)
      let session = try await world.engine.sessions.get("s", as: world.call).session
      #expect(session.status == (wanted == nil ? to : from))
    }
  }

  @Test(arguments: [SessionStatus.paused, .terminated, .archived])
  func `A session that is set aside or over takes no events`(status: SessionStatus) async throws {
    try await withWorld { world in
      try await world.session()
      try await world.say("hello")
      let path: [SessionStatus] = status == .archived ? [.terminated, .archived] : [status]
      for status in path {
        _ = try await world.engine.sessions.update("s", SessionPatch(status: status), as: world.call)
      }
      #expect(await code { try await world.say("more") } == .sessionNotOpen)
      #expect(try await world.engine.events.list(session: "s", as: world.call).elements.count == 1)
    }
  }

  @Test func `An archived session is read-only but can be deleted`() async throws {
    try await withWorld { world in
      try await world.session()
      for status in [SessionStatus.terminated, .archived] {
        _ = try await world.engine.sessions.update("s", SessionPatch(status: status), as: world.call)
      }
      let patch = SessionPatch(title: .set("new"))
      #expect(await code { _ = try await world.engine.sessions.update("s", patch, as: world.call) } == .sessionNotOpen)
      try await world.engine.sessions.delete("s", as: world.call)
      #expect(await code { _ = try await world.engine.sessions.get("s", as: world.call) } == .sessionNotFound)
    }
  }

  @Test func `Nothing of an archived session can be changed`() async throws {
    try await withWorld { world in
      try await world.session(project: "p")
      try await world.say("hello")
      for status in [SessionStatus.terminated, .archived] {
        _ = try await world.engine.sessions.update("s", SessionPatch(status: status), as: world.call)
      }
      let before = try await world.engine.sessions.get("s", as: world.call)
      let patches =
        [
          SessionPatch(), SessionPatch(title: .set(nil)), SessionPatch(project: .set("q")),
          SessionPatch(metadata: JSONText(stored: #"{"x":1}"#)),
        ] + SessionStatus.allCases.map { SessionPatch(status: $0) }
      for patch in patches {
        #expect(
          await code { _ = try await world.engine.sessions.update("s", patch, as: world.call) } == .sessionNotOpen)
      }
      for key in try ["temp:a", "b", "user:c", "app:d", "project:e"].map(StateKey.init) {
        let value = JSONText(stored: "1")
        #expect(
          await code { _ = try await world.engine.state.set(key, to: value, session: "s", as: world.call) }
            == .sessionNotOpen)
        #expect(
          await code { try await world.engine.state.remove(key, session: "s", as: world.call) } == .sessionNotOpen)
      }
      for type in EventType.allCases {
        let event = EventDraft(type: type, actor: .system, content: .text("x"))
        #expect(
          await code { _ = try await world.engine.events.append([event], to: "s", as: world.call) } == .sessionNotOpen)
      }
      #expect(try await world.engine.sessions.get("s", as: world.call) == before)
    }
  }

  @Test func `A session says when its last event happened, whenever it was stored`() async throws {
    try await withWorld { world in
      try await world.session()
      #expect(try await world.engine.sessions.get("s", as: world.call).session.lastEventAt == nil)
      let drafts = [7, 3].map {
        MessageDraft(role: .user, content: "x", occurredAt: Timestamp(seconds: $0))
      }
      _ = try await world.engine.messages.append(drafts, to: "s", as: world.call)
      _ = try await world.engine.sessions.update("s", SessionPatch(title: .set("Trip")), as: world.call)
      let session = try await world.engine.sessions.get("s", as: world.call).session
      #expect(session.lastEventAt == Timestamp(seconds: 3))
      #expect(session.updatedAt == world.clock.now())
    }
  }

  @Test func `Sessions are listed with the state that each sees and the caller may read`() async throws {
    try await withWorld { world in
      try await world.session("1", project: "p")
      try await world.session("2", app: "other")
      let state = [("1", "own"), ("1", "temp:t"), ("1", "user:u"), ("1", "app:a"), ("1", "project:x"), ("2", "app:b")]
      for (session, key) in state {
        _ = try await world.engine.state.set(
          StateKey(key), to: JSONText(stored: "1"), session: session, as: world.call)
        world.clock.advance(by: .seconds(1))
      }
      func listed(_ call: Call, _ order: SessionOrder) async throws -> [[String]] {
        try await world.engine.sessions.listWithState(SessionFilter(user: "alice"), order: order, as: call).elements
          .map { [$0.session.id] + $0.state.map(\.key) }
      }
      let first = ["1", "temp:t", "own", "user:u", "app:a", "project:x"]
      #expect(try await listed(world.call, .oldest) == [first, ["2", "user:u", "app:b"]])
      #expect(try await listed(world.call, .latest) == [["2", "user:u", "app:b"], first])
      let member = try world.call("read:user:alice", "read:app:planner")
      #expect(try await listed(member, .oldest) == [["1", "temp:t", "own", "user:u", "app:a"]])
    }
  }

  @Test func `Title, project and metadata are changed apart, and can be taken away`() async throws {
    try await withWorld { world in
      try await world.session(project: "p")
      let metadata = JSONText(stored: #"{"x":1.50}"#)
      let patches = [
        SessionPatch(title: .set("Trip")), SessionPatch(project: .set("q")), SessionPatch(metadata: metadata),
        SessionPatch(title: .set(nil)), SessionPatch(project: .set(nil)),
      ]
      var seen: [[String?]] = []
      for patch in patches {
        let session = try await world.engine.sessions.update("s", patch, as: world.call).session
        seen.append([session.title, session.project, session.metadata.text])
      }
      #expect(
        seen == [
          ["Trip", "p", "{}"], ["Trip", "q", "{}"], ["Trip", "q", metadata.text], [nil, "q", metadata.text],
          [nil, nil, metadata.text],
        ])
    }
  }

  @Test func `A stale revision changes nothing`() async throws {
    try await withWorld { world in
      try await world.session()
      try await world.say("one", "two")
      let patch = SessionPatch(title: .set("Trip"))
      for revision in [0, 1, 3] {
        #expect(
          await code { _ = try await world.engine.sessions.update("s", patch, revision: revision, as: world.call) }
            == .stale)
        #expect(
          await code { try await world.engine.sessions.delete("s", revision: revision, as: world.call) } == .stale)
      }
      #expect(try await world.engine.sessions.update("s", patch, revision: 2, as: world.call).session.title == "Trip")
      // The change was one itself: whoever saw what was before it may not delete what is there now.
      #expect(await code { try await world.engine.sessions.delete("s", revision: 2, as: world.call) } == .stale)
      try await world.engine.sessions.delete("s", revision: 3, as: world.call)
    }
  }

  @Test func `Deleting takes the messages, and leaves memories with their source marked`() async throws {
    try await withWorld { world in
      try await world.session()
      let event = try await world.say("I play the cello")[0]
      let memory = try await world.remember("plays the cello") {
        $0.sources = [MemorySource(session: "s", event: event.id), MemorySource(session: "elsewhere")]
      }
      world.clock.advance(by: .seconds(5))
      try await world.engine.sessions.delete("s", as: world.call)
      let found = try await world.engine.memories.get(memory.id, as: world.call)
      #expect(found.sources.map(\.deletedAt) == [world.clock.now(), nil])
      #expect(try await world.engine.messages.window(app: "planner", user: "alice", as: world.call) == [])
      let record = try #require(
        try await world.engine.audit.list(AuditFilter(action: .deleteSession), as: world.call).elements.first)
      #expect(record.details.text == #"{"session":"s","events":1}"#)
    }
  }

  @Test func `A session with the id of a deleted one remembers nothing of it`() async throws {
    try await withWorld { world in
      try await world.session("s", user: "alice")
      try await world.remember("alice's secret", in: "session:s")
      try await world.remember("alice's draft", in: "temp:s:turn")
      _ = try await world.engine.documents.put(
        DocumentDraft(namespace: Namespace(.session, "s"), path: "a.md", content: "alice's notes"), as: world.call)
      try await world.engine.sessions.delete("s", as: world.call)
      try await world.session("s", user: "bob")
      #expect(try await world.engine.documents.list(DocumentFilter(), as: world.call).elements.isEmpty)
      #expect(
        try await world.engine.recall(RecallQuery("alice's secret draft", session: "s"), as: world.call).hits.isEmpty)
      let left = MemoryFilter(namespaces: [try NamespacePrefix("session:s"), try NamespacePrefix("temp:s")])
      #expect(try await world.engine.memories.list(left, as: world.call).elements.isEmpty)
    }
  }

  @Test func `Whoever may read some apps gets whole pages of those`() async throws {
    try await withWorld { world in
      for number in 0..<6 { try await world.session("s\(number)", app: number < 2 ? "open" : "closed", user: "alice") }
      for number in 0..<6 { try await world.say("message \(number)", in: "s\(number)") }
      let call = try world.call("read:user:alice", "read:app:open")
      let sessions = try await world.engine.sessions.list(SessionFilter(user: "alice"), limit: 2, as: call)
      #expect(sessions.elements.map(\.id) == ["s1", "s0"] && sessions.nextCursor == nil)
      let messages = try await world.engine.messages.list(MessageFilter(user: "alice"), limit: 2, as: call)
      #expect(
        messages.elements.map(\.message.content.text) == ["message 0", "message 1"] && messages.nextCursor == nil)
    }
  }

  @Test func `Sessions are listed by user, the last changed first`() async throws {
    try await withWorld { world in
      for (id, user) in [("1", "alice"), ("2", "bob"), ("3", "alice"), ("4", "alice")] {
        try await world.session(id, user: user)
        world.clock.advance(by: .seconds(1))
      }
      try await world.say("hello", in: "1")
      let filter = SessionFilter(user: "alice")
      let first = try await world.engine.sessions.list(filter, limit: 2, as: world.call)
      #expect(first.elements.map(\.id) == ["1", "4"])
      let second = try await world.engine.sessions.list(filter, cursor: first.nextCursor, limit: 2, as: world.call)
      #expect(second.elements.map(\.id) == ["3"])
      #expect(second.nextCursor == nil)
      #expect(
        try await world.engine.sessions.list(SessionFilter(status: .active), as: world.call).elements.map(\.id) == ["1"]
      )
    }
  }
}
