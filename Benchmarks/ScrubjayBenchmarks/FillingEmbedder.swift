import ScrubjayCore
import ScrubjayModels
import ScrubjayTestKit
import Synchronization

/// An embedder that gives documents vectors it makes up, in clusters as real ones are, so that many are there at once;
/// queries are embedded by the model whose name it has.
final class FillingEmbedder: Embedder {
  let model: EmbeddingModel
  private let queries: LocalEmbedder
  private let centres: [[Float]]
  private let random: Mutex<SeededRandom>

  private static let clusters = 500
  /// A text is embedded in parts of the model's input, of about so many bytes.
  private static let bytesPerPart = 1_000

  init(_ queries: LocalEmbedder) {
    self.queries = queries
    model = queries.model
    var random = SeededRandom(seed: 3)
    let dimension = queries.model.dimension
    centres = (0..<Self.clusters).map { _ in Self.noise(dimension, &random) }
    self.random = Mutex(random)
  }

  func embed(_ texts: [String], as purpose: EmbeddingPurpose) async throws -> [[Embedding]] {
    if purpose == .query { return try await queries.embed(texts, as: .query) }
    return random.withLock { random in
      texts.map { text in (0...text.utf8.count / Self.bytesPerPart).map { _ in made(&random) } }
    }
  }

  private func made(_ random: inout SeededRandom) -> Embedding {
    let centre = centres[Int.random(in: 0..<centres.count, using: &random)]
    let values = zip(centre, Self.noise(model.dimension, &random)).map { $0 + $1 / 2 }
    let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return Embedding(values.map { $0 / length })
  }

  private static func noise(_ dimension: Int, _ random: inout SeededRandom) -> [Float] {
    (0..<dimension).map { _ in Float.random(in: -1...1, using: &random) }
  }
}
