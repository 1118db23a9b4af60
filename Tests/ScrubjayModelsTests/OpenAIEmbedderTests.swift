import ScrubjayConformance
import ScrubjayCore
import ScrubjayTestKit
import Synchronization
import Testing

@testable import ScrubjayModels

@Suite struct OpenAIEmbedderTests {
  /// An embedder at a scripted server; what it would wait is kept and not waited.
  private func embedder(
    at llm: ScriptedLLM, dimension: Int = WordVectors.dimension, model: String = "scripted", pauses: Pauses = Pauses()
  ) -> OpenAIEmbedder {
    OpenAIEmbedder(
      model: model, dimension: dimension, patience: RemotePatience { pauses.add($0) },
      server: .openAI(base: llm.openAIBaseURL, key: Vendor.key, answerTime: .seconds(60)))
  }

  private final class Pauses: Sendable {
    private let pauses = Mutex<[Duration]>([])
    var all: [Duration] { pauses.withLock { $0 } }
    func add(_ pause: Duration) { pauses.withLock { $0.append(pause) } }
  }

  @Test func `It obeys every rule`() async throws {
    try await ScriptedLLM.with { llm in
      let embedder = embedder(at: llm)
      // The scripted server's vectors follow from words and know no meaning.
      for rule in EmbedderRule.all where !rule.name.contains("mean alike") {
        do { try await rule.check(embedder) } catch { Issue.record("\(rule): \(error)") }
      }
    }
  }

  @Test func `Texts that share words point alike`() async throws {
    try await ScriptedLLM.with { llm in
      let found = try await embedder(at: llm).embed(
        ["herons sleep in willows", "where do herons sleep", "trains leave at noon"], as: .document)
      func cosine(_ one: Int, _ other: Int) -> Float {
        zip(found[one][0].values, found[other][0].values).reduce(0) { $0 + $1.0 * $1.1 }
      }
      #expect(cosine(0, 1) > cosine(0, 2) + 0.2)
    }
  }

  @Test func `Many texts go in batches, limited by number and by size`() async throws {
    try await ScriptedLLM.with { llm in
      let embedder = embedder(at: llm, model: "text-embedding-3-small")
      let texts = (0..<100).map { "text number \($0)" }
      let found = try await embedder.embed(texts, as: .document)
      #expect(llm.requests.map { $0.inputs.count } == [32, 32, 32, 4])
      #expect(found.map(\.count) == Array(repeating: 1, count: 100))
      #expect(llm.requests.flatMap(\.inputs) == texts)
      let large = (0..<30).map { "\($0)" + " " + String(repeating: "x", count: 5_940) }
      _ = try await embedder.embed(large, as: .document)
      let sizes = llm.requests.dropFirst(4).map { $0.inputs.reduce(0) { $0 + $1.utf8.count } }
      #expect(sizes.count == 2 && sizes.allSatisfy { $0 <= 128 * 1_024 })
    }
  }

  @Test func `The order is by the numbers that the server gives`() async throws {
    let reversed = #"{"data": [{"index": 1, "embedding": [0, 3]}, {"index": 0, "embedding": [2, 0]}]}"#
    let unnumbered = #"{"data": [{"embedding": [2, 0]}, {"embedding": [0, 3]}]}"#
    try await ScriptedLLM.with(.steps(.reply(.text(reversed)), .reply(.text(unnumbered)))) { llm in
      for _ in 0..<2 {
        let found = try await embedder(at: llm, dimension: 2).embed(["a", "b"], as: .query)
        #expect(found.map { $0.map(\.values) } == [[[1, 0]], [[0, 1]]])
      }
    }
  }

