import ScrubjayConformance
import ScrubjayCore
import Testing

@Suite struct ConformanceTests {
  @Test(arguments: StorageRule.all) func `SQLite obeys`(rule: StorageRule) async throws {
    try await withStorage { storage, _ in try await rule.check(storage) }
  }

  @Test func `All rules hold at once on one storage`() async throws {
    try await withStorage { storage, _ in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for rule in StorageRule.all { group.addTask { try await rule.check(storage) } }
        try await group.waitForAll()
      }
    }
  }
}
