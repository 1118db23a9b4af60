import Foundation
import Testing

/// What transformers makes of small models of each kind; `Reference/make_kinds.py` wrote it.
struct KindReference: Decodable {
  /// A text with its tokens by two cased tokenizers.
  struct Words: Decodable {
    let text: String
    let cased: [Int32]
    let keeping: [Int32]
  }

  /// A vocabulary of SentencePiece.
  let sentencepiece: Data
  /// A vocabulary of WordPiece.
  let vocabulary: [String]
  let kinds: [Kind]
  let words: [Words]
  /// Texts cut by SentencePiece, with XLM-R's numbers.
  let sentences: [Reference.Words]

  /// A kind of a model, with what it makes of texts.
  struct Kind: Decodable, CustomTestStringConvertible {
    struct Tensor: Decodable {
      let name: String
      let shape: [Int]
    }

    struct Text: Decodable {
      let purpose: String
      let text: String
      let tokens: [Int32]
      let vector: Data
    }

    let name: String
    /// Half a type, in which the weights are stored.
    let type: String?
    let isSentencePiece: Bool
    let tensors: [Tensor]
    let texts: [Text]

    var testDescription: String { name }
  }

  static let shared = Result { try JSONDecoder().decode(KindReference.self, from: data()) }

  /// The files of a kind of a model, but for its vocabulary and weights.
  static func files(of kind: Kind) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: data()) as? [String: Any]
    let kinds = json?["kinds"] as? [[String: Any]] ?? []
    return kinds.first { $0["name"] as? String == kind.name }?["files"] as? [String: Any] ?? [:]
  }

  private static func data() throws -> Data {
    guard let url = Bundle.module.url(forResource: "kinds", withExtension: "json") else {
      throw CocoaError(.fileNoSuchFile)
    }
    return try Data(contentsOf: url)
  }
}
