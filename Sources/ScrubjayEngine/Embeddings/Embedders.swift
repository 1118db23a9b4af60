public import ScrubjayCore

/// The embedding models that can be asked here.
public struct Embedders: Sendable {
  /// The one that everything is to be embedded with, if any.
  public let wanted: (any Embedder)?
  private let others: [any Embedder]

  /// Changes whenever the same item is embedded by another text, which makes other vectors of it.
  private static let textVersion = 1

  /// The models that can be asked here.
  ///
  /// - Parameters:
  ///   - wanted: The one that everything is to be embedded with; without it nothing is found by meaning.
  ///   - others: Those that items may have been embedded with before; they are asked until the wanted one takes over.
  public init(_ wanted: (any Embedder)? = nil, others: [any Embedder] = []) {
    self.wanted = wanted
    self.others = others
  }

  /// The wanted model, as its vectors are registered.
  var wantedModel: EmbeddingModel? { wanted.map(Self.registered) }

  /// The embedder whose vectors are registered by this name.
  subscript(model: EmbeddingModel) -> (any Embedder)? {
    ([wanted].compactMap { $0 } + others).first { Self.registered($0).name == model.name }
  }

  private static func registered(_ embedder: any Embedder) -> EmbeddingModel {
    EmbeddingModel(name: "\(embedder.model.name)/\(textVersion)", dimension: embedder.model.dimension)
  }
}
