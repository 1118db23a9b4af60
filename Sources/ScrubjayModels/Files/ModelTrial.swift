import ScrubjayCore

/// Lets a model embed a few sentences whose likeness is known.
struct ModelTrial {
  let directory: String

  private static let sentences = [
    "A woman is playing the guitar.", "Someone plays a song on a guitar.", "The price of oil fell sharply today.", "",
  ]

  /// Whether the answers are numbers of length 1 that put what means alike nearer.
  func finding() async -> ModelFinding {
    do {
      let embedder = try LocalEmbedder(directory: directory, threads: 1)
      // Its threads end with it, also when it throws.
      return judge(try await embedder.embed(Self.sentences, as: .query))
    } catch let error as ScrubjayError {
      return ModelFinding(.problem, "answers", error.message)
    } catch {
      return ModelFinding(.problem, "answers", "\(error)")
    }
  }

  private func judge(_ embeddings: [[Embedding]]) -> ModelFinding {
    let vectors = embeddings.compactMap(\.first?.values)
    guard vectors.count == Self.sentences.count,
      vectors.allSatisfy({ abs(product($0, $0) - 1) < 1e-3 })
    else { return ModelFinding(.problem, "answers", "Vectors are not of length 1.") }
    let near = product(vectors[0], vectors[1])
    let far = product(vectors[0], vectors[2])
    guard near > far else {
      return ModelFinding(.problem, "answers", "Sentences that mean alike are no nearer than others.")
    }
    return ModelFinding(.good, "answers", "Sentences that mean alike are nearer than others.")
  }

  /// Not a number when one of the coordinates is none.
  private func product(_ left: [Float], _ right: [Float]) -> Float { zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } }
}
