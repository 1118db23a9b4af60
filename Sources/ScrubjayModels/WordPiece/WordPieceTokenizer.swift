/// Cuts texts into the pieces of a vocabulary, exactly as BERT's tokenizer does.
///
/// A tokenizer is used by one thread; it keeps what it has looked up about scalars.
struct WordPieceTokenizer: Tokenizer {
  /// A longer word becomes one unknown piece, in scalars.
  private static let maximumScalarsPerWord = 100

  private let vocabulary: Vocabulary
  private let rules: WordRules
  private var folding: ScalarFolding
  private var word = Word()
  /// How many more the unknown words count that were read so far than the one piece that each of them is.
  private var unknownTokens = 0

  /// A tokenizer with the pieces of a vocabulary.
  init(_ vocabulary: Vocabulary, _ rules: WordRules = .uncased) {
    self.vocabulary = vocabulary
    self.rules = rules
    folding = ScalarFolding(rules)
  }

  /// How many pieces a text has. An unknown word counts one for every two scalars.
  mutating func count(of text: String) -> Int {
    unknownTokens = 0
    return pieces(of: text).count + unknownTokens
  }

  /// The pieces of a text, without those that stand before and after it.
  mutating func pieces(of text: String) -> [Int32] {
    var text = text
    return text.withUTF8 { pieces(of: $0) }
  }

  private mutating func pieces(of bytes: UnsafeBufferPointer<UInt8>) -> [Int32] {
    var pieces: [Int32] = []
    pieces.reserveCapacity(bytes.count / 4 + 8)
    word.clear()
    let kinds = ASCIIKind.of
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      switch kinds[Int(byte)] {
      case .letter:
        word.append(byte)
        position += 1
      case .capital:
        word.append(rules.isLowerCase ? byte | 0x20 : byte)
        position += 1
      case .gap:
        finishWord(&pieces)
        position += 1
      case .dropped:
        position += 1
      case .punctuation:
        finishWord(&pieces)
        if byte == UInt8(ascii: "["), let special = special(in: bytes, at: position) {
          pieces.append(special.piece)
          position += special.text.count
        } else {
          word.append(byte)
          finishWord(&pieces)
          position += 1
        }
      case .beyond:
        let (scalar, length) = Self.scalar(in: bytes, at: position)
        add(scalar, &pieces)
        position += length
      }
    }
    finishWord(&pieces)
    return pieces
  }

  /// The special piece that is written at a position.
  private func special(in bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> (text: [UInt8], piece: Int32)? {
    vocabulary.special.first { special in
      position + special.text.count <= bytes.count
        && special.text.indices.allSatisfy { bytes[position + $0] == special.text[$0] }
    }
  }

  /// The scalar that starts at a position of valid UTF-8, and its length in bytes.
  private static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[position])
    func rest(_ offset: Int) -> UInt32 { UInt32(bytes[position + offset]) & 0x3F }
    if first < 0xE0 { return ((first & 0x1F) << 6 | rest(1), 2) }
    if first < 0xF0 { return ((first & 0x0F) << 12 | rest(1) << 6 | rest(2), 3) }
    return ((first & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3), 4)
  }

  private mutating func add(_ scalar: UInt32, _ pieces: inout [Int32]) {
    for unit in folding.units(of: scalar) {
      if unit.isGap {
        finishWord(&pieces)
      } else if unit.isPunctuation {
        finishWord(&pieces)
        word.append(unit.value)
        finishWord(&pieces)
      } else {
        word.append(unit.value)
      }
    }
  }

  /// Adds the pieces of the word that was read: each time the longest that fits; unknown when there is none.
  private mutating func finishWord(_ pieces: inout [Int32]) {
    if word.bytes.isEmpty { return }
    defer { word.clear() }
    let before = pieces.count
    var position = 0
    while position < word.bytes.count {
      guard word.scalars <= Self.maximumScalarsPerWord,
        let found = vocabulary.longestPiece(in: word.bytes, from: position)
      else {
        pieces.removeSubrange(before...)
        pieces.append(vocabulary.unknown)
        unknownTokens += (word.scalars - 1) / 2
        return
      }
      pieces.append(found.piece)
      position = found.end
    }
  }

  /// The word that is being read; of one that is too long only the length counts.
  private struct Word {
    private(set) var bytes: [UInt8] = []
    private(set) var scalars = 0

    mutating func append(_ ascii: UInt8) {
      scalars += 1
      if scalars <= maximumScalarsPerWord { bytes.append(ascii) }
    }

    mutating func append(_ scalar: UInt32) {
      scalars += 1
      if scalars <= maximumScalarsPerWord, let scalar = Unicode.Scalar(scalar) {
        bytes += UTF8.encode(scalar) ?? .init()
      }
    }

    mutating func clear() {
      bytes.removeAll(keepingCapacity: true)
      scalars = 0
    }
  }
}

/// What is done with a byte of a text; bytes beyond ASCII start a scalar of several.
private enum ASCIIKind: UInt8 {
  case letter, capital, gap, punctuation, dropped, beyond

  static let of: [ASCIIKind] = (0...255).map { byte in
    guard byte < 0x80 else { return .beyond }
    let scalar = Unicode.Scalar(UInt8(byte))
    if ScalarKind.isGap(scalar) { return .gap }
    if ScalarKind.isDropped(scalar) { return .dropped }
    if ScalarKind.isPunctuation(scalar) { return .punctuation }
    return scalar.properties.isUppercase ? .capital : .letter
  }
}
