import ScrubjayCore

/// The embeddings of what is known, to see which new facts mean nearly the same.
struct FactVectors: Sendable {
  private let model: EmbeddingModel?
  private let known: [(content: String, embedding: Embedding)]

  /// Two texts.
  struct Pair: Hashable, Sendable {
    let fact: String
    let known: String

    init(_ fact: String, _ known: String) { (self.fact, self.known) = (fact, known) }
  }

  /// Reads the embeddings of memories, by the model that recall uses.
  init(of memories: [Memory], _ tx: any ReadTransaction) throws {
    guard let live = try tx.vectors.models().first(where: \.isLive) else {
      (model, known) = (nil, [])
      return
    }
    model = live.model
    known = try memories.compactMap { memory in
      try tx.vectors.embedding(of: memory.sequence, owner: memory.owner, model: live.number).map {
        (memory.content, $0)
      }
    }
  }

  /// The cosines of facts with what is known; none where the model is not here.
  func cosines(with facts: [String], by embedders: Embedders) async throws -> [Pair: Double] {
    guard let model, let embedder = embedders[model], !facts.isEmpty, !known.isEmpty else { return [:] }
    let embedded = try await embedder.embed(facts, as: .document)
    var cosines: [Pair: Double] = [:]
    for (fact, parts) in zip(facts, embedded) {
      guard let vector = parts.first?.values else { continue }
      for other in known where other.embedding.values.count == vector.count {
        let product = zip(vector, other.embedding.values).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        cosines[Pair(fact, other.content)] = Double(product)
      }
    }
    return cosines
  }
}
