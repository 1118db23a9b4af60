import Foundation

/// What sentence-transformers makes of texts; `Reference/make_reference.py` wrote it.
struct Reference: Decodable {
  /// A text with the vector of what the model sees of it.
  struct Text: Decodable {
    let text: String
    let tokens: [Int32]
    let vector: Data

    var values: [Float] { Reference.values(vector) }
  }

  /// A text with its tokens alone.
  struct Words: Decodable {
    let text: String
    let tokens: [Int32]
  }

  let texts: [Text]
  let words: [Words]

  /// The numbers of a vector.
  static func values(_ vector: Data) -> [Float] {
    vector.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: 4).map {
        Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self)))
      }
    }
  }

  static func load() throws -> Reference {
    guard let url = Bundle.module.url(forResource: "reference", withExtension: "json") else {
      throw CocoaError(.fileNoSuchFile)
    }
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
  }
}
