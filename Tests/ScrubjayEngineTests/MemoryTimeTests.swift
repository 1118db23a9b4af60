import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// Memories as they were recorded at a time, and as they are valid at one.
@Suite struct MemoryTimeTests {
  @Test func `A memory is read as it was at any time`() async throws {
    try await withWorld { world in
      let start = world.clock.now()
      func at(_ seconds: Int) -> Timestamp { start.advanced(by: .seconds(seconds)) }
      world.clock.advance(by: .seconds(10))
      let id = try await world.remember("one", key: "k").id
      world.clock.advance(by: .seconds(10))
      _ = try await world.engine.memories.update(id, MemoryPatch(content: "two"), as: world.call)
      world.clock.advance(by: .seconds(10))
      try await world.engine.memories.delete(id, as: world.call)
      world.clock.advance(by: .seconds(10))
      _ = try await world.engine.memories.restore(id, as: world.call)
      _ = try await world.engine.memories.update(
        id, MemoryPatch(content: "three", expiresAt: .set(at(50))), as: world.call)
      let filter = MemoryFilter(namespaces: [try NamespacePrefix("user:alice")])
      for (second, wanted) in [
        (9, nil), (10, "one"), (19, "one"), (20, "two"), (29, "two"), (30, nil), (39, nil), (40, "three"),
        (49, "three"), (50, nil),
      ] as [(Int, String?)] {
        let found = try? await world.engine.memories.get(id, asOf: at(second), as: world.call)
        #expect(found?.content == wanted, "at \(second)")
        var then = filter
        then.asOf = at(second)
        let listed = try await world.engine.memories.list(then, as: world.call).elements
        #expect(listed.map(\.content) == (wanted.map { [$0] } ?? []), "listed at \(second)")
      }
      #expect(
        await code { _ = try await world.engine.memories.get(id, asOf: at(9), as: world.call) } == .memoryNotFound)
      #expect(
        await code { _ = try await world.engine.memories.get(id, version: 1, asOf: at(9), as: world.call) }
          == .invalidField)
      let history = try await world.engine.memories.history(of: id, asOf: at(39), as: world.call).elements
      #expect(history.map(\.content) == ["one", "two"])
    }
  }

  @Test func `What holds at a time is asked of what was known at another`() async throws {
    try await withWorld { world in
      func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }
      let known = world.clock.now()
      let id = try await world.remember("lives in Porto") { $0.validFrom = at(100) }.id
      world.clock.advance(by: .seconds(10))
      _ = try await world.engine.memories.update(id, MemoryPatch(validUntil: .set(at(200))), as: world.call)
      func holds(_ second: Int64, asOf: Timestamp? = nil) async throws -> Bool {
        let found = await code {
          _ = try await world.engine.memories.get(id, asOf: asOf, validAt: at(second), as: world.call)
        }
        let filter = MemoryFilter(validAt: at(second), asOf: asOf)
        let listed = try await world.engine.memories.list(filter, as: world.call).elements.count
        #expect((found == nil) == (listed == 1))
        return found == nil
      }
      #expect(try await !holds(99))
      #expect(try await holds(100))
      #expect(try await holds(199))
      #expect(try await !holds(200))
      #expect(try await holds(200, asOf: known))
      #expect(try await !holds(99, asOf: known))
    }
  }
}
