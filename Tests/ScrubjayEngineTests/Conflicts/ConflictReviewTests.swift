import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

@Suite struct ConflictReviewTests {
  private static let alice = Namespace(.user, "alice")

  /// Two memories that contradict each other, and the conflict that was put aside.
  private static func conflict(_ world: World) async throws -> (old: Memory, new: Memory, id: String) {
    let old = try await world.remember("Ana's dog is called Rex.")
    world.clock.advance(by: .seconds(1))
    let new = try await world.remember("Ana's dog is called Bruno.")
    world.clock.advance(by: .seconds(1))
    let report = try await world.engine.consolidations.consolidate(alice, strategy: .review, as: world.call)
    return (old, new, try #require(report.groups.first?.conflict))
  }

  @Test func `A conflict is put aside once, and listed with what contradicts what`() async throws {
    try await withWorld { world in
      let (old, new, id) = try await Self.conflict(world)
      let again = try await world.engine.consolidations.consolidate(Self.alice, strategy: .review, as: world.call)
      #expect(again.flagged == 1 && again.groups.first?.conflict == nil && again.id == nil)
      let listed = try await world.engine.conflicts.list(
        [NamespacePrefix(Self.alice)], state: .open, as: world.call
      ).elements
      #expect(listed.map(\.conflict.id) == [id])
      #expect(listed.first?.memories == [new, old])
      #expect(listed.first?.conflict.reason == .value)
      #expect(try await world.engine.conflicts.list([NamespacePrefix("user:al")], as: world.call).elements.isEmpty)
    }
  }

  @Test func `One is kept, the other superseded by it, and that can be undone`() async throws {
    try await withWorld { world in
      let (old, new, id) = try await Self.conflict(world)
      let kept = try await world.engine.conflicts.resolve(id, keep: old.id, as: world.call)
      #expect(kept == old)
      let ended = try await world.engine.memories.get(new.id, as: world.call)
      #expect(ended.origin == .superseded(by: old.id, version: 1) && ended.validUntil == old.recordedAt)
      #expect(try await world.engine.conflicts.list([], as: world.call).elements.map(\.conflict.state) == [.resolved])
      #expect(
        await code { _ = try await world.engine.conflicts.resolve(id, keep: old.id, as: world.call) }
          == .conflictNotOpen)
      let done = try #require(try await world.engine.consolidations.list([], as: world.call).elements.first)
      #expect(done.kind == .review && done.changes.map(\.memory) == [new.id])
      #expect(try await world.engine.consolidations.undo(done.id, as: world.call).restored.map(\.memory) == [new.id])
    }
  }

  @Test func `What is kept can say something else from now on`() async throws {
    try await withWorld { world in
      let (old, new, id) = try await Self.conflict(world)
      let kept = try await world.engine.conflicts.resolve(id, content: "Ana's dog is called Max.", as: world.call)
      #expect(kept.id == new.id && kept.version == 2 && kept.content == "Ana's dog is called Max.")
      let ended = try await world.engine.memories.get(old.id, as: world.call)
      #expect(ended.origin == .superseded(by: new.id, version: 2))
      let done = try #require(try await world.engine.consolidations.list([], as: world.call).elements.first)
      _ = try await world.engine.consolidations.undo(done.id, as: world.call)
      #expect(try await world.engine.memories.get(new.id, as: world.call).content == new.content)
      #expect(try await world.engine.memories.get(old.id, as: world.call).validUntil == nil)
    }
  }

  @Test func `What cannot be decided is refused, and changes nothing`() async throws {
    try await withWorld { world in
      let (old, new, id) = try await Self.conflict(world)
      let codes = [
        await code { _ = try await world.engine.conflicts.resolve(id, as: world.call) },
        await code { _ = try await world.engine.conflicts.resolve(id, keep: "other", as: world.call) },
        await code { _ = try await world.engine.conflicts.resolve("x", keep: old.id, as: world.call) },
        await code { _ = try await world.engine.conflicts.resolve(id, content: " ", as: world.call) },
      ]
      #expect(codes == [.invalidField, .invalidField, .conflictNotFound, .invalidField])
      _ = try await world.engine.memories.update(old.id, MemoryPatch(importance: 8), as: world.call)
      #expect(try await world.engine.conflicts.list([], as: world.call).elements.map(\.conflict.state) == [.outdated])
      #expect(
        await code { _ = try await world.engine.conflicts.resolve(id, keep: new.id, as: world.call) }
          == .conflictNotOpen)
      #expect(try await world.engine.memories.get(new.id, as: world.call) == new)
    }
  }

  @Test func `A conflict goes with a memory that is purged`() async throws {
    try await withWorld { world in
      let (old, _, _) = try await Self.conflict(world)
      _ = try await world.engine.memories.purge(old.id, as: world.call)
      #expect(try await world.engine.conflicts.list([], as: world.call).elements.isEmpty)
    }
  }
}
