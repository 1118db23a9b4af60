import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

@Suite struct MemoryTests {
  @Test func `A memory is stored with what was given, and found by id and key`() async throws {
    try await withWorld { world in
      let draft = MemoryDraft(
        id: "m", namespace: try Namespace("user:alice:diet"), key: "tea", content: "likes tea",
        value: JSONText(stored: #"{"b":1.0,"a":2}"#), type: .procedural, importance: 9, category: "preferences",
        metadata: JSONText(stored: #"{"x":1.50}"#), validFrom: Timestamp(seconds: 1), validUntil: Timestamp(seconds: 2),
        expiresAt: world.clock.now().advanced(by: .seconds(9)), sources: [MemorySource(session: "s", event: "e")])
      let call = Call(access: .local, actor: "agent:planner")
      let memory = try await world.engine.memories.add(draft, as: call)
      #expect(memory.version == 1)
      #expect(memory.isKeyChosen)
      #expect(memory.createdBy == "agent:planner")
      #expect(memory.updatedBy == "agent:planner")
      #expect(memory.recordedAt == world.clock.now())
      #expect(memory.value == draft.value)
      #expect(memory.sources == draft.sources)
      #expect(try await world.engine.memories.get("m", as: world.call) == memory)
      #expect(try await world.engine.memories.get(draft.namespace, key: "tea", as: world.call) == memory)
      #expect(await code { _ = try await world.engine.memories.get("none", as: world.call) } == .memoryNotFound)
      #expect(
        await code { _ = try await world.engine.memories.get(Namespace(.user, "alice"), key: "tea", as: world.call) }
          == .memoryNotFound)
    }
  }

  @Test func `A memory without a key gets one, and a value without text is its own text`() async throws {
    try await withWorld { world in
      let value = JSONText(stored: #"{"colour":"green"}"#)
      let memory = try await world.engine.memories.add(
        MemoryDraft(namespace: Namespace(.user, "alice"), value: value), as: world.call)
      #expect(memory.key == memory.id)
      #expect(!memory.isKeyChosen)
      #expect(memory.content == value.text)
      #expect(memory.importance == 5)
      #expect(memory.type == .semantic)
      let patch = MemoryPatch(value: .set(JSONText(stored: #"{"colour":"blue"}"#)))
      #expect(try await world.engine.memories.update(memory.id, patch, as: world.call).content == #"{"colour":"blue"}"#)
    }
  }

  @Test func `A key that is taken is refused, in its namespace only`() async throws {
    try await withWorld { world in
      try await world.remember("one", key: "k")
      #expect(await code { try await world.remember("two", key: "k") } == .memoryExists)
      try await world.remember("two", in: "user:alice:x", key: "k")
      try await world.remember("two", in: "user:alic", key: "k")
    }
  }

  @Test func `Each change is a version, and nothing is overwritten`() async throws {
    try await withWorld { world in
      let first = try await world.remember("likes tea", key: "drink") { $0.category = "taste" }
      world.clock.advance(by: .seconds(10))
      let call = Call(access: .local, actor: "agent:other")
      let second = try await world.engine.memories.update(
        first.id, MemoryPatch(content: "likes coffee", importance: 8, category: .set(nil)), as: call)
      #expect(second.version == 2)
      #expect(second.content == "likes coffee")
      #expect(second.category == nil)
      #expect(second.createdAt == first.createdAt)
      #expect(second.createdBy == "local")
      #expect(second.updatedBy == "agent:other")
      let history = try await world.engine.memories.history(of: first.id, as: world.call).elements
      #expect(history.map(\.content) == ["likes tea", "likes coffee"])
      #expect(history.map(\.importance) == [5, 8])
      #expect(history.map(\.recordedUntil) == [second.recordedAt, nil])
      #expect(try await world.engine.memories.get(first.id, version: 1, as: world.call).content == "likes tea")
      #expect(
        await code { _ = try await world.engine.memories.get(first.id, version: 3, as: world.call) } == .versionNotFound
      )
      #expect(
        await code { _ = try await world.engine.memories.get(first.id, version: 0, as: world.call) } == .versionNotFound
      )
    }
  }

  @Test func `Only the expected version is changed or deleted`() async throws {
    try await withWorld { world in
      let memory = try await world.remember("one")
      _ = try await world.engine.memories.update(memory.id, MemoryPatch(content: "two"), version: 1, as: world.call)
      let patch = MemoryPatch(content: "three")
      for version in [1, 3] {
        #expect(
          await code { _ = try await world.engine.memories.update(memory.id, patch, version: version, as: world.call) }
            == .stale)
        #expect(
          await code { try await world.engine.memories.delete(memory.id, version: version, as: world.call) } == .stale)
      }
      #expect(try await world.engine.memories.get(memory.id, as: world.call).content == "two")
      try await world.engine.memories.delete(memory.id, version: 2, as: world.call)
    }
  }

  @Test func `A deleted memory is not there but for its versions, and continues them when it is added again`()
    async throws
  {
    try await withWorld { world in
      let first = try await world.remember("one", key: "k")
      world.clock.advance(by: .seconds(10))
      let deletion = world.clock.now()
      try await world.engine.memories.delete(first.id, as: world.call)
      let codes = [
        await code { _ = try await world.engine.memories.get(first.id, as: world.call) },
        await code { _ = try await world.engine.memories.get(first.namespace, key: "k", as: world.call) },
        await code { _ = try await world.engine.memories.update(first.id, MemoryPatch(content: "x"), as: world.call) },
        await code { try await world.engine.memories.delete(first.id, as: world.call) },
      ]
      #expect(codes == Array(repeating: .memoryNotFound, count: 4))
      #expect(try await world.engine.memories.list(MemoryFilter(), as: world.call).elements == [])
      let deleted = try await world.engine.memories.list(MemoryFilter(includesDeleted: true), as: world.call).elements
      #expect(deleted.map(\.deletedAt) == [deletion])
      #expect(try await world.engine.memories.get(first.id, version: 1, as: world.call).content == "one")

      world.clock.advance(by: .seconds(10))
      let second = try await world.remember("two", key: "k")
      #expect(second.id == first.id)
      #expect(second.version == 2)
      #expect(second.createdAt == first.createdAt)
      let history = try await world.engine.memories.history(of: first.id, as: world.call).elements
      #expect(history.map(\.content) == ["one", "two"])
      #expect(history.map(\.recordedUntil) == [deletion, nil])
    }
  }

  @Test(arguments: [
    ("importance", MemoryPatch(importance: 11)), ("importance", MemoryPatch(importance: 0)),
    ("content", MemoryPatch(content: " \n")), ("metadata", MemoryPatch(metadata: JSONText(stored: "1"))),
    ("category", MemoryPatch(category: .set(""))),
    ("valid_until", MemoryPatch(validFrom: .set(Timestamp(seconds: 2)), validUntil: .set(Timestamp(seconds: 2)))),
    ("content", MemoryPatch(content: String(repeating: "x", count: Limits.contentBytes + 1))),
    (
      "sources",
      MemoryPatch(sources: Array(repeating: MemorySource(session: "s"), count: Limits.sourcesPerMemory + 1))
    ),
  ])
  func `A wrong field is named, and no version made`(field: String, patch: MemoryPatch) async throws {
    try await withWorld { world in
      let memory = try await world.remember("one")
      let error = await #expect(throws: ScrubjayError.self) {
        try await world.engine.memories.update(memory.id, patch, as: world.call)
      }
      #expect(error?.fields.map(\.field) == [field])
      #expect(try await world.engine.memories.history(of: memory.id, as: world.call).elements.count == 1)
    }
  }

