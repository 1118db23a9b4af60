public import Foundation
public import ScrubjayCore

/// Embeddings by a model of the BERT family that runs in this process, such as all-MiniLM-L6-v2, e5, bge, gte or arctic-embed.
///
/// Opening reads what the model is; its weights are loaded when the first text arrives. Documents are divided among
/// threads, and queries and the few texts that a writer waits for have a thread of their own, so that none waits for the
/// documents before it.
public final class LocalEmbedder: Embedder {
  /// The model, with a name that follows from its files' contents.
  public let model: EmbeddingModel
  private let documents: EncoderThreads
  private let queries: EncoderThreads
  private let threads: Int

  /// How many tokens are computed together: enough to keep the processor busy, few enough to stay in its cache.
  private static let batchTokens = 512
  /// How many bytes of texts are cut into tokens before the first of them are computed.
  private static let textBytesAtOnce = 1 << 20
  /// How many bytes of texts that a writer waits for go to the thread for queries, at most: what is more would hold those
  /// up, and is done sooner by several threads.
  private static let awaitedBytes = 16_384
  /// How many texts at once, at most.
  private static let textsAtOnce = 1_024

  /// Opens the model in a folder.
  ///
  /// - Parameters:
  ///   - directory: A folder with `config.json`, `model.safetensors` and a vocabulary, as models are published, or one of
  ///     these files.
  ///   - prefixes: What stands before texts; without them what the folder says, if it does.
  ///   - threads: How many threads embed documents.
  /// - Throws: `model_unusable`.
  public init(
    directory: String, prefixes: EmbeddingPrefixes? = nil, threads: Int = ProcessInfo.processInfo.activeProcessorCount
  ) throws(ScrubjayError) {
    let lazy = try LazyModel(directory: ModelFile.folder(directory), prefixes: prefixes)
    model = EmbeddingModel(name: lazy.name, dimension: lazy.configuration.width)
    self.threads = max(1, threads)
    documents = EncoderThreads(lazy, name: "scrubjay-embed", count: self.threads, isYielding: true)
    queries = EncoderThreads(lazy, name: "scrubjay-query", count: 1, isYielding: false)
  }

  /// Loads the weights now, so that the first text does not wait for them.
  ///
  /// - Throws: `model_unusable`.
  public func load() async throws { try await queries.run { try $0.load() } }

  /// Finishes work in progress, then ends the threads.
  public func close() async {
    await documents.close()
    await queries.close()
  }

  /// Returns the embeddings of texts, one for each part of a text.
  ///
  /// - Throws: `model_unusable`, `closed`, or `CancellationError` when the task was cancelled.
  public func embed(_ texts: [String], as purpose: EmbeddingPurpose) async throws -> [[Embedding]] {
    let (threads, width) =
      switch purpose {
      case .document: (documents, self.threads)
      case .awaited where texts.reduce(0, { $0 + $1.utf8.count }) > Self.awaitedBytes: (documents, self.threads)
      case .awaited, .query: (queries, 1)
      }
    var embeddings: [[Embedding]] = []
    embeddings.reserveCapacity(texts.count)
    var start = 0
    while start < texts.count {
      var end = start
      var bytes = 0
      repeat {
        bytes += texts[end].utf8.count
        end += 1
      } while end < texts.count && bytes < Self.textBytesAtOnce && end - start < Self.textsAtOnce
      embeddings += try await Self.embed(Array(texts[start..<end]), as: purpose, threads, width)
      start = end
    }
    return embeddings
  }

  /// Returns how much of a text the model's vocabulary knows, from 0 to 1.
  ///
  /// - Throws: `model_unusable`, `closed`, or `CancellationError` when the task was cancelled.
  public func knownShare(of text: String) async throws -> Double {
    try await queries.run { thread in try thread.knownShare(of: text) }
  }

  /// How many tokens the texts have, with those before and after each part; for measuring.
  package func tokenCount(of texts: [String]) async throws -> Int {
    try await queries.run { thread in
      try texts.reduce(0) { try $0 + thread.parts(of: $1, as: .document).reduce(0) { $0 + $1.count } }
    }
  }

  private static func embed(
    _ texts: [String], as purpose: EmbeddingPurpose, _ threads: EncoderThreads, _ width: Int
  ) async throws -> [[Embedding]] {
    let shares = TextShares(texts, count: width).ranges
    let parts = try await threads.all(shares, atOnce: width) { share, thread in
      try texts[share].map { text in try thread.parts(of: text, as: purpose) }
    }.flatMap(\.self)
    let plan = BatchPlan(lengths: parts.map { $0.map(\.count) }, batchTokens: batchTokens)
    let batches = try await threads.all(plan.batches, atOnce: width) { batch, thread in
      try thread.embeddings(of: batch.map { parts[$0.text][$0.part] })
    }
    return plan.sorted(batches)
  }
}
