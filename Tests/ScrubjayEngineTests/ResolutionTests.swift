import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// What a session sees under a key, and what that hides.
@Suite struct ResolutionTests {
  private static let namespaces = ["temp:s", "session:s", "user:alice", "app:planner", "project:p", "org:default"]

  private static func resolve(_ world: World, as call: Call? = nil) async throws -> [String] {
    let found = try await world.engine.memories.resolve("theme", session: "s", as: call ?? world.call)
    return ([found.memory] + found.hidden).map(\.namespace.description)
  }

  @Test func `The nearest entry counts, and hides those farther away`() async throws {
    try await withWorld { world in
      try await world.session(project: "p")
      // The farthest first, so that what is seen grows from there.
      for count in 1...Self.namespaces.count {
        try await world.remember("dark", in: Self.namespaces[Self.namespaces.count - count], key: "theme")
        #expect(try await Self.resolve(world) == Array(Self.namespaces.suffix(count)))
      }
      for namespace in ["user:alice:x", "session:t", "user:bob", "project:q", "org:x"] {
        try await world.remember("light", in: namespace, key: "theme")
      }
      try await world.remember("light", in: "user:alice", key: "other")
      #expect(try await Self.resolve(world) == Self.namespaces)
    }
  }

  @Test func `What is deleted or expired does not count`() async throws {
    try await withWorld { world in
      try await world.session(project: "p")
      for namespace in Self.namespaces {
        try await world.remember("dark", in: namespace, key: "theme") {
          if namespace == "app:planner" { $0.expiresAt = world.clock.now().advanced(by: .seconds(5)) }
        }
      }
      let nearest = try await world.engine.memories.resolve("theme", session: "s", as: world.call).memory
      try await world.engine.memories.delete(nearest.id, as: world.call)
      world.clock.advance(by: .seconds(5))
      #expect(try await Self.resolve(world) == ["session:s", "user:alice", "project:p", "org:default"])
    }
  }

  @Test func `Only what the caller may read is seen, and no session but the caller's`() async throws {
    try await withWorld { world in
      try await world.session(project: "p")
      for namespace in Self.namespaces { try await world.remember("dark", in: namespace, key: "theme") }
      let reader = try world.call("read:user:alice", "read:app:planner")
      #expect(try await Self.resolve(world, as: reader) == ["user:alice", "app:planner"])
      let other = try world.call("read:user:bob", "read:app:planner")
      #expect(await code { _ = try await Self.resolve(world, as: other) } == .missingGrant)
      for (key, session, wanted) in [
        ("none", "s", ScrubjayError.Code.memoryNotFound), ("theme", "none", .sessionNotFound), ("", "s", .invalidField),
      ] {
        #expect(
          await code { _ = try await world.engine.memories.resolve(key, session: session, as: world.call) } == wanted)
      }
    }
  }

  @Test func `A session without a project sees no project's entry, and ids with colons are their own`() async throws {
    try await withWorld { world in
      try await world.session("a:b", user: "c:d")
      try await world.remember("dark", in: "user:c%3Ad", key: "theme")
      try await world.remember("light", in: "user:c:d", key: "theme")
      try await world.remember("light", in: "project:p", key: "theme")
      let found = try await world.engine.memories.resolve("theme", session: "a:b", as: world.call)
      #expect(found.memory.content == "dark")
      #expect(found.hidden == [])
    }
  }
}

extension ResolutionTests {
  @Test func `What counted at a time, and what holds at one, can be asked`() async throws {
    try await withWorld { world in
      try await world.session()
      let far = try await world.remember("light", in: "app:planner", key: "theme") {
        $0.validUntil = world.clock.now().advanced(by: .seconds(100))
      }
      let then = world.clock.now()
      world.clock.advance(by: .seconds(1))
      let near = try await world.remember("dark", in: "user:alice", key: "theme")
      _ = try await world.engine.memories.update(far.id, MemoryPatch(content: "lighter"), as: world.call)
      func resolve(asOf: Timestamp? = nil, validAt: Timestamp? = nil) async throws -> [String] {
        let found = try await world.engine.memories.resolve(
          "theme", session: "s", asOf: asOf, validAt: validAt, as: world.call)
        return ([found.memory] + found.hidden).map(\.content)
      }
      #expect(try await resolve() == ["dark", "lighter"])
      #expect(try await resolve(asOf: then) == ["light"])
      #expect(try await resolve(validAt: then.advanced(by: .seconds(200))) == ["dark"])
      world.clock.advance(by: .seconds(1))
      try await world.engine.memories.delete(near.id, as: world.call)
      #expect(try await resolve() == ["lighter"])
      #expect(try await resolve(asOf: then.advanced(by: .seconds(1))) == ["dark", "lighter"])
    }
  }

  @Test func `A recall in a session sees what it inherits, but for what is hidden`() async throws {
    try await withWorld { world in
      try await world.session(project: "p")
      try await world.session("t", user: "bob")
      for namespace in ["session:s", "user:alice", "app:planner", "project:p", "org:default", "user:bob", "session:t"] {
        try await world.remember("A green fact of \(namespace)", in: namespace)
      }
      for namespace in ["user:alice", "app:planner", "org:default"] {
        try await world.remember("The theme is blue in \(namespace)", in: namespace, key: "theme")
      }
      try await world.remember("The theme is blue below", in: "app:planner:deep", key: "theme")
      func recall(_ query: String, as call: Call, asOf: Timestamp? = nil) async throws -> Set<String> {
        Set(
          try await world.engine.recall(RecallQuery(query, session: "s", asOf: asOf), as: call).hits.map(\.content))
      }
      let seen = ["session:s", "user:alice", "app:planner", "project:p", "org:default"]
      #expect(try await recall("green fact", as: world.call) == Set(seen.map { "A green fact of \($0)" }))
      #expect(
        try await recall("theme blue", as: world.call)
          == ["The theme is blue in user:alice", "The theme is blue below"])
      let reader = try world.call("read:user:alice", "read:app:planner")
      #expect(
        try await recall("green fact", as: reader) == ["A green fact of user:alice", "A green fact of app:planner"])

      let then = world.clock.now()
      world.clock.advance(by: .seconds(1))
      let near = try await world.engine.memories.get(Namespace(.user, "alice"), key: "theme", as: world.call)
      try await world.engine.memories.delete(near.id, as: world.call)
      #expect(
        try await recall("theme blue", as: world.call)
          == ["The theme is blue in app:planner", "The theme is blue below"])
      #expect(
        try await recall("theme blue", as: world.call, asOf: then)
          == ["The theme is blue in user:alice", "The theme is blue below"])
    }
  }
}
