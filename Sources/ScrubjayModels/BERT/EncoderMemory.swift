import CScrubjayKernels

/// What an encoder keeps between the steps of a batch; it grows to the largest batch.
struct EncoderMemory {
  private let configuration: BERTConfiguration
  private var rows: Int
  private var stateNumbers: FloatMemory
  private var projectionNumbers: FloatMemory
  private var attentionNumbers: FloatMemory
  private let innerNumbers: FloatMemory
  private let scratchNumbers: FloatMemory

  /// Memory for so many rows, and for so many at a time in the middle of a layer.
  init(rows: Int, blockRows: Int, _ configuration: BERTConfiguration) {
    self.configuration = configuration
    self.rows = rows
    stateNumbers = FloatMemory(count: rows * configuration.width)
    projectionNumbers = FloatMemory(count: rows * 3 * configuration.width)
    attentionNumbers = FloatMemory(count: rows * configuration.width)
    innerNumbers = FloatMemory(count: blockRows * configuration.innerWidth)
    scratchNumbers = FloatMemory(
      count: scrubjay_attention_scratch(configuration.maximumTokens, configuration.headWidth))
  }

  /// Makes room for so many rows; what was there may be lost.
  mutating func grow(toRows rows: Int) {
    guard rows > self.rows else { return }
    self.rows = rows
    stateNumbers = FloatMemory(count: rows * configuration.width)
    projectionNumbers = FloatMemory(count: rows * 3 * configuration.width)
    attentionNumbers = FloatMemory(count: rows * configuration.width)
  }

  /// What stands for a token between layers, from a row on.
  func state(_ row: Int) -> UnsafeMutablePointer<Float> { stateNumbers.start + row * configuration.width }

  /// A token's queries, keys and values, from a row on.
  func projections(_ row: Int) -> UnsafeMutablePointer<Float> {
    projectionNumbers.start + row * 3 * configuration.width
  }

  /// What attention made of a token, from a row on.
  func attention(_ row: Int) -> UnsafeMutablePointer<Float> { attentionNumbers.start + row * configuration.width }

  /// What is between the two products of a layer's second half, for one block.
  var inner: UnsafeMutablePointer<Float> { innerNumbers.start }

  /// Working memory of attention.
  var scratch: UnsafeMutablePointer<Float> { scratchNumbers.start }
}
