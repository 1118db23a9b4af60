import ScrubjayCore

/// A model's weights, ready to compute with.
///
/// The table of words stays a mapping of the file, which then holds only what texts have used of its 47 MB (for
/// all-MiniLM-L6-v2) in memory, and lets the system take it back; all else is copied, packed or small. Numbers of half
/// precision, the table of words too, are made single ones and kept in memory.
final class BERTWeights: Sendable {
  /// The weights of a layer.
  struct Layer: Sendable {
    /// A token's queries, keys and values, one after another.
    let projections: PackedWeights
    let attentionOutput: PackedWeights
    let attentionNorm: Norm
    let inner: PackedWeights
    let output: PackedWeights
    let outputNorm: Norm
  }

  /// The scale and shift of a normalisation.
  struct Norm: Sendable {
    let scale: FloatMemory
    let shift: FloatMemory
  }

  let configuration: BERTConfiguration
  let library: OneDNN
  /// A row for each piece of the vocabulary.
  let words: WordTable
  /// A row for each position, with what stands for the first of two texts added to it.
  let positions: FloatMemory
  let embeddingNorm: Norm
  let layers: [Layer]

  /// Loads and packs the weights.
  ///
  /// - Throws: `model_unusable`.
  init(_ tensors: Safetensors, _ configuration: BERTConfiguration) throws(ScrubjayError) {
    let reader = try BERTTensors(tensors, configuration)
    library = try OneDNN()
    self.configuration = configuration
    words = try reader.words()
    positions = try reader.positions()
    embeddingNorm = try reader.norm("embeddings.LayerNorm")
    var layers: [Layer] = []
    for number in 0..<configuration.layers { layers.append(try reader.layer(number, library)) }
    self.layers = layers
  }
}
