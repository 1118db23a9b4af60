import ScrubjayCore
import ScrubjayEngine
import ScrubjaySQL
import ScrubjaySQLite
import ScrubjayTestKit
import Testing

@Suite struct AuditTests {
  @Test func `What is sealed is proved to be as it was written, and the rest is named`() async throws {
    try await withWorld { world in
      #expect(try await world.engine.audit.verify(as: world.call).isIntact)
      for number in 0..<5 { try await world.remember("Fact \(number)") }
      #expect(try await world.engine.sealAudit() == 5)
      #expect(try await world.engine.sealAudit() == 0)
      let last = try await world.remember("Fact 5")
      try await world.engine.memories.delete(last.id, as: world.call)
      let found = try await world.engine.audit.verify(as: world.call)
      #expect(found.isIntact)
      #expect(found.records == 7 && found.sealed == 5 && found.erased == 0)
      let records = try await world.engine.audit.list(AuditFilter(memory: last.id), as: world.call).elements
      #expect(found.unsealed == records[1].sequence...records[0].sequence)
      #expect(found.lastSeal?.number == 1 && found.lastSeal?.records == 5)

      try await world.engine.sealAudit()
      let sealed = try await world.engine.audit.verify(noted: found.lastSeal?.hash, as: world.call)
      #expect(sealed.isIntact && sealed.unsealed == nil && sealed.sealed == 7)
    }
  }

  @Test func `Each tenant has a chain of its own`() async throws {
    try await withWorld { world in
      let stranger = try await world.stranger()
      try await world.remember("Here")
      _ = try await world.engine.memories.add(
        MemoryDraft(namespace: Namespace(.user, "x"), content: "There"), as: stranger)
      #expect(try await world.engine.sealAudit() == 2)
      let chains = [
        try await world.engine.audit.verify(as: world.call), try await world.engine.audit.verify(as: stranger),
      ]
      #expect(chains.map(\.records) == [1, 1] && chains.map(\.isIntact) == [true, true])
      #expect(chains.map(\.lastSeal?.number) == [1, 1] && chains[0].lastSeal?.hash != chains[1].lastSeal?.hash)
    }
  }

  @Test func `More records than one seal covers are sealed and verified`() async throws {
    try await withWorld(capacity: MemoryCapacity(user: 10_000)) { world in
      for round in 0..<3 {
        let drafts = (0..<700).map { MemoryDraft(namespace: Namespace(.user, "u"), content: "Fact \(round) \($0)") }
        _ = try await world.engine.memories.add(drafts, as: world.call)
      }
      #expect(try await world.engine.sealAudit() == 2_100)
      let found = try await world.engine.audit.verify(as: world.call)
      #expect(found.isIntact && found.sealed == 2_100 && found.lastSeal?.number == 3)
    }
  }

  @Test func `A seal that was noted has to be there`() async throws {
    try await withWorld { world in
      try await world.remember("Fact")
      try await world.engine.sealAudit()
      let hash = try #require(try await world.engine.audit.verify(as: world.call).lastSeal?.hash)
      #expect(try await world.engine.audit.verify(noted: hash.uppercased(), as: world.call).isIntact)
      let other = try await world.engine.audit.verify(noted: String(hash.reversed()), as: world.call)
      #expect(other.problems.map(\.record) == [nil])
      #expect(await code { _ = try await world.engine.audit.verify(noted: "abc", as: world.call) } == .invalidField)
    }
  }