  @Test func `What has expired is not answered, and its key can be used again`() async throws {
    try await withWorld { world in
      let memory = try await world.remember("parks on level two", key: "car") {
        $0.expiresAt = world.clock.now().advanced(by: .seconds(60))
      }
      world.clock.advance(by: .seconds(60))
      #expect(await code { _ = try await world.engine.memories.get(memory.id, as: world.call) } == .memoryNotFound)
      #expect(await code { try await world.engine.memories.delete(memory.id, as: world.call) } == .memoryNotFound)
      #expect(try await world.engine.memories.get(memory.id, version: 1, as: world.call).content == memory.content)
      let again = try await world.remember("parks on level four", key: "car")
      #expect(again.id == memory.id && again.version == 2)
      let hits = try await world.engine.recall(RecallQuery("parks level", user: "alice"), as: world.call).hits
      #expect(hits.map(\.content) == ["parks on level four"])
    }
  }

  @Test func `A list goes by importance, then by change, and leaves out what has expired`() async throws {
    try await withWorld { world in
      for (number, importance) in [3, 9, 3, 9].enumerated() {
        try await world.remember("\(number)") { $0.importance = importance }
        world.clock.advance(by: .seconds(1))
      }
      try await world.remember("expiring") {
        $0.importance = 10
        $0.expiresAt = world.clock.now().advanced(by: .seconds(60))
      }
      func list(_ order: MemoryOrder = .importance) async throws -> [String] {
        let filter = MemoryFilter(namespaces: [try NamespacePrefix("user:alice")])
        return try await world.engine.memories.list(filter, order: order, as: world.call).elements.map(\.content)
      }
      #expect(try await list() == ["expiring", "3", "1", "2", "0"])
      #expect(try await list(.updated) == ["expiring", "3", "2", "1", "0"])
      world.clock.advance(by: .seconds(60))
      #expect(try await list() == ["3", "1", "2", "0"])
    }
  }

  @Test func `A list has twenty unless asked otherwise`() async throws {
    try await withWorld { world in
      for number in 0..<25 { try await world.remember("\(number)") }
      let page = try await world.engine.memories.list(MemoryFilter(), as: world.call)
      #expect(page.elements.count == 20)
      let rest = try await world.engine.memories.list(MemoryFilter(), cursor: page.nextCursor, as: world.call)
      #expect(rest.elements.count == 5)
      #expect(Set((page.elements + rest.elements).map(\.id)).count == 25)
    }
  }

  @Test func `The audit has each step, who took it, and for which task`() async throws {
    try await withWorld { world in
      let call = Call(access: .local, actor: "agent:planner", task: "task-1")
      let draft = MemoryDraft(namespace: try Namespace("user:alice:diet"), key: "k", content: "tea")
      let memory = try await world.engine.memories.add(draft, as: call)
      _ = try await world.engine.memories.update(memory.id, MemoryPatch(content: "coffee"), as: call)
      try await world.engine.memories.delete(memory.id, as: call)
      _ = try await world.engine.memories.add(draft, as: call)
      #expect(await code { _ = try await world.engine.memories.add(draft, as: call) } == .memoryExists)
      let records = try await world.engine.audit.list(AuditFilter(memory: memory.id), as: world.call).elements
      #expect(records.map(\.action) == [.create, .delete, .update, .create])
      #expect(records.map(\.version) == [3, 2, 2, 1])
      #expect(Set(records.map(\.actor)) == ["agent:planner"])
      #expect(Set(records.map(\.principal)) == ["local"])
      #expect(Set(records.map(\.task)) == ["task-1"])
      #expect(Set(records.map(\.namespace)) == ["user:alice:diet"])
    }
  }
}
