import Foundation
import ScrubjayTestKit

/// A model of some kind in a folder, with weights that follow from the tensors' names as in `make_kinds.py`.
final class KindModel {
  private let folder: TemporaryFolder

  /// Where its files are.
  var directory: String { folder.path }

  /// Writes the model's files.
  init(_ kind: KindReference.Kind, _ reference: KindReference) throws {
    folder = try TemporaryFolder()
    for (name, value) in try KindReference.files(of: kind) {
      try write(name, try JSONSerialization.data(withJSONObject: value))
    }
    if kind.isSentencePiece {
      try write("sentencepiece.bpe.model", reference.sentencepiece)
    } else {
      try write("vocab.txt", Data(reference.vocabulary.joined(separator: "\n").utf8))
    }
    let tensors = kind.tensors.map { tensor in
      (tensor.name, tensor.shape, Self.weights(tensor.name, tensor.shape.reduce(1, *)))
    }
    try write("model.safetensors", Data(SafetensorsFile.bytes(tensors, halves: kind.type)))
  }

  /// Writes a file of the folder, instead of the one that is there.
  func write(_ name: String, _ data: Data) throws {
    let url = URL(fileURLWithPath: folder.file(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// Removes a file of the folder.
  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: folder.file(name)) }

  /// Numbers of 24 bits, exact in single precision, between -1 and 1 for norms and -1/2 and 1/2 for all else.
  private static func weights(_ name: String, _ count: Int) -> [Float] {
    let key = name.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let limit: Float = name.contains("LayerNorm") ? 1 : 0.5
    return (0..<count).map { index in
      let bits = Int(splitmix(key &+ UInt64(index)) >> 40)
      return Float(bits - (1 << 23)) / Float(1 << 23) * limit
    }
  }

  private static func splitmix(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
