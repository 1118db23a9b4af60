import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

@Suite struct IdempotencyTests {
  private static func retry(_ key: String, _ body: String, principal: String = "key:1") -> Call {
    Call(
      access: Access(tenant: .default, principal: principal, grants: [.admin]),
      idempotency: Idempotency(key: key, fingerprint: Fingerprint.of(body)))
  }

  private static func append(_ world: World, _ call: Call, _ content: String = "hello") async throws -> Appended {
    let draft = MessageDraft(
      role: .user, name: "Älice", content: content, metadata: JSONText(stored: #"{"b":1.0,"a":"/é"}"#))
    return try await world.engine.messages.append([draft], to: "s", as: call)
  }

  private static func count(_ world: World) async throws -> Int {
    try await world.engine.messages.list(session: "s", as: world.call).elements.count
  }

  @Test func `The same key and request give the first answer again, and write once`() async throws {
    try await withWorld { world in
      try await world.session()
      let call = Self.retry("k", "body")
      let first = try await Self.append(world, call)
      world.clock.advance(by: .seconds(3_600))
      #expect(try await Self.append(world, call) == first)
      #expect(try await Self.count(world) == 1)
      #expect(try await Self.append(world, Self.retry("k2", "body")) != first)
      #expect(try await Self.count(world) == 2)
    }
  }

  @Test func `The same key with another request is refused`() async throws {
    try await withWorld { world in
      try await world.session()
      _ = try await Self.append(world, Self.retry("k", "body"))
      #expect(await code { _ = try await Self.append(world, Self.retry("k", "other")) } == .idempotencyConflict)
      #expect(try await Self.count(world) == 1)
    }
  }

  @Test func `What was said in a deleted session is in no answer to a retry`() async throws {
    try await withWorld { world in
      let title = SessionDraft(id: "s", app: "planner", user: "alice", title: "My secret")
      _ = try await world.engine.sessions.create(title, as: Self.retry("create", "body"))
      _ = try await Self.append(world, Self.retry("append", "body"))
      let patch = SessionPatch(title: .set("Another secret"))
      _ = try await world.engine.sessions.update("s", patch, as: Self.retry("update", "body"))
      let (key, value) = (try StateKey("word"), JSONText(stored: #""swordfish""#))
      _ = try await world.engine.state.set(key, to: value, session: "s", as: Self.retry("set", "body"))
      let delete = Self.retry("delete", "body")
      try await world.engine.sessions.delete("s", as: delete)
      // Another session gets the id; nothing of what is asked again is done to it.
      let other = try await world.session("s", user: "bob")
      let codes = [
        await code { _ = try await world.engine.sessions.create(title, as: Self.retry("create", "body")) },
        await code { _ = try await Self.append(world, Self.retry("append", "body")) },
        await code { _ = try await world.engine.sessions.update("s", patch, as: Self.retry("update", "body")) },
        await code {
          _ = try await world.engine.state.set(key, to: value, session: "s", as: Self.retry("set", "body"))
        },
        await code { try await world.engine.sessions.delete("s", as: delete) },
      ]
      #expect(codes == [.answerErased, .answerErased, .answerErased, .answerErased, nil])
      #expect(try await world.engine.sessions.get("s", as: world.call).session == other)
    }
  }

  @Test func `A key is the caller's own`() async throws {
    try await withWorld { world in
      try await world.session()
      _ = try await Self.append(world, Self.retry("k", "body"))
      _ = try await Self.append(world, Self.retry("k", "other", principal: "key:2"))
      #expect(try await Self.count(world) == 2)
    }
  }

  @Test func `What failed is no answer, and can be tried again`() async throws {
    try await withWorld { world in
      let call = Self.retry("k", "body")
      #expect(await code { _ = try await Self.append(world, call) } == .sessionNotFound)
      try await world.session()
      _ = try await Self.append(world, call)
      #expect(try await Self.count(world) == 1)
    }
  }

  @Test func `Retries that come together write once and get one answer`() async throws {
    try await withWorld { world in
      try await world.session()
      let answers = try await withThrowingTaskGroup(of: Appended.self) { group in
        for _ in 0..<16 { group.addTask { try await Self.append(world, Self.retry("k", "body")) } }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(answers.count == 1)
      #expect(try await Self.count(world) == 1)
    }
  }

  @Test func `An answer is kept for a day`() async throws {
    try await withWorld { world in
      try await world.session()
      let call = Self.retry("k", "body")
      let first = try await Self.append(world, call)
      world.clock.advance(by: .seconds(24 * 3_600))
      #expect(try await Self.append(world, call) == first)
      world.clock.advance(by: .seconds(1))
      #expect(try await Self.append(world, call) != first)
      #expect(try await Self.count(world) == 2)
    }
  }

  @Test func `However many answers are outdated, none is given again`() async throws {
    try await withWorld { world in
      func add(_ number: Int) async throws -> Memory {
        let call = Call(access: .local, idempotency: Idempotency(key: "key \(number)", fingerprint: "same"))
        return try await world.engine.memories.add(
          MemoryDraft(namespace: Namespace(.user, "alice"), content: "note \(number)"), as: call)
      }
      for number in 0..<20 { _ = try await add(number) }
      world.clock.advance(by: .seconds(24 * 3_600 + 1))
      for number in (0..<20).reversed() { _ = try await add(number) }
      let filter = MemoryFilter(namespaces: [NamespacePrefix(Namespace(.user, "alice"))])
      #expect(try await world.engine.memories.list(filter, limit: 100, as: world.call).elements.count == 40)
    }
  }

  @Test func `Every kind of answer survives being kept`() async throws {
    try await withWorld { world in
      try await world.session(project: "p")
      let draft = MemoryDraft(
        namespace: Namespace(.user, "alice"), key: "k", value: JSONText(stored: #"{"b":1.50,"a":null}"#),
        validFrom: Timestamp(microseconds: -1), sources: [MemorySource(session: "s", event: "e")])
      let memories = [
        try await world.engine.memories.add(draft, as: Self.retry("add", "1")),
        try await world.engine.memories.add(draft, as: Self.retry("add", "1")),
      ]
      #expect(memories[0] == memories[1])
      #expect(memories[1].value?.text == #"{"b":1.50,"a":null}"#)
      let key = try StateKey("project:x")
      let value = JSONText(stored: "2.0")
      let entries = [
        try await world.engine.state.set(key, to: value, session: "s", as: Self.retry("set", "1")),
        try await world.engine.state.set(key, to: value, session: "s", as: Self.retry("set", "1")),
      ]
      #expect(entries[0] == entries[1])
      let details = [
        try await world.engine.sessions.update("s", SessionPatch(status: .active), as: Self.retry("update", "1")),
        try await world.engine.sessions.update("s", SessionPatch(status: .active), as: Self.retry("update", "1")),
      ]
      #expect(details[0] == details[1])
      for _ in 0..<2 { try await world.engine.memories.delete(memories[0].id, as: Self.retry("delete", "1")) }
      for _ in 0..<2 { try await world.engine.sessions.delete("s", as: Self.retry("gone", "1")) }
      let records = try await world.engine.audit.list(AuditFilter(), as: world.call).elements
      #expect(records.map(\.action) == [.deleteSession, .delete, .create])
    }
  }
}
