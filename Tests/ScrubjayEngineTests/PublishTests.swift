import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// Private memories that are copied to where more can see them.
@Suite struct PublishTests {
  @Test func `The current version is copied with its sources, audited on both, and found there`() async throws {
    try await withWorld { world in
      let memory = try await world.remember("old", key: "drink")
      let patch = MemoryPatch(
        content: "The team drinks tea", importance: 8, category: .set("taste"),
        sources: [MemorySource(session: "s", event: "e")])
      let current = try await world.engine.memories.update(memory.id, patch, as: world.call)
      let namespace = try Namespace("org:default")
      let copy = try await world.engine.memories.publish(memory.id, to: namespace, as: world.call)
      #expect(copy.id != memory.id)
      #expect(copy.namespace == namespace)
      #expect(copy.key == "drink")
      #expect(copy.isKeyChosen)
      #expect(copy.version == 1)
      #expect(copy.origin == .publish(memory.id, version: 2))
      #expect(MemoryContents(copy) == MemoryContents(current))
      #expect(try await world.engine.memories.get(memory.id, as: world.call) == current)
      let query = RecallQuery("tea", namespaces: [NamespacePrefix(namespace)])
      #expect(try await world.engine.recall(query, as: world.call).hits.map(\.item.id) == [copy.id])
      let audit = try await world.engine.audit.list(AuditFilter(action: .publish), as: world.call).elements
      #expect(audit.map(\.memory) == [memory.id, copy.id])
      #expect(audit.map(\.version) == [2, 1])
      #expect(audit[0].details.text == #"{"to":"\#(copy.id)"}"#)
      #expect(audit[1].details.text == #"{"from":"\#(memory.id)","from_version":2}"#)
      // Each goes its own way from then on.
      try await world.engine.memories.delete(memory.id, as: world.call)
      #expect(try await world.engine.memories.get(copy.id, as: world.call) == copy)
    }
  }

  @Test func `A key that exists there is refused, a deleted one goes on, and another may be chosen`() async throws {
    try await withWorld { world in
      let memory = try await world.remember("mine", key: "k")
      let theirs = try await world.remember("theirs", in: "app:planner", key: "k")
      let app = try Namespace("app:planner")
      #expect(
        await code { _ = try await world.engine.memories.publish(memory.id, to: app, as: world.call) }
          == .memoryExists)
      #expect(try await world.engine.memories.publish(memory.id, to: app, key: "k2", as: world.call).key == "k2")
      try await world.engine.memories.delete(theirs.id, as: world.call)
      let copy = try await world.engine.memories.publish(memory.id, to: app, as: world.call)
      #expect(copy.id == theirs.id)
      #expect(copy.version == 2)
      let keyless = try await world.remember("keyless")
      let other = try await world.engine.memories.publish(keyless.id, to: app, as: world.call)
      #expect(other.key == other.id)
      #expect(!other.isKeyChosen)
    }
  }

  @Test func `It takes a shared namespace, a memory that is there, and the expected version`() async throws {
    try await withWorld { world in
      let memory = try await world.remember("mine", key: "k")
      let org = try Namespace("org:default")
      for namespace in ["user:bob", "session:s", "temp:s"] {
        let target = try Namespace(namespace)
        #expect(
          await code { _ = try await world.engine.memories.publish(memory.id, to: target, as: world.call) }
            == .invalidField)
      }
      #expect(
        await code { _ = try await world.engine.memories.publish(memory.id, to: org, version: 2, as: world.call) }
          == .stale)
      #expect(
        await code { _ = try await world.engine.memories.publish(memory.id, to: org, key: "", as: world.call) }
          == .invalidField)
      try await world.engine.memories.delete(memory.id, as: world.call)
      #expect(
        await code { _ = try await world.engine.memories.publish(memory.id, to: org, as: world.call) }
          == .memoryNotFound)
    }
  }
}
