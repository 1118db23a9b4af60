import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// Memories that give way to others, and those whose time is over.
@Suite struct CapacityTests {
  private static func contents(_ world: World, in namespace: String = "user:alice") async throws -> Set<String> {
    let filter = MemoryFilter(namespaces: [try NamespacePrefix(namespace)])
    return Set(
      try await world.engine.memories.list(filter, limit: Limits.pageSize, as: world.call).elements.map(\.content))
  }

  private static func evicted(_ world: World) async throws -> [String?] {
    try await world.engine.audit.list(AuditFilter(action: .evict), as: world.call).elements.map(\.memory)
  }

  @Test func `Over the capacity the least important gives way, then the one changed longest ago`() async throws {
    try await withWorld(capacity: MemoryCapacity(user: 3)) { world in
      for (content, importance, namespace) in [
        ("a", 5, "user:alice"), ("b", 2, "user:alice:x"), ("c", 2, "user:alice"),
      ] {
        try await world.remember(content, in: namespace) { $0.importance = importance }
        world.clock.advance(by: .seconds(1))
      }
      try await world.remember("other", in: "user:bob")
      #expect(try await Self.evicted(world) == [])
      try await world.remember("d")
      #expect(try await Self.contents(world) == ["a", "c", "d"])
      try await world.remember("e") { $0.importance = 4 }
      #expect(try await Self.contents(world) == ["a", "d", "e"])
      // What is stored stays, however little it matters, until the next comes.
      try await world.remember("f") { $0.importance = 1 }
      #expect(try await Self.contents(world) == ["a", "d", "f"])
      try await world.remember("g")
      #expect(try await Self.contents(world) == ["a", "d", "g"])
      #expect(try await Self.contents(world, in: "user:bob") == ["other"])
      #expect(try await Self.evicted(world).count == 4)
      #expect(try await world.engine.recall(RecallQuery("b", user: "alice"), as: world.call).hits == [])
    }
  }

  @Test func `What has expired, and is not deleted yet, does not give way in the place of others`() async throws {
    try await withWorld(capacity: MemoryCapacity(user: 2)) { world in
      for number in 1...4 {
        try await world.remember("expired \(number)") {
          $0.importance = 1
          $0.expiresAt = world.clock.now()
        }
      }
      for content in ["a", "b", "c"] {
        world.clock.advance(by: .seconds(1))
        try await world.remember(content)
      }
      #expect(try await Self.contents(world) == ["b", "c"])
    }
  }

  @Test func `What is evicted can be restored, and another gives way`() async throws {
    try await withWorld(capacity: MemoryCapacity(user: 2)) { world in
      let first = try await world.remember("first")
      world.clock.advance(by: .seconds(1))
      let second = try await world.remember("second")
      world.clock.advance(by: .seconds(1))
      try await world.remember("third")
      #expect(try await Self.evicted(world) == [first.id])
      #expect(await code { _ = try await world.engine.memories.get(first.id, as: world.call) } == .memoryNotFound)
      _ = try await world.engine.memories.restore(first.id, as: world.call)
      #expect(try await Self.contents(world) == ["first", "third"])
      #expect(try await Self.evicted(world) == [second.id, first.id])
    }
  }

  @Test func `Procedural memories and chosen keys count and never give way; what is gone does not count`() async throws
  {
    try await withWorld(capacity: MemoryCapacity(user: 3)) { world in
      try await world.remember("setting", key: "theme") { $0.importance = 1 }
      try await world.remember("how") {
        $0.importance = 1
        $0.type = .procedural
      }
      try await world.remember("what")
      let deleted = try await world.remember("new")
      #expect(try await Self.contents(world) == ["setting", "how", "new"])
      try await world.remember("other setting", key: "font")
      try await world.remember("yet another", key: "size")
      #expect(try await Self.contents(world) == ["setting", "how", "other setting", "yet another"])
      #expect(try await Self.evicted(world).first == deleted.id)
    }
    try await withWorld(capacity: MemoryCapacity(user: 2)) { world in
      let deleted = try await world.remember("deleted")
      try await world.engine.memories.delete(deleted.id, as: world.call)
      try await world.remember("expired") { $0.expiresAt = world.clock.now().advanced(by: .seconds(1)) }
      world.clock.advance(by: .seconds(1))
      try await world.remember("a")
      try await world.remember("b")
      #expect(try await Self.contents(world) == ["a", "b"])
      #expect(try await Self.evicted(world) == [])
    }
  }

  @Test func `A batch makes room for all of it, each owner by its own limit`() async throws {
    try await withWorld(capacity: MemoryCapacity(org: 3, project: 1, user: 2)) { world in
      for namespace in ["user:alice", "org:o", "project:p", "app:a", "session:s"] {
        try await world.remember("old", in: namespace)
        world.clock.advance(by: .seconds(1))
        let drafts = try ["x", "y", "z"].map { MemoryDraft(namespace: try Namespace(namespace), content: $0) }
        _ = try await world.engine.memories.add(drafts, as: world.call)
        let isLimited = !["app:a", "session:s"].contains(namespace)
        #expect(try await Self.contents(world, in: namespace) == Set(["x", "y", "z"] + (isLimited ? [] : ["old"])))
      }
    }
  }

  @Test func `The standard limits are the named ones`() {
    let capacity = MemoryCapacity()
    #expect([capacity.org, capacity.project, capacity.user] == [1_000, 500, 100])
  }

  @Test func `What has expired is retired by the sweep, once, and can be restored`() async throws {
    try await withWorld { world in
      let kept = try await world.remember("kept")
      let brief = try await world.remember("brief") { $0.expiresAt = world.clock.now().advanced(by: .seconds(5)) }
      #expect(try await world.engine.sweepExpired() == 0)
      world.clock.advance(by: .seconds(5))
      #expect(try await Self.contents(world) == ["kept"])
      #expect(try await world.engine.sweepExpired() == 1)
      #expect(try await world.engine.sweepExpired() == 0)
      let audit = try await world.engine.audit.list(AuditFilter(action: .expire), as: world.call).elements
      #expect(audit.map(\.memory) == [brief.id])
      #expect(audit.map(\.actor) == ["system"])
      let all = MemoryFilter(includesDeleted: true, unexpiredAt: Timestamp(seconds: 0))
      #expect(
        try await world.engine.memories.list(all, as: world.call).elements.first { $0.id == brief.id }?.deletedAt
          == world.clock.now())
      #expect(try await world.engine.memories.restore(brief.id, as: world.call).expiresAt == nil)
      #expect(try await Self.contents(world) == ["kept", "brief"])
      #expect(try await world.engine.memories.get(kept.id, as: world.call) == kept)
    }
  }

  @Test func `What works in the background retires what has expired`() async throws {
    try await withWorld { world in
      try await world.remember("brief") { $0.expiresAt = world.clock.now().advanced(by: .seconds(5)) }
      world.clock.advance(by: .seconds(5))
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await world.engine.run() }
        let filter = AuditFilter(action: .expire)
        while try await world.engine.audit.list(filter, as: world.call).elements.isEmpty { await Task.yield() }
        group.cancelAll()
      }
    }
  }
}
