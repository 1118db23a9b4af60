import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

@Suite struct StateTests {
  private static func set(_ world: World, _ key: String, _ json: String, session: String = "s") async throws {
    _ = try await world.engine.state.set(
      StateKey(key), to: JSONText(stored: json), session: session, as: world.call)
  }

  private static func keys(_ world: World, _ session: String = "s") async throws -> [String] {
    try await world.engine.state.get(session: session, as: world.call).map(\.key)
  }

  private static let all = ["temp:a", "session:b", "c", "user:d", "app:e", "project:f"]

  @Test func `A value is shared as widely as its scope says`() async throws {
    try await withWorld { world in
      try await world.session("s", project: "p")
      try await world.session("same user", app: "other")
      try await world.session("same app", user: "bob")
      try await world.session("same project", app: "third", user: "carol", project: "p")
      for key in Self.all { try await Self.set(world, key, "1") }
      #expect(try await Self.keys(world) == ["temp:a", "b", "c", "user:d", "app:e", "project:f"])
      #expect(try await Self.keys(world, "same user") == ["user:d"])
      #expect(try await Self.keys(world, "same app") == ["app:e"])
      #expect(try await Self.keys(world, "same project") == ["project:f"])
    }
  }

  @Test func `A value is set anew, read, and removed`() async throws {
    try await withWorld { world in
      try await world.session()
      let key = try StateKey("step")
      try await Self.set(world, "step", "1.0")
      world.clock.advance(by: .seconds(9))
      try await Self.set(world, "session:step", #"{"b":2.50,"a":null}"#)
      let entry = try await world.engine.state.get(key, session: "s", as: world.call)
      #expect(entry.value.text == #"{"b":2.50,"a":null}"#)
      #expect(entry.updatedAt == world.clock.now())
      try await world.engine.state.remove(key, session: "s", as: world.call)
      #expect(await code { _ = try await world.engine.state.get(key, session: "s", as: world.call) } == .stateNotFound)
      #expect(await code { try await world.engine.state.remove(key, session: "s", as: world.call) } == .stateNotFound)
    }
  }

  @Test func `What belongs to the turn goes with its final response, what that set too`() async throws {
    try await withWorld { world in
      try await world.session("s", project: "p")
      try await world.session("other")
      for key in Self.all { try await Self.set(world, key, "1") }
      try await Self.set(world, "temp:x", "1", session: "other")
      try await world.say("not final")
      #expect(try await Self.keys(world).count == 6)
      let final = EventDraft(
        type: .message, actor: .agent("planner"), content: .text("done"),
        stateDelta: JSONText(stored: #"{"temp:late":1,"step":2}"#), isFinalResponse: true)
      _ = try await world.engine.events.append([final], to: "s", as: world.call)
      #expect(try await Self.keys(world) == ["b", "c", "step", "user:d", "app:e", "project:f"])
      #expect(try await Self.keys(world, "other").contains("temp:x"))
    }
  }

  @Test func `What belongs to the session goes when it ends, and no more can be set`() async throws {
    try await withWorld { world in
      try await world.session("s", project: "p")
      for key in Self.all { try await Self.set(world, key, "1") }
      let ended = try await world.engine.sessions.update("s", SessionPatch(status: .terminated), as: world.call)
      #expect(ended.state.map(\.key) == ["user:d", "app:e", "project:f"])
      #expect(await code { try await Self.set(world, "user:d", "2") } == .sessionNotOpen)
      let key = try StateKey("user:d")
      #expect(await code { try await world.engine.state.remove(key, session: "s", as: world.call) } == .sessionNotOpen)
      #expect(try await world.engine.state.get(key, session: "s", as: world.call).value.text == "1")
    }
  }

  @Test func `A delta sets its members in their order, to null too`() async throws {
    try await withWorld { world in
      try await world.session()
      let delta = JSONText(stored: #"{"a":1.0,"user:b":{"z":1,"y":2},"n":null,"session:a":2}"#)
      let event = EventDraft(type: .stateChange, actor: .system, content: .json(delta), stateDelta: delta)
      _ = try await world.engine.events.append([event], to: "s", as: world.call)
      let state = try await world.engine.state.get(session: "s", as: world.call)
      #expect(state.map(\.key) == ["a", "n", "user:b"])
      #expect(state.map(\.value.text) == ["2", "null", #"{"z":1,"y":2}"#])
    }
  }

  @Test(arguments: ["app:e", "project:f"])
  func `What is shared beyond the user needs a grant to write, however it is written`(key: String) async throws {
    try await withWorld { world in
      try await world.session("s", project: "p")
      let member = try world.call("write:user:alice", "read:user:alice", "read:app:planner", "read:project:p")
      let grant = key == "app:e" ? "write:app:planner" : "write:project:p"
      let owner = try world.call("write:user:alice", "read:user:alice", "read:app:planner", "read:project:p", grant)
      let delta = JSONText(stored: "{\"own\":1,\"\(key)\":1}")
      let event = EventDraft(type: .stateChange, actor: .system, content: .text("x"), stateDelta: delta)
      let draft = SessionDraft(id: "new", app: "planner", user: "alice", project: "p", state: delta)
      let stateKey = try StateKey(key)
      let value = JSONText(stored: "1")
      for (call, wanted) in [(member, ScrubjayError.Code.missingGrant), (owner, nil)] {
        #expect(await code { _ = try await world.engine.events.append([event], to: "s", as: call) } == wanted)
        #expect(await code { _ = try await world.engine.sessions.create(draft, as: call) } == wanted)
        #expect(
          await code { _ = try await world.engine.state.set(stateKey, to: value, session: "s", as: call) } == wanted)
        #expect(await code { try await world.engine.state.remove(stateKey, session: "s", as: call) } == wanted)
        // What was refused left nothing of the rest of it.
        #expect(try await Self.keys(world).contains("own") == (wanted == nil))
        #expect(
          await code { _ = try await world.engine.sessions.get("new", as: world.call) }
            == (wanted == nil ? nil : .sessionNotFound))
      }
    }
  }

  @Test func `A session that changes its project sees the other's state`() async throws {
    try await withWorld { world in
      try await world.session("s", project: "p")
      try await world.session("t", project: "q")
      try await Self.set(world, "project:goal", #""p's""#)
      try await Self.set(world, "project:goal", #""q's""#, session: "t")
      for (project, wanted) in [
        ("q", #"["project:goal", "\"q\'s\""]"#), (nil, "[]"), ("p", #"["project:goal", "\"p\'s\""]"#),
      ] {
        let moved = try await world.engine.sessions.update("s", SessionPatch(project: .set(project)), as: world.call)
        #expect("\(moved.state.flatMap { [$0.key, $0.value.text] })" == wanted)
      }
    }
  }

  @Test func `What a user, an app or a project shares is read without a session`() async throws {
    try await withWorld { world in
      try await world.session("s", project: "p")
      for key in Self.all { try await Self.set(world, key, "1") }
      for (scope, owner, key) in [
        (StateScope.user, "alice", "user:d"), (.app, "planner", "app:e"), (.project, "p", "project:f"),
      ] {
        #expect(try await world.engine.state.shared(scope, of: owner, as: world.call).map(\.key) == [key])
        #expect(try await world.engine.state.shared(scope, of: "s", as: world.call) == [])
        let stranger = try world.call("read:user:al", "read:app:plan", "read:project:pp")
        #expect(await code { _ = try await world.engine.state.shared(scope, of: owner, as: stranger) } == .missingGrant)
      }
      for scope in [StateScope.temp, .session] {
        #expect(await code { _ = try await world.engine.state.shared(scope, of: "s", as: world.call) } == .invalidField)
      }
    }
  }

  @Test func `What a key may not read it does not see in a session's state`() async throws {
    try await withWorld { world in
      try await world.session("s", project: "p")
      for key in Self.all { try await Self.set(world, key, "1") }
      let call = try world.call("read:user:alice", "read:app:planner")
      let seen = try await world.engine.state.get(session: "s", as: call).map(\.key)
      #expect(seen == ["temp:a", "b", "c", "user:d", "app:e"])
      let hidden = try StateKey("project:f")
      #expect(await code { _ = try await world.engine.state.get(hidden, session: "s", as: call) } == .stateNotFound)
    }
  }

  @Test func `A session without a project has no project's state`() async throws {
    try await withWorld { world in
      try await world.session()
      #expect(await code { try await Self.set(world, "project:goal", "1") } == .invalidField)
      let key = try StateKey("project:goal")
      #expect(await code { _ = try await world.engine.state.get(key, session: "s", as: world.call) } == .stateNotFound)
    }
  }

  @Test func `A name of the session that begins like a scope stays apart from that scope`() async throws {
    try await withWorld { world in
      try await world.session()
      try await Self.set(world, "session:user:theme", #""mine""#)
      try await Self.set(world, "user:theme", #""everyone's""#)
      let state = try await world.engine.state.get(session: "s", as: world.call)
      #expect(state.map(\.key) == ["session:user:theme", "user:theme"])
      for entry in state {
        let key = try StateKey(entry.key)
        #expect(try await world.engine.state.get(key, session: "s", as: world.call) == entry)
      }
    }
  }

  @Test func `A stale revision sets and removes nothing`() async throws {
    try await withWorld { world in
      try await world.session()
      try await world.say("hello")
      let key = try StateKey("step")
      let value = JSONText(stored: "1")
      let set = await code {
        _ = try await world.engine.state.set(key, to: value, session: "s", revision: 0, as: world.call)
      }
      #expect(set == .stale)
      try await Self.set(world, "step", "1")
      let remove = await code { try await world.engine.state.remove(key, session: "s", revision: 1, as: world.call) }
      #expect(remove == .stale)
      #expect(try await Self.keys(world) == ["step"])
    }
  }
}
