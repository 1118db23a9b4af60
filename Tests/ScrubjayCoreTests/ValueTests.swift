import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

@Suite struct SessionStatusTests {
  @Test func `Goes only where its life leads`() {
    let allowed: [SessionStatus: Set<SessionStatus>] = [
      .created: [.active, .terminated], .active: [.paused, .terminated], .paused: [.active, .terminated],
      .terminated: [.archived], .archived: [],
    ]
    for status in SessionStatus.allCases { #expect(Set(status.successors) == allowed[status]) }
  }

  @Test func `Takes events until it is paused or over`() {
    #expect(SessionStatus.allCases.filter(\.takesEvents) == [.created, .active])
  }

  @Test func `Every life ends in the archive`() {
    for status in SessionStatus.allCases {
      var reached: Set<SessionStatus> = [status]
      for _ in SessionStatus.allCases { reached.formUnion(reached.flatMap(\.successors)) }
      #expect(reached.contains(.archived))
    }
  }
}

@Suite struct StateKeyTests {
  @Test(arguments: [
    ("step", StateScope.session, "step"), ("session:step", .session, "step"), ("temp:draft", .temp, "draft"),
    ("user:theme", .user, "theme"), ("app:model", .app, "model"), ("project:goal", .project, "goal"),
    ("org:x", .session, "org:x"), ("User:x", .session, "User:x"), ("user:a:b", .user, "a:b"),
    ("a:user:b", .session, "a:user:b"),
    (":x", .session, ":x"), ("user", .session, "user"), ("user:\u{301}x", .user, "\u{301}x"),
    ("session:user:x", .session, "user:x"), ("session:session:x", .session, "session:x"),
    ("user:temp:x", .user, "temp:x"),
  ])
  func `Reads its scope and name`(text: String, scope: StateScope, name: String) throws {
    let key = try StateKey(text)
    #expect(key.scope == scope)
    #expect(key.name.utf8.elementsEqual(name.utf8))
  }

  @Test(arguments: ["", "user:", "session:", "temp:", "\u{200B}", "user: \u{3164}", String(repeating: "x", count: 257)])
  func `Refuses a name that is empty or too long`(text: String) {
    let error = #expect(throws: ScrubjayError.self) { try StateKey(text) }
    #expect(error?.code == .invalidField)
  }

  @Test func `A long name fits whatever its scope`() throws {
    let name = String(repeating: "x", count: StateKey.maximumBytes)
    for scope in StateScope.allCases { #expect(try StateKey("\(scope.rawValue):\(name)").name == name) }
  }

  @Test(arguments: 0..<8 as Range<UInt64>) func `What is written reads back the same`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let scopes = StateScope.allCases.map(\.rawValue)
    for _ in 0..<300 {
      let prefixes = (0..<Int.random(in: 0...2, using: &random)).map { _ in random.pick(scopes + ["org", ""]) + ":" }
      guard let key = try? StateKey(prefixes.joined() + random.text(upTo: 6)) else { continue }
      #expect(try StateKey(key.description) == key, "\(random): \(key.description.debugDescription)")
      let entry = StateEntry(
        scope: key.scope, owner: "x", name: key.name, value: .emptyObject, updatedAt: ManualClock.start)
      #expect(entry.key == key.description, "\(random): \(key.description.debugDescription)")
    }
  }
}

@Suite struct ActorTests {
  @Test(arguments: [
    ("user", Actor.user), ("system", .system), ("agent:planner", .agent("planner")), ("agent:a:b", .agent("a:b")),
    ("agent:\u{301}x", .agent("\u{301}x")), ("agent:agent:x", .agent("agent:x")),
  ])
  func `Reads and writes`(text: String, actor: Actor) throws {
    #expect(Actor(text) == actor)
    #expect(actor.description == text)
    #expect(try JSONDecoder().decode([Actor].self, from: JSONEncoder().encode([actor])) == [actor])
  }

  @Test(arguments: ["", "User", "agent", "agent:", "user:alice", "assistant", "agents:x", " user"])
  func `Refuses`(text: String) {
    #expect(Actor(text) == nil)
  }

  @Test(arguments: 0..<4 as Range<UInt64>) func `An app of any name reads back`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<300 {
      let app = random.text(upTo: 5)
      guard !app.isEmpty else { continue }
      #expect(Actor(Actor.agent(app).description) == .agent(app), "\(random): \(app.debugDescription)")
    }
  }

  @Test func `Roles and actors follow from each other`() {
    #expect(Role.allCases.map { Actor(role: $0, app: "x") } == [.system, .user, .agent("x"), .agent("x")])
    #expect([Actor.user, .agent("x"), .system].map(\.role) == [.user, .assistant, .system])
  }
}

@Suite struct JSONTextTests {
  @Test func `Keeps the text of what was sent, in one line`() throws {
    let sent = "{ \"b\" : 1.0,\n \"a\" : [ 1e400, \"\\u00e9\" ] }"
    #expect(JSONText(try JSON(parsing: sent)).text == #"{"b":1.0,"a":[1e400,"é"]}"#)
  }

  @Test func `Text that is no JSON reads as null`() {
    #expect(JSONText(stored: "{").json == .null)
  }

  @Test func `What is not a number is written as null`() {
    #expect([Double.nan, .infinity, -.infinity].map { JSON.real($0) } == [.null, .null, .null])
    #expect(JSON.real(0.1).text == "0.1")
    #expect(JSON.text(nil) == .null)
    #expect(JSON.time(ManualClock.start).text == #""2026-03-02T12:00:00.000000Z""#)
  }
}
