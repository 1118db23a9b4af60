import Foundation
import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// What is taken away for good: by redaction, and by purging.
@Suite struct MemoryErasureTests {
  /// The words in what is stored that must not be found in the file afterwards.
  private static let secrets = ["swordfish", "valuefish", "metafish", "catfish"]

  private static func draft(_ key: String? = nil) throws -> MemoryDraft {
    MemoryDraft(
      namespace: try Namespace("user:alice"), key: key, content: "The code is swordfish",
      value: JSONText(stored: #"{"v":"valuefish"}"#), category: "catfish",
      metadata: JSONText(stored: #"{"m":"metafish"}"#))
  }

  private static func retry(_ key: String) -> Call {
    Call(access: .local, idempotency: Idempotency(key: key, fingerprint: "f"))
  }

  private static func recall(_ world: World, _ text: String) async throws -> [String] {
    try await world.engine.recall(RecallQuery(text, user: "alice"), as: world.call).hits.map(\.content)
  }

  /// Which of the secrets the files of the database hold, after the body has run and the database was closed.
  private static func leftovers(_ body: (World) async throws -> Void) async throws -> [String] {
    let folder = try TemporaryFolder()
    let embedders = Embedders(ScriptedEmbedder([["swordfish", "code"]]))
    try await withWorld(in: folder, at: ManualClock(), embedders, body)
    var bytes = Data()
    for name in try folder.names() { bytes += try Data(contentsOf: URL(filePath: folder.file(name))) }
    return secrets.filter { bytes.range(of: Data($0.utf8)) != nil }
  }

  @Test func `Nothing of a purged memory is left in the file, and the audit says that it was there`() async throws {
    let before = try await Self.leftovers { world in
      _ = try await world.engine.memories.add(Self.draft("k"), as: Self.retry("r1"))
    }
    #expect(before == Self.secrets)
    let after = try await Self.leftovers { world in
      let memory = try await world.engine.memories.add(Self.draft("k"), wait: .embedded, as: Self.retry("r1"))
      _ = try await world.engine.memories.update(
        memory.id, MemoryPatch(importance: 9), wait: .embedded, as: Self.retry("r2"))
      _ = try await world.engine.memories.add([Self.draft()], as: Self.retry("r3"))
      let others = try await world.engine.memories.list(MemoryFilter(), as: world.call).elements
      for other in others where other.id != memory.id {
        _ = try await world.engine.memories.purge(other.id, as: Self.retry("p2"))
      }
      #expect(try await Self.recall(world, "swordfish") == ["The code is swordfish"])
      let purged = try await world.engine.memories.purge(memory.id, version: 2, as: Self.retry("p"))
      #expect(purged.content == "")
      #expect(purged.redactedAt != nil)
      #expect(try await world.engine.memories.purge(memory.id, version: 2, as: Self.retry("p")) == purged)
      #expect(await code { _ = try await world.engine.memories.get(memory.id, as: world.call) } == .memoryNotFound)
      #expect(
        await code { _ = try await world.engine.memories.get(memory.id, version: 1, as: world.call) } == .memoryNotFound
      )
      #expect(
        await code { _ = try await world.engine.memories.history(of: memory.id, as: world.call) } == .memoryNotFound)
      try await world.engine.embeddings.finish()
      #expect(try await Self.recall(world, "swordfish code") == [])
      // The retry is known, its answer is not; nothing is stored again.
      for key in ["r1", "r2"] {
        #expect(
          await code { _ = try await world.engine.memories.add(Self.draft("k"), as: Self.retry(key)) } == .answerErased)
      }
      let audit = try await world.engine.audit.list(AuditFilter(memory: memory.id), as: world.call).elements
      #expect(audit.map(\.action) == [.purge, .update, .create])
      #expect(audit.map(\.details.text) == ["{}", "{}", "{}"])
    }
    #expect(after == [])
  }

  @Test func `Nothing of a redacted version is left in the file, and the others stay`() async throws {
    let after = try await Self.leftovers { world in
      let memory = try await world.engine.memories.add(Self.draft("k"), wait: .embedded, as: Self.retry("r1"))
      let patch = MemoryPatch(
        content: "There is a secret", value: .set(nil), category: .set(nil), metadata: .emptyObject)
      let second = try await world.engine.memories.update(memory.id, patch, as: Self.retry("r2"))
      let redacted = try await world.engine.memories.redact(memory.id, 1, version: 2, as: world.call)
      #expect(redacted.redactedAt == world.clock.now())
      #expect(try await world.engine.memories.get(memory.id, version: 1, as: world.call) == redacted)
      #expect(redacted.version == 1)
      #expect(redacted.origin == .create)
      #expect(try await Self.recall(world, "secret") == ["There is a secret"])
      #expect(try await world.engine.memories.update(memory.id, patch, as: Self.retry("r2")) == second)
      #expect(
        await code { _ = try await world.engine.memories.add(Self.draft("k"), as: Self.retry("r1")) } == .answerErased)
      #expect(
        await code { _ = try await world.engine.memories.rollback(memory.id, to: 1, as: world.call) }
          == .versionRedacted)
      #expect(
        await code { _ = try await world.engine.memories.redact(memory.id, 3, as: world.call) } == .versionNotFound)
      #expect(
        await code { _ = try await world.engine.memories.redact(memory.id, 1, version: 1, as: world.call) } == .stale)
      // Once more changes nothing and is not recorded.
      #expect(try await world.engine.memories.redact(memory.id, 1, as: world.call) == redacted)
      let audit = try await world.engine.audit.list(AuditFilter(memory: memory.id), as: world.call).elements
      #expect(audit.map(\.action) == [.redact, .update, .create])
      #expect(audit.map(\.version) == [1, 2, 1])
    }
    #expect(after == [])
  }

  @Test func `A current version that is redacted is found no more, whatever is embedded or indexed later`() async throws
  {
    let embedder = ScriptedEmbedder(MeaningTests.groups)
    try await withWorld(Embedders(embedder)) { world in
      let memory = try await world.remember("Plays the violin")
      try await world.engine.embeddings.finish()
      let other = try await world.remember("Rides the lift")
      // Its embedding is still to come when it is redacted.
      _ = try await world.engine.memories.redact(memory.id, 1, as: world.call)
      _ = try await world.engine.memories.redact(other.id, 1, as: world.call)
      try await world.engine.embeddings.finish()
      try await world.engine.wordIndex.rebuild { _ in }
      for query in ["violin", "instrument", "lift", "elevator"] {
        #expect(try await Self.recall(world, query) == [])
      }
      #expect(embedder.embedded == ["Plays the violin"])
      #expect(try await world.engine.memories.get(memory.id, as: world.call).content == "")
      #expect(
        await code {
          _ = try await world.engine.memories.publish(memory.id, to: Namespace("org:x"), as: world.call)
        } == .versionRedacted)
      // It can say something new.
      let patch = MemoryPatch(value: .set(JSONText(stored: #"{"plays":"cello"}"#)))
      #expect(try await world.engine.memories.update(memory.id, patch, as: world.call).content == #"{"plays":"cello"}"#)
      #expect(try await Self.recall(world, "cello") == [#"{"plays":"cello"}"#])
      try await world.engine.memories.delete(other.id, as: world.call)
      #expect(await code { _ = try await world.engine.memories.restore(other.id, as: world.call) } == .versionRedacted)
    }
  }
}
