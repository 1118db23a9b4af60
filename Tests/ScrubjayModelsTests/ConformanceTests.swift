import ScrubjayConformance
import ScrubjayCore
import Testing

@testable import ScrubjayModels

@Suite struct ConformanceTests {
  @Test func `all-MiniLM-L6-v2 obeys every rule, all of them at once`() async throws {
    try await TestModel.withEmbedder { embedder in
      await withTaskGroup(of: Void.self) { group in
        for rule in EmbedderRule.all {
          group.addTask {
            do { try await rule.check(embedder) } catch { Issue.record("\(rule): \(error)") }
          }
        }
      }
    }
  }

  @Test func `A small model of odd sizes obeys the rules about form`() async throws {
    let model = try TinyModel(seed: 5)
    defer { withExtendedLifetime(model) {} }
    let embedder = try LocalEmbedder(directory: model.directory, threads: 3)
    for rule in EmbedderRule.all where !rule.name.contains("mean alike") && !rule.name.contains("last word") {
      try await rule.check(embedder)
    }
    await embedder.close()
  }
}
