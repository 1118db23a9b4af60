public import ScrubjayCore
import ScrubjayHTTPClient

/// Embeddings by any server that speaks as OpenAI's does: `POST /embeddings`.
///
/// Texts are cut into parts that the model can take as a whole, sent in batches, and their vectors are checked before they
/// are believed: their number, their order, their dimension, that they are numbers.
public struct OpenAIEmbedder: Embedder {
  /// `openai:` and the model's name at the server, with its dimension.
  public let model: EmbeddingModel
  private let server: RemoteServer
  private let remoteName: String
  private let parts: TextParts
  private let patience: RemotePatience

  /// How many parts are sent at once: no more than the strictest usual server takes.
  private static let batchParts = 32
  /// How many bytes of text are sent at once, at most, which is no more tokens than that.
  private static let batchBytes = 128 * 1_024

  /// A model of a known dimension.
  ///
  /// - Parameters:
  ///   - model: The model's name at the server.
  ///   - dimension: How many numbers its embeddings have.
  ///   - baseURL: Where the server is, with `/v1` or whatever stands before `/embeddings`.
  ///   - key: The API key; servers of one's own often want none.
  public init(model: String, dimension: Int, baseURL: String, key: String?) {
    self.init(
      model: model, dimension: dimension, patience: RemotePatience(),
      server: .openAI(base: baseURL, key: key, answerTime: RemoteLimits.answerTime))
  }

  init(model: String, dimension: Int, patience: RemotePatience, server: RemoteServer) {
    self.model = EmbeddingModel(name: "openai:\(model)", dimension: dimension)
    remoteName = model
    self.server = server
    self.patience = patience
    parts = TextParts(bytes: KnownEmbeddingModel(model)?.inputBytes ?? KnownEmbeddingModel.leastInputBytes)
  }

  /// Opens a model with its known dimension, or else determines it by embedding a word on the server.
  ///
  /// - Throws: `embedder_unavailable` when the server has to be asked and does not answer; `CancellationError`.
  public static func open(model: String, baseURL: String, key: String?) async throws -> OpenAIEmbedder {
    if let known = KnownEmbeddingModel(model) {
      return OpenAIEmbedder(model: model, dimension: known.dimension, baseURL: baseURL, key: key)
    }
    let server = RemoteServer.openAI(base: baseURL, key: key, answerTime: RemoteLimits.answerTime)
    let probe = OpenAIEmbedder(model: model, dimension: 0, patience: RemotePatience(), server: server)
    let vector = try await probe.request(["dimension"], as: .query)[0]
    return OpenAIEmbedder(model: model, dimension: vector.count, baseURL: baseURL, key: key)
  }

  /// Returns the embeddings of texts, one for each part of a text.
  ///
  /// - Throws: `embedder_unavailable`; `dimension_mismatch` when the server's vectors are not of the model's dimension;
  ///   `CancellationError`.
  public func embed(_ texts: [String], as purpose: EmbeddingPurpose) async throws -> [[Embedding]] {
    let parts = texts.map(self.parts.of)
    var embeddings: [Embedding] = []
    for batch in Self.batches(parts.flatMap(\.self)) {
      for vector in try await request(batch, as: purpose) { embeddings.append(try embedding(vector)) }
    }
    var rest = embeddings[...]
    return parts.map { parts in
      defer { rest = rest.dropFirst(parts.count) }
      return Array(rest.prefix(parts.count))
    }
  }

  /// The vectors that the server has for one batch, in their order.
  private func request(_ batch: [String], as purpose: EmbeddingPurpose) async throws -> [[Float]] {
    let body: JSON = ["model": .string(remoteName), "input": .array(batch.map(JSON.string))]
    let discretion = Discretion(key: server.key, asked: batch)
    do {
      return try await patience.run(purpose) {
        let response = try await server.post("/embeddings", body)
        guard response.isSuccess else { throw discretion.failure(of: response) }
        guard let json = try? JSON(fromServer: response.body) else { throw ChatFailure.notJSON }
        if let error = json["error"], error != .null { throw discretion.failure(of: ErrorReport(json)) }
        return try EmbeddingReply(json, count: batch.count).vectors
      }
    } catch let failure as ChatFailure {
      throw ScrubjayError(
        .embedderUnavailable, "The embedding model \(model.name) is not available: \(failure.message)",
        retryAfter: failure.retryAfter)
    }
  }

  private func embedding(_ vector: [Float]) throws(ScrubjayError) -> Embedding {
    guard vector.count == model.dimension else {
      throw ScrubjayError(
        .dimensionMismatch,
        "The server's embeddings by \(model.name) have \(vector.count) dimensions, not \(model.dimension); it is a different "
          + "model. Use a different name for it.")
    }
    let length = vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    guard length > 0 else {
      throw ScrubjayError(
        .embedderUnavailable, "The server's embedding by \(model.name) is invalid: it is all zeros.")
    }
    return Embedding(vector.map { Float(Double($0) / length) })
  }

  private static func batches(_ parts: [String]) -> [[String]] {
    var batches: [[String]] = []
    var bytes = 0
    for part in parts {
      let isFull = batches.last.map { $0.count == batchParts || bytes + part.utf8.count > batchBytes } ?? true
      if isFull {
        batches.append([])
        bytes = 0
      }
      batches[batches.count - 1].append(part)
      bytes += part.utf8.count
    }
    return batches
  }
}