  @Test(arguments: [
    "", "{", "[]", "{}", #"{"data": {}}"#, #"{"data": []}"#, #"{"data": [{"index": 0, "embedding": [1, 0]}]}"#,
    #"{"data": [{"index": 0, "embedding": [1, 0]}, {"index": 0, "embedding": [1, 0]}]}"#,
    #"{"data": [{"index": 0, "embedding": [1, 0]}, {"index": 2, "embedding": [1, 0]}]}"#,
    #"{"data": [{"index": -1, "embedding": [1, 0]}, {"index": 0, "embedding": [1, 0]}]}"#,
    #"{"data": [{"index": "0", "embedding": [1, 0]}, {"index": 1, "embedding": [1, 0]}]}"#,
    #"{"data": [{"index": 0, "embedding": [1, null]}, {"index": 1, "embedding": [1, 0]}]}"#,
    #"{"data": [{"index": 0, "embedding": [1, 1e400]}, {"index": 1, "embedding": [1, 0]}]}"#,
    #"{"data": [{"index": 0, "embedding": [1, 1e39]}, {"index": 1, "embedding": [1, 0]}]}"#,
    #"{"data": [{"index": 0, "embedding": []}, {"index": 1, "embedding": [1, 0]}]}"#,
    #"{"data": [{"index": 0, "embedding": [0, 0]}, {"index": 1, "embedding": [1, 0]}]}"#,
    #"{"data": [{"index": 0, "embedding": "AAAA"}, {"index": 1, "embedding": [1, 0]}]}"#,
    #"{"error": {"message": "No.", "type": "invalid_request_error"}}"#,
  ])
  func `Vectors that are none are not believed`(_ body: String) async throws {
    try await ScriptedLLM.with(.always(.reply(.text(body)))) { llm in
      let error = await #expect(throws: ScrubjayError.self) {
        try await embedder(at: llm, dimension: 2).embed(["a", "b"], as: .document)
      }
      #expect(error?.code == .embedderUnavailable)
      #expect(llm.requests.count == 1)
    }
  }

  @Test func `Another dimension than the model's is told apart`() async throws {
    let error = try await ScriptedLLM.with { llm in
      await #expect(throws: ScrubjayError.self) {
        try await embedder(at: llm, dimension: 1_536, model: "text-embedding-3-small").embed(["a"], as: .query)
      }
    }
    #expect(error?.code == .dimensionMismatch)
    #expect(error?.message.contains("64 dimensions, not 1536") == true)
  }

  @Test func `A server that fails for the moment is asked again, after pauses`() async throws {
    try await ScriptedLLM.with(.steps(.failing(500), .rateLimited(retryAfter: "2"), .half)) { llm in
      let pauses = Pauses()
      let found = try await embedder(at: llm, pauses: pauses).embed(["a"], as: .document)
      #expect(found.count == 1)
      #expect(pauses.all == [.milliseconds(250), .seconds(2), .seconds(1)])
    }
  }

  @Test(arguments: [(EmbeddingPurpose.document, 4), (.query, 2)])
  func `It is given up after a few times, sooner while someone waits`(_ purpose: EmbeddingPurpose, _ count: Int)
    async throws
  {
    try await ScriptedLLM.with(.always(.failing(503, "Loading."))) { llm in
      let error = await #expect(throws: ScrubjayError.self) { try await embedder(at: llm).embed(["a"], as: purpose) }
      #expect(error?.code == .embedderUnavailable)
      #expect(error?.message.contains("status 503: Loading.") == true)
      #expect(llm.requests.count == count)
    }
  }

  @Test func `A long pause is left to whoever asks later`() async throws {
    try await ScriptedLLM.with(.always(.rateLimited(retryAfter: "60"))) { llm in
      let pauses = Pauses()
      let error = await #expect(throws: ScrubjayError.self) {
        try await embedder(at: llm, pauses: pauses).embed(["a"], as: .document)
      }
      #expect(error?.retryAfter == .seconds(60))
      #expect(pauses.all.isEmpty && llm.requests.count == 1)
    }
  }

  @Test(arguments: [400, 401, 404, 413]) func `What will not pass is not tried again`(_ status: Int) async throws {
    try await ScriptedLLM.with(.always(.failing(status, "Bad key \(Vendor.key)."))) { llm in
      let error = await #expect(throws: ScrubjayError.self) { try await embedder(at: llm).embed(["a"], as: .document) }
      #expect(error?.code == .embedderUnavailable)
      #expect(error?.message.contains(Vendor.key) == false)
      #expect(llm.requests.count == 1)
    }
  }

  @Test func `A cancelled task waits for nothing`() async throws {
    try await ScriptedLLM.with(.always(.nothing)) { llm in
      let embedder = embedder(at: llm)
      // Unstructured, because only such a task can be cancelled from outside.
      let task = Task { try await embedder.embed(["a"], as: .document) }
      try await eventually { llm.requests.count == 1 }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  @Test func `The dimension is looked up, or asked once`() async throws {
    try await ScriptedLLM.with { llm in
      let base = llm.openAIBaseURL
      for (name, dimension) in [
        ("text-embedding-3-small", 1_536), ("openai/text-embedding-3-large", 3_072), ("nomic-embed-text:latest", 768),
      ] {
        let known = try await OpenAIEmbedder.open(model: name, baseURL: base, key: nil)
        #expect(known.model == EmbeddingModel(name: "openai:\(name)", dimension: dimension))
      }
      #expect(llm.requests.isEmpty)
      let asked = try await OpenAIEmbedder.open(model: "own", baseURL: base, key: nil)
      #expect(asked.model == EmbeddingModel(name: "openai:own", dimension: WordVectors.dimension))
      #expect(llm.requests.count == 1)
      #expect(try await asked.embed(["a"], as: .query)[0][0].values.count == WordVectors.dimension)
      llm.then(.failing(404))
      let error = await #expect(throws: ScrubjayError.self) {
        try await OpenAIEmbedder.open(model: "other", baseURL: base, key: nil)
      }
      #expect(error?.code == .embedderUnavailable)
    }
  }

  @Test func `The parts of a text hold all of it`() {
    for seed in UInt64(1)...100 {
      var random = SeededRandom(seed: seed)
      let text = random.text(upTo: 400)
      let bytes = Int.random(in: 4...100, using: &random)
      let parts = TextParts(bytes: bytes).of(text)
      func said(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.filter { !$0.properties.isWhitespace } }
      let isBlank = said(text).isEmpty
      #expect(isBlank ? parts == ["."] : said(parts.joined()) == said(text), "\(random)")
      #expect(parts.allSatisfy { $0.utf8.count <= bytes && !$0.isEmpty }, "\(random)")
    }
    #expect(TextParts(bytes: 10).of("heron willow reed") == ["heron ", "willow ", "reed"])
    #expect(TextParts(bytes: 4).of("aaaaaaaaa") == ["aaaa", "aaaa", "a"])
    #expect(TextParts(bytes: 2).of("漢字") == ["漢", "字"])
  }
}
