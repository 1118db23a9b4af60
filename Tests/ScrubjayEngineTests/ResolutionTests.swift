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
