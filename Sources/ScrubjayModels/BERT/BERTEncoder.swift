import CScrubjayKernels
import CScrubjayOneDNN
import ScrubjayCore

/// Computes embeddings on one thread, with weights that other threads use too.
///
/// The tokens of several texts stand one after another, without padding between them; what happens to a token alone is
/// done for all of them, attention for each text by itself.
final class BERTEncoder {
  private let weights: BERTWeights
  private let configuration: BERTConfiguration
  private let stream: dnnl_stream_t
  private var products: [ProductKey: Product] = [:]
  private var memory: EncoderMemory

  private struct ProductKey: Hashable {
    let kind: ProductKind
    let rows: Int
  }

  /// How many rows are multiplied at once, at most: what is between the two products of a layer's second half stays
  /// within the processor's cache.
  private static let blockRows = 128
  /// From this number on, rows are rounded up to the next multiple of ``rowStep`` within a block, so that few numbers
  /// of rows are ever compiled for.
  private static let exactRows = 32
  private static let rowStep = 8

  /// - Throws: `internal_error` when oneDNN fails.
  init(_ weights: BERTWeights) throws(ScrubjayError) {
    self.weights = weights
    configuration = weights.configuration
    memory = EncoderMemory(rows: Self.blockRows, blockRows: Self.blockRows, configuration)
    var stream: dnnl_stream_t?
    try OneDNN.check(
      dnnl_stream_create(&stream, weights.library.engine, dnnl_stream_default_flags.rawValue), "make a stream")
    self.stream = try OneDNN.require(stream, "stream")
  }

  deinit { dnnl_stream_destroy(stream) }

  /// The embeddings of sequences of tokens, each with those before and after its text.
  ///
  /// - Throws: `internal_error` when oneDNN fails, or for a token or a length that the model does not have.
  func encode(_ sequences: [[Int32]]) throws(ScrubjayError) -> [Embedding] {
    let rows = sequences.reduce(0) { $0 + $1.count }
    guard rows > 0 else { return [] }
    memory.grow(toRows: Self.blocks(of: rows).last.map { $0.start + $0.computed } ?? rows)
    try embed(sequences)
    for layer in weights.layers { try apply(layer, sequences) }
    return directions(sequences)
  }

  private func embed(_ sequences: [[Int32]]) throws(ScrubjayError) {
    var row = 0
    for tokens in sequences {
      guard !tokens.isEmpty, tokens.count <= configuration.maximumTokens,
        tokens.allSatisfy({ $0 >= 0 && $0 < configuration.vocabulary })
      else { throw ScrubjayError(.internalError, "A text was cut into tokens that the model does not have.") }
      scrubjay_rows_embed(
        weights.words.start, weights.positions.start, tokens, tokens.count, configuration.width, memory.state(row))
      row += tokens.count
    }
    normalise(memory.state(0), rows: row, weights.embeddingNorm)
  }

  private func apply(_ layer: BERTWeights.Layer, _ sequences: [[Int32]]) throws(ScrubjayError) {
    let rows = sequences.reduce(0) { $0 + $1.count }
    let blocks = Self.blocks(of: rows)
    for block in blocks {
      try multiply(layer.projections, block.computed, memory.state(block.start), memory.projections(block.start))
    }
    attend(sequences)
    for block in blocks {
      let state = memory.state(block.start)
      try multiply(layer.attentionOutput, block.computed, memory.attention(block.start), state)
      normalise(state, rows: block.rows, layer.attentionNorm)
      try multiply(layer.inner, block.computed, state, memory.inner)
      try multiply(layer.output, block.computed, memory.inner, state)
      normalise(state, rows: block.rows, layer.outputNorm)
    }
  }

  private func attend(_ sequences: [[Int32]]) {
    let scale = 1 / Float(configuration.headWidth).squareRoot()
    var row = 0
    for tokens in sequences {
      scrubjay_attention(
        memory.projections(row), tokens.count, configuration.heads, configuration.headWidth, scale, memory.scratch,
        memory.attention(row))
      row += tokens.count
    }
  }

  private func normalise(_ start: UnsafeMutablePointer<Float>, rows: Int, _ norm: BERTWeights.Norm) {
    scrubjay_rows_normalise(
      start, rows, configuration.width, norm.scale.start, norm.shift.start, configuration.epsilon)
  }

  /// What stands for each sequence, at length 1.
  private func directions(_ sequences: [[Int32]]) -> [Embedding] {
    var row = 0
    return sequences.map { tokens in
      let values = [Float](unsafeUninitializedCapacity: configuration.width) { buffer, count in
        let pooled = configuration.pooling == .cls ? 1 : tokens.count
        scrubjay_rows_direction(memory.state(row), pooled, configuration.width, buffer.baseAddress)
        count = configuration.width
      }
      row += tokens.count
      return Embedding(values)
    }
  }

  private func multiply(
    _ weights: PackedWeights, _ rows: Int, _ input: UnsafeMutablePointer<Float>, _ output: UnsafeMutablePointer<Float>
  ) throws(ScrubjayError) {
    let key = ProductKey(kind: weights.kind, rows: rows)
    let product: Product
    if let known = products[key] {
      product = known
    } else {
      product = try Product(weights.kind, rows: rows, layout: weights.layout, self.weights.library.engine)
      products[key] = product
    }
    try product.run(weights, input, output, stream)
  }

  /// Rows that are worked on together.
  struct Block: Hashable {
    let start: Int
    /// How many rows there are.
    let rows: Int
    /// How many are computed, the last few of them for nothing.
    let computed: Int
  }

  /// The blocks of so many rows.
  static func blocks(of rows: Int) -> [Block] {
    stride(from: 0, to: rows, by: blockRows).map { start in
      let count = min(blockRows, rows - start)
      let computed = count <= exactRows ? count : (count + rowStep - 1) / rowStep * rowStep
      return Block(start: start, rows: count, computed: computed)
    }
  }
}