  /// What someone with access to the file does, and where it shows.
  static let tampering: [(sql: String, record: Int64?, seal: Int?)] = [
    ("UPDATE audit SET actor = 'nobody' WHERE sequence = 2", 2, nil),
    ("UPDATE audit SET details = '{\"a\":1}' WHERE sequence = 6", 6, nil),
    ("UPDATE audit SET digest = 'x' || substr(digest, 2) WHERE sequence = 2", 2, 1),
    ("UPDATE audit SET at = at - 1 WHERE sequence = 3", nil, 1),
    ("UPDATE audit SET action = 'update' WHERE sequence = 5", nil, 2),
    ("DELETE FROM audit WHERE sequence = 3", nil, 1),
    ("DELETE FROM audit WHERE sequence = 4", nil, 2),
    ("UPDATE audit SET sequence = 30 WHERE sequence = 3", nil, 1),
    ("UPDATE audit_seals SET hash = 'x' || substr(hash, 2) WHERE number = 1", nil, 1),
    ("DELETE FROM audit_seals WHERE number = 1", nil, 2),
    ("UPDATE audit_seals SET records = 9 WHERE number = 2", nil, 2),
  ]

  @Test(arguments: tampering) func `What is changed in the file is found`(
    _ change: (sql: String, record: Int64?, seal: Int?)
  ) async throws {
    try await withWorld { world in
      for number in 0..<3 { try await world.remember("Fact \(number)") }
      try await world.engine.sealAudit()
      for number in 3..<5 { try await world.remember("Fact \(number)") }
      try await world.engine.sealAudit()
      try await world.remember("Fact 5")
      #expect(try await world.engine.audit.verify(as: world.call).isIntact)
      try await Self.change(world, change.sql)
      let problems = try await world.engine.audit.verify(as: world.call).problems
      #expect(problems.compactMap(\.record) == [change.record].compactMap { $0 })
      #expect(problems.compactMap(\.seal).first == change.seal)
    }
  }

  @Test func `The parts of a record cannot be told from its digest without the salt, and two that say the same differ`()
    async throws
  {
    try await withWorld { world in
      for _ in 0..<2 { try await world.remember("Same") }
      let records = try await world.engine.audit.list(AuditFilter(), as: world.call).elements
      #expect(Set(records.map(\.digest)).count == 2 && Set(records.map(\.salt)).count == 2)
    }
  }

  @Test func `From a record of a deletion the memory comes back, and a version that was said to differ too`()
    async throws
  {
    try await withWorld { world in
      let memory = try await world.remember("Tea at four", key: "tea") { $0.importance = 3 }
      _ = try await world.engine.memories.update(
        memory.id, MemoryPatch(content: "Tea at five", category: .set("habits")), as: world.call)
      try await world.engine.memories.delete(memory.id, as: world.call)
      let diff = try await world.engine.memories.diff(of: memory.id, from: 1, as: world.call)
      #expect(diff.changes.map(\.field) == ["content", "category"])
      #expect(diff.changes.map(\.from) == ["Tea at four", .null])
      #expect(diff.changes.map(\.to) == ["Tea at five", "habits"])
      #expect(try await world.engine.memories.diff(of: memory.id, from: 2, to: 2, as: world.call).changes.isEmpty)

      let record = try #require(
        try await world.engine.audit.list(AuditFilter(action: .delete), as: world.call).elements.first)
      let back = try await world.engine.memories.restore(try #require(record.memory), as: world.call)
      #expect(back.content == "Tea at five")
      let create = try #require(
        try await world.engine.audit.list(AuditFilter(action: .create), as: world.call).elements.first)
      let first = try await world.engine.memories.rollback(
        back.id, to: try #require(create.version), as: world.call)
      #expect(first.content == "Tea at four" && first.category == nil)

      #expect(
        await code { _ = try await world.engine.memories.diff(of: memory.id, from: 1, to: 9, as: world.call) }
          == .versionNotFound)
      _ = try await world.engine.memories.redact(memory.id, 2, as: world.call)
      #expect(
        await code { _ = try await world.engine.memories.diff(of: memory.id, from: 2, as: world.call) }
          == .versionRedacted)
    }
  }

  /// Changes the world's file behind its back.
  static func change(_ world: World, _ sql: String) async throws {
    let database = try SQLiteDatabase(path: world.path)
    try await database.write(tenant: nil) { connection in _ = try connection.execute(sql, []) }
    await database.close()
  }
}
