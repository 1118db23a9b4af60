import Foundation
import ScrubjayTestKit

/// A BERT model of sizes that nobody uses, with random weights, and its embeddings by the formulas.
final class TinyModel {
  private let folder: TemporaryFolder
  private let tensors: [(name: String, shape: [Int], numbers: [Float])]

  static let layers = 2
  static let width = 15
  static let heads = 3
  static let inner = 22
  static let positions = 40
  static let pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "word", "##s", "a", "sentence", ".", "漢", "short"]

  /// Where its files are.
  var directory: String { folder.path }

  /// The path of one of its files.
  func file(_ name: String) -> String { folder.file(name) }

  /// Writes the model's files.
  init(seed: UInt64, prefix: String = "", types: Int = 2) throws {
    folder = try TemporaryFolder()
    var random = SeededRandom(seed: seed)
    var tensors: [(String, [Int], [Float])] = []
    func add(_ name: String, _ shape: [Int]) {
      let limit: Float = name.contains("LayerNorm") ? 1.5 : 0.5
      tensors.append((prefix + name, shape, random.numbers(shape.reduce(1, *), within: limit)))
    }
    add("embeddings.word_embeddings.weight", [Self.pieces.count, Self.width])
    add("embeddings.position_embeddings.weight", [Self.positions, Self.width])
    if types > 0 { add("embeddings.token_type_embeddings.weight", [types, Self.width]) }
    for name in Self.norms {
      add("\(name).weight", [Self.width])
      add("\(name).bias", [Self.width])
    }
    for (name, input, output) in Self.linears {
      add("\(name).weight", [output, input])
      add("\(name).bias", [output])
    }
    self.tensors = tensors
    try Data(SafetensorsFile.bytes(tensors)).write(to: URL(fileURLWithPath: folder.file("model.safetensors")))
    try Self.pieces.joined(separator: "\n").write(toFile: folder.file("vocab.txt"), atomically: false, encoding: .utf8)
    try configure()
  }

  /// Writes `config.json`, with some of the fields changed.
  func configure(_ changes: [String: Any] = [:]) throws {
    let fields: [String: Any] = [
      "model_type": "bert", "hidden_act": "gelu", "num_hidden_layers": Self.layers, "hidden_size": Self.width,
      "num_attention_heads": Self.heads, "intermediate_size": Self.inner, "max_position_embeddings": Self.positions,
      "vocab_size": Self.pieces.count, "layer_norm_eps": 1e-5,
    ].merging(changes) { $1 }
    try JSONSerialization.data(withJSONObject: fields).write(to: URL(fileURLWithPath: folder.file("config.json")))
  }

  private static var norms: [String] {
    ["embeddings.LayerNorm"]
      + (0..<layers).flatMap { layer in
        ["attention.output", "output"].map { "encoder.layer.\(layer).\($0).LayerNorm" }
      }
  }

  private static var linears: [(String, Int, Int)] {
    (0..<layers).flatMap { layer in
      ["query", "key", "value"].map { ("encoder.layer.\(layer).attention.self.\($0)", width, width) } + [
        ("encoder.layer.\(layer).attention.output.dense", width, width),
        ("encoder.layer.\(layer).intermediate.dense", width, inner),
        ("encoder.layer.\(layer).output.dense", inner, width),
      ]
    }
  }

  private func numbers(_ name: String) -> [Float] { tensors.first { $0.name.hasSuffix(name) }?.numbers ?? [] }

  private func linear(_ name: String, _ rows: [[Double]]) -> [[Double]] {
    let weights = numbers("\(name).weight")
    let bias = numbers("\(name).bias")
    return rows.map { row in
      bias.indices.map { output in
        row.indices.reduce(Double(bias[output])) { $0 + row[$1] * Double(weights[output * row.count + $1]) }
      }
    }
  }

  private func norm(_ name: String, _ rows: [[Double]]) -> [[Double]] {
    rows.map { normalised($0, numbers("\(name).weight"), numbers("\(name).bias"), epsilon: 1e-5) }
  }

  private static func sum(_ left: [[Double]], _ right: [[Double]]) -> [[Double]] {
    zip(left, right).map { zip($0, $1).map(+) }
  }

  /// The embedding of tokens, by the formulas.
  func embedding(of tokens: [Int]) -> [Double] {
    let words = numbers("word_embeddings.weight")
    let positions = numbers("position_embeddings.weight")
    let type = numbers("token_type_embeddings.weight") + [Float](repeating: 0, count: Self.width)
    var state = tokens.enumerated().map { position, token in
      (0..<Self.width).map {
        Double(words[token * Self.width + $0]) + Double(positions[position * Self.width + $0]) + Double(type[$0])
      }
    }
    state = norm("embeddings.LayerNorm", state)
    for number in 0..<Self.layers {
      let layer = "encoder.layer.\(number)"
      let parts = ["query", "key", "value"].map { linear("\(layer).attention.self.\($0)", state) }
      let projections = tokens.indices.flatMap { token in parts.flatMap { $0[token] } }
      let size = Self.width / Self.heads
      let attended = attention(
        projections.map(Float.init), tokens: tokens.count, heads: Self.heads, size: size,
        scale: 1 / Double(size).squareRoot())
      let rows = tokens.indices.map { Array(attended[$0 * Self.width..<($0 + 1) * Self.width]) }
      state = norm(
        "\(layer).attention.output.LayerNorm", Self.sum(state, linear("\(layer).attention.output.dense", rows)))
      let inner = linear("\(layer).intermediate.dense", state).map { $0.map(gelu) }
      state = norm("\(layer).output.LayerNorm", Self.sum(state, linear("\(layer).output.dense", inner)))
    }
    let sums = (0..<Self.width).map { column in state.reduce(0) { $0 + $1[column] } }
    let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return sums.map { $0 / length }
  }
}
