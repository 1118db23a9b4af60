import ScrubjayCore

/// What a file of SentencePiece says: its pieces, and what becomes of a text before it is cut.
struct SentencePieceFile {
  /// How large a file may be, in bytes.
  static let maximumBytes = 32 << 20

  private(set) var pieces: [UnigramPiece] = []
  private(set) var charsmap: [UInt8] = []
  private(set) var addsDummyPrefix = true
  private(set) var removesExtraSpaces = true
  private(set) var escapesSpaces = true
  private let name: String
  private let bytes: [UInt8]

  /// The numbers of the fields that are read, as in SentencePiece's `sentencepiece_model.proto`.
  private enum Field {
    static let pieces: UInt64 = 1
    static let trainer: UInt64 = 2
    static let normalizer: UInt64 = 3
    static let piece: UInt64 = 1
    static let score: UInt64 = 2
    static let type: UInt64 = 3
    static let modelType: UInt64 = 3
    static let spaceAsSuffix: UInt64 = 24
    static let byteFallback: UInt64 = 35
    static let charsmap: UInt64 = 2
    static let dummyPrefix: UInt64 = 3
    static let extraSpaces: UInt64 = 4
    static let escape: UInt64 = 5
  }

  /// The number of the kind of a model that is supported: pieces with a score each.
  private static let unigram: UInt64 = 1
  private static let modelNames: [UInt64: String] = [2: "BPE", 3: "words", 4: "characters"]

  /// Reads a file.
  ///
  /// - Throws: `model_unusable`.
  init(parsing bytes: [UInt8], name: String) throws(ScrubjayError) {
    self.bytes = bytes
    self.name = name
    guard bytes.count <= Self.maximumBytes else {
      throw .modelUnusable("\(name) has over \(Self.maximumBytes) bytes.")
    }
    var reader = ProtobufReader(bytes, in: bytes.indices, of: name)
    while let (field, value) = try reader.next() {
      guard case .bytes(let range) = value else { continue }
      switch field {
      case Field.pieces: pieces.append(try piece(in: range))
      case Field.trainer: try checkTrainer(range)
      case Field.normalizer: try readNormalizer(range)
      default: break
      }
    }
  }

  private func piece(in range: Range<Int>) throws(ScrubjayError) -> UnigramPiece {
    var piece = UnigramPiece(text: [], score: 0, kind: .normal)
    var reader = ProtobufReader(bytes, in: range, of: name)
    while let (field, value) = try reader.next() {
      switch (field, value) {
      case (Field.piece, .bytes(let text)): piece.text = Array(bytes[text])
      case (Field.score, .single(let score)): piece.score = score
      case (Field.type, .integer(let number)):
        guard let kind = UnigramPiece.Kind(rawValue: number) else {
          throw .modelUnusable("\(name) has a piece of the kind \(number), which is not supported.")
        }
        piece.kind = kind
      default: break
      }
    }
    return piece
  }

  private func checkTrainer(_ range: Range<Int>) throws(ScrubjayError) {
    var reader = ProtobufReader(bytes, in: range, of: name)
    while let (field, value) = try reader.next() {
      guard case .integer(let number) = value else { continue }
      switch field {
      case Field.modelType where number != Self.unigram:
        let found = Self.modelNames[number] ?? "\(number)"
        throw .modelUnusable("\(name) is a model of the kind \(found); supported is unigram, as XLM-R's is.")
      case Field.spaceAsSuffix where number != 0:
        throw .modelUnusable("\(name) has treat_whitespace_as_suffix, which is not supported.")
      case Field.byteFallback where number != 0:
        throw .modelUnusable("\(name) has byte_fallback, which is not supported.")
      default: break
      }
    }
  }

  private mutating func readNormalizer(_ range: Range<Int>) throws(ScrubjayError) {
    var reader = ProtobufReader(bytes, in: range, of: name)
    while let (field, value) = try reader.next() {
      switch (field, value) {
      case (Field.charsmap, .bytes(let range)): charsmap = Array(bytes[range])
      case (Field.dummyPrefix, .integer(let number)): addsDummyPrefix = number != 0
      case (Field.extraSpaces, .integer(let number)): removesExtraSpaces = number != 0
      case (Field.escape, .integer(let number)): escapesSpaces = number != 0
      default: break
      }
    }
  }
}
