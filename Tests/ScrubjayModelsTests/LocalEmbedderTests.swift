import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayModels

@Suite struct LocalEmbedderTests {
  @Test func `The name follows from the contents`() throws {
    let model = try TinyModel(seed: 1)
    let same = try TinyModel(seed: 1)
    let other = try TinyModel(seed: 2)
    defer { withExtendedLifetime((model, same, other)) {} }
    let name = try LocalEmbedder(directory: model.directory, threads: 1).model.name
    #expect(name.wholeMatch(of: /bert-2x15-[0-9a-f]{12}/) != nil)
    #expect(try LocalEmbedder(directory: same.directory).model.name == name)
    #expect(try LocalEmbedder(directory: other.directory).model.name != name)
    try model.configure(["transformers_version": "0.0"])
    #expect(try LocalEmbedder(directory: model.directory).model.name == name)
    try model.configure(["layer_norm_eps": 1e-6])
    #expect(try LocalEmbedder(directory: model.directory).model.name != name)
  }

  @Test func `The name of all-MiniLM-L6-v2 is the same everywhere`() throws {
    #expect(
      try LocalEmbedder(directory: InstalledModel.directory).model
        == EmbeddingModel(name: "bert-6x384-73f4f149232f", dimension: 384))
  }

  @Test(arguments: [false, true]) func `Threads that nobody waits for leave the processor to others`(
    isYielding: Bool
  ) async throws {
    let model = try TinyModel(seed: 3)
    defer { withExtendedLifetime(model) {} }
    let threads = EncoderThreads(
      try LazyModel(directory: model.directory), name: "test", count: 1, isYielding: isYielding)
    let niceness = try await threads.run { _ in getpriority(Int32(PRIO_PROCESS.rawValue), 0) }
    #expect(niceness == (isYielding ? 19 : 0))
    await threads.close()
  }

  @Test func `Weights are loaded once, when the first text arrives`() async throws {
    let model = try TinyModel(seed: 7)
    defer { withExtendedLifetime(model) {} }
    let embedder = try LocalEmbedder(directory: model.directory, threads: 4)
    let wanted = try await embedder.embed(["a word"], as: .query)
    try FileManager.default.removeItem(atPath: model.directory)
    // Every thread now makes an encoder of its own without the files.
    for _ in 0..<8 {
      let embedded = try await embedder.embed(Array(repeating: "a word", count: 200), as: .document)[199]
      // Some processors sum up a large batch in another order than a single text.
      let cosine = zip(embedded[0].values, wanted[0][0].values).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(cosine > 0.99999)
    }
    await embedder.close()
  }

  @Test func `Files that change between opening and loading are refused`() async throws {
    let model = try TinyModel(seed: 8)
    let embedder = try LocalEmbedder(directory: model.directory, threads: 1)
    try model.configure(["layer_norm_eps": 1e-7])
    let error = await #expect(throws: ScrubjayError.self) { try await embedder.load() }
    #expect(error?.code == .modelUnusable)
    try model.configure()
    try await embedder.load()
    await embedder.close()
  }

  @Test func `After closing nothing is embedded`() async throws {
    let model = try TinyModel(seed: 9)
    let embedder = try LocalEmbedder(directory: model.directory, threads: 2)
    await embedder.close()
    await embedder.close()
    for purpose in EmbeddingPurpose.allCases {
      let error = await #expect(throws: ScrubjayError.self) { try await embedder.embed(["a"], as: purpose) }
      #expect(error?.code == .closed)
    }
  }

  @Test func `A cancelled task hands over no more`() async throws {
    let model = try TinyModel(seed: 10)
    defer { withExtendedLifetime(model) {} }
    let embedder = try LocalEmbedder(directory: model.directory, threads: 1)
    // Unstructured, because only such a task can be cancelled from outside.
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await embedder.embed(Array(repeating: "a sentence", count: 5_000), as: .document)
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await embedder.embed(["a"], as: .document).count == 1)
    await embedder.close()
  }

  @Test func `A mebibyte is embedded, all of it`() async throws {
    let text = String(repeating: String(repeating: "x", count: 200) + " ", count: 5_217) + "sentence"
    #expect(text.utf8.count >= 1 << 20)
    let model = try TinyModel(seed: 19)
    defer { withExtendedLifetime(model) {} }
    let embedder = try LocalEmbedder(directory: model.directory, threads: 2)
    let parts = try await embedder.embed([text, "a"], as: .document)
    // 5,218 tokens, 38 of them at a time.
    #expect(parts.map(\.count) == [138, 1])
    #expect(parts[0][137] != parts[0][136])
    await embedder.close()
  }

  @Test func `oneDNN computes on one thread`() async throws {
    let model = try TinyModel(seed: 18)
    let threads = EncoderThreads(try LazyModel(directory: model.directory), name: "test", count: 1, isYielding: false)
    let count = try await threads.run { _ in
      dlsym(UnsafeMutableRawPointer(bitPattern: 0), "omp_get_max_threads").map {
        unsafeBitCast($0, to: (@convention(c) () -> Int32).self)()
      }
    }
    #expect(count == 1)
    await threads.close()
  }

  @Test func `Threads end with the embedder`() async throws {
    let model = try TinyModel(seed: 14)
    defer { withExtendedLifetime(model) {} }
    weak var threads: EncoderThreads?
    do {
      let lazy = try LazyModel(directory: model.directory)
      let started = EncoderThreads(lazy, name: "test", count: 2, isYielding: false)
      threads = started
      try await started.run { try $0.load() }
    }
    #expect(threads == nil)
  }
}
