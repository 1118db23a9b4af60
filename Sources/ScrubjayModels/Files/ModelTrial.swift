import ScrubjayCore

/// Lets a model embed a few texts: those of a probe, or a few sentences whose likeness is known.
struct ModelTrial {
  let directory: String
  let prefixes: EmbeddingPrefixes?
  let probe: ModelProbe?
  /// Whether the weights are known, so that there is nothing more to compare with.
  let isPublished: Bool

  private static let query = "A woman is playing the guitar."
  private static let documents = ["Someone plays a song on a guitar.", "The price of oil fell sharply today.", ""]

  /// Whether the answers are what the probe says; without one, whether they are numbers of length 1 that put what means
  /// alike nearer.
  func finding() async -> ModelFinding {
    do {
      // Its threads end with it, also when it throws.
      let embedder = try LocalEmbedder(directory: directory, prefixes: prefixes, threads: 1)
      guard let probe else {
        let query = try await embedder.embed([Self.query], as: .query)
        return judge(query + (try await embedder.embed(Self.documents, as: .document)))
      }
      if let problem = try await probe.problem(with: embedder) { return ModelFinding(.problem, "answers", problem) }
      return ModelFinding(
        .good, "answers",
        "As \(probe.name) says: \(probe.samples.count) vectors are the same, \(probe.orders.count) texts the nearer "
          + "ones.")
    } catch let error as ScrubjayError {
      return ModelFinding(.problem, "answers", error.message)
    } catch {
      return ModelFinding(.problem, "answers", "\(error)")
    }
  }

  private func judge(_ embeddings: [[Embedding]]) -> ModelFinding {
    let vectors = embeddings.compactMap(\.first?.values)
    guard vectors.count == Self.documents.count + 1,
      vectors.allSatisfy({ abs(product($0, $0) - 1) < 1e-3 })
    else { return ModelFinding(.problem, "answers", "Vectors are not of length 1.") }
    let near = product(vectors[0], vectors[1])
    let far = product(vectors[0], vectors[2])
    guard near > far else {
      return ModelFinding(.problem, "answers", "Sentences that mean alike are no nearer than others.")
    }
    let verdict = "Sentences that mean alike are nearer than others."
    if isPublished { return ModelFinding(.good, "answers", verdict) }
    return ModelFinding(
      .note, "answers",
      "\(verdict) They were not compared with known ones: there is no \(ModelProbe.file), and --probe names none.")
  }

  /// Not a number when one of the coordinates is none.
  private func product(_ left: [Float], _ right: [Float]) -> Float { zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } }
}
