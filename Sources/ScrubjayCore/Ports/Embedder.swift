/// Turns texts into vectors, such that texts that mean alike point alike.
public protocol Embedder: Sendable {
  /// Which model it is; vectors of different models are never compared.
  var model: EmbeddingModel { get }
  /// Returns the embeddings of texts, for each of them in its parts, in their order.
  ///
  /// A text longer than the model's input has several parts, which together hold all of it; every text, the empty one
  /// too, has at least one.
  ///
  /// - Throws: `embedder_unavailable` when the model cannot be asked now.
  func embed(_ texts: [String], as purpose: EmbeddingPurpose) async throws -> [[Embedding]]
  /// Returns how much of a text the model has words for, from 0 to 1; 1 where that cannot be told.
  ///
  /// - Throws: `embedder_unavailable` when the model cannot be asked now.
  func knownShare(of text: String) async throws -> Double
}

extension Embedder {
  /// Returns 1: what a model behind a server knows cannot be told.
  public func knownShare(of text: String) async throws -> Double { 1 }
}

/// What an embedding is for.
public enum EmbeddingPurpose: Sendable, Hashable, CaseIterable {
  /// To be found by it: many texts at a time, in the background.
  case document
  /// To be found by it, while whoever wrote it waits: ahead of what nobody waits for.
  case awaited
  /// To find by it: someone is waiting.
  case query
}

/// A model that makes embeddings.
public struct EmbeddingModel: Sendable, Hashable, Codable {
  /// What tells it from every other model, its weights included.
  public let name: String
  /// How many numbers an embedding has.
  public let dimension: Int

  /// A model.
  public init(name: String, dimension: Int) {
    self.name = name
    self.dimension = dimension
  }
}

/// The direction of a text, or of a part of one, in a model's space.
public struct Embedding: Sendable, Hashable {
  /// The coordinates; the length is 1.
  public let values: [Float]

  /// An embedding of length 1.
  public init(_ values: [Float]) { self.values = values }
}
