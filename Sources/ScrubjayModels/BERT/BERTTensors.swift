import ScrubjayCore

/// The tensors of a BERT model by their names in a file.
struct BERTTensors {
  private let tensors: Safetensors
  private let configuration: BERTConfiguration
  /// What stands before the names when the file holds more than the encoder.
  private let prefix: String

  /// - Throws: `model_unusable` unless each tensor is there with the right type and shape.
  init(_ tensors: Safetensors, _ configuration: BERTConfiguration) throws(ScrubjayError) {
    self.tensors = tensors
    self.configuration = configuration
    let prefix = configuration.family.tensorPrefix
    self.prefix = tensors.has("\(prefix)embeddings.word_embeddings.weight") ? prefix : ""
    for (name, shape) in shapes { _ = try tensors.tensor(self.prefix + name, shape: shape) }
  }

  /// The names and shapes of all tensors that are used.
  private var shapes: [(String, [Int])] {
    let width = configuration.width
    func linear(_ name: String, _ input: Int, _ output: Int) -> [(String, [Int])] {
      [("\(name).weight", [output, input]), ("\(name).bias", [output])]
    }
    func norm(_ name: String) -> [(String, [Int])] { [("\(name).weight", [width]), ("\(name).bias", [width])] }
    let embeddings: [(String, [Int])] = [
      ("embeddings.word_embeddings.weight", [configuration.vocabulary, width]),
      ("embeddings.position_embeddings.weight", [configuration.positions, width]),
    ]
    let layers = (0..<configuration.layers).flatMap { number in
      let layer = "encoder.layer.\(number)"
      return ["query", "key", "value"].flatMap { linear("\(layer).attention.self.\($0)", width, width) }
        + linear("\(layer).attention.output.dense", width, width) + norm("\(layer).attention.output.LayerNorm")
        + linear("\(layer).intermediate.dense", width, configuration.innerWidth)
        + linear("\(layer).output.dense", configuration.innerWidth, width) + norm("\(layer).output.LayerNorm")
    }
    return embeddings + norm("embeddings.LayerNorm") + layers
  }

  func words() throws(ScrubjayError) -> WordTable {
    let shape = [configuration.vocabulary, configuration.width]
    let name = "embeddings.word_embeddings.weight"
    let tensor = try tensors.tensor(prefix + name, shape: shape)
    guard tensor.isSingle else { return WordTable(try numbers(name, shape)) }
    return WordTable(try tensors.file.map(at: tensor.range.lowerBound, count: tensor.range.count))
  }

  func positions() throws(ScrubjayError) -> FloatMemory {
    let width = configuration.width
    let all = try numbers("embeddings.position_embeddings.weight", [configuration.positions, width])
    let first = configuration.firstPosition
    let used = FloatMemory(count: configuration.maximumTokens * width)
    // Models for single texts may come without a table of types, or with one row of it.
    let types = ["embeddings.token_type_embeddings.weight"].filter { tensors.has(prefix + $0) }
    var type = [Float](repeating: 0, count: width)
    for name in types {
      let rows = try typeRows(name)
      for column in 0..<width { type[column] = rows.start[column] }
    }
    for row in 0..<configuration.maximumTokens {
      for column in 0..<width {
        used.start[row * width + column] = all.start[(first + row) * width + column] + type[column]
      }
    }
    return used
  }

  private func typeRows(_ name: String) throws(ScrubjayError) -> FloatMemory {
    for rows in 1...2 {
      if let numbers = try? numbers(name, [rows, configuration.width]) { return numbers }
    }
    throw .modelUnusable("The tensor \(name) has another shape than one or two rows of the width.")
  }

  func norm(_ name: String) throws(ScrubjayError) -> BERTWeights.Norm {
    BERTWeights.Norm(
      scale: try numbers("\(name).weight", [configuration.width]),
      shift: try numbers("\(name).bias", [configuration.width]))
  }

  func layer(_ number: Int, _ library: OneDNN) throws(ScrubjayError) -> BERTWeights.Layer {
    let layer = "encoder.layer.\(number)"
    let width = configuration.width
    let inner = configuration.innerWidth
    return BERTWeights.Layer(
      projections: try packed(
        ["query", "key", "value"].map { "\(layer).attention.self.\($0)" }, width, width, .store, library),
      attentionOutput: try packed(["\(layer).attention.output.dense"], width, width, .add, library),
      attentionNorm: try norm("\(layer).attention.output.LayerNorm"),
      inner: try packed(["\(layer).intermediate.dense"], width, inner, .gelu, library),
      output: try packed(["\(layer).output.dense"], inner, width, .add, library),
      outputNorm: try norm("\(layer).output.LayerNorm"))
  }

  /// One matrix of several, whose outputs stand one after another.
  private func packed(
    _ names: [String], _ input: Int, _ output: Int, _ ending: ProductKind.Ending, _ library: OneDNN
  ) throws(ScrubjayError) -> PackedWeights {
    let weights = FloatMemory(count: names.count * output * input)
    let bias = FloatMemory(count: names.count * output)
    for (index, name) in names.enumerated() {
      try fill(weights.bytes(index * output * input..<(index + 1) * output * input), "\(name).weight", [output, input])
      try fill(bias.bytes(index * output..<(index + 1) * output), "\(name).bias", [output])
    }
    let kind = ProductKind(input: input, output: names.count * output, ending: ending)
    return try PackedWeights(kind, stored: weights, bias: bias, library)
  }

  private func numbers(_ name: String, _ shape: [Int]) throws(ScrubjayError) -> FloatMemory {
    let memory = FloatMemory(count: shape.reduce(1, *))
    try fill(memory.bytes(0..<memory.count), name, shape)
    return memory
  }

  private func fill(
    _ target: UnsafeMutableRawBufferPointer, _ name: String, _ shape: [Int]
  ) throws(ScrubjayError) {
    try tensors.fill(target, with: try tensors.tensor(prefix + name, shape: shape))
  }
}
