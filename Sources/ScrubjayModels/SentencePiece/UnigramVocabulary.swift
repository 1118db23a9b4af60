import ScrubjayCore

/// The pieces of a model of SentencePiece, by their numbers in the embedding model, with what is done to a text before.
struct UnigramVocabulary: Sendable {
  /// How many pieces there are, by their highest number.
  let count: Int
  /// What stands for what no piece is known for.
  let unknown: Int32
  /// What stands before a text.
  let start: Int32
  /// What stands after a text.
  let end: Int32
  /// The space alone, where it is a piece.
  let gap: Int32?
  let normalizer: UnigramNormalizer
  /// How likely what is not known is, as a logarithm: less so than any piece.
  let unknownScore: Float
  private let trie: ByteTrie
  /// For each piece in the trie its number and score.
  private let found: [(number: Int32, score: Double)]

  /// How many pieces a vocabulary has at most.
  private static let maximumPieces = 4_000_000
  /// How long a piece may be, in bytes, so that a text is cut in linear time; XLM-R's have 48 at most.
  private static let maximumPieceBytes = 512
  /// How much less likely than the rarest piece what is not known is.
  private static let unknownPenalty: Float = 10
  /// How much a piece that is always one of its own loses, so that the longest of several wins.
  private static let userDefinedPenalty = 0.1

  /// The numbers that XLM-R has for the signs around a text, before its pieces.
  private enum Fairseq {
    static let start: Int32 = 0
    static let end: Int32 = 2
    static let unknown: Int32 = 3
    /// How much higher a piece's number is than in the file.
    static let shift: Int32 = 1
    /// How many pieces of the file are signs.
    static let signs = 3
    /// The sign after all pieces, for what is hidden in training.
    static let last = 1
  }

  /// The vocabulary of a file of SentencePiece, with XLM-R's numbers.
  ///
  /// - Throws: `model_unusable`.
  init(_ file: SentencePieceFile, name: String) throws(ScrubjayError) {
    guard file.pieces.count > Fairseq.signs, file.pieces[0].kind == .unknown,
      file.pieces[1..<Fairseq.signs].allSatisfy({ $0.kind == .control })
    else {
      throw .modelUnusable("\(name) does not start with <unk>, <s> and </s>, as XLM-R's does.")
    }
    try self.init(
      file.pieces, name: name, shift: Fairseq.shift, unknown: Fairseq.unknown, start: Fairseq.start, end: Fairseq.end,
      count: file.pieces.count + Int(Fairseq.shift) + Fairseq.last
    ) { kept throws(ScrubjayError) in
      UnigramNormalizer(
        map: try CharacterMap(file.charsmap), addsDummyPrefix: file.addsDummyPrefix,
        removesExtraSpaces: file.removesExtraSpaces, escapesSpaces: file.escapesSpaces, kept: kept)
    }
  }

  /// A vocabulary of pieces whose numbers are their places, and some more.
  ///
  /// - Throws: `model_unusable`.
  private init(
    _ pieces: [UnigramPiece], name: String, shift: Int32, unknown: Int32, start: Int32, end: Int32, count: Int,
    normalizer: (ByteTrie) throws(ScrubjayError) -> UnigramNormalizer
  ) throws(ScrubjayError) {
    guard pieces.count <= Self.maximumPieces else {
      throw .modelUnusable("\(name) has more than the \(Self.maximumPieces) pieces it may have.")
    }
    let normal = pieces.lazy.filter { $0.kind == .normal }.map(\.score)
    guard let lowest = normal.min(), pieces.allSatisfy(\.score.isFinite) else {
      throw .modelUnusable("\(name) has no pieces, or one with a score that is not a number.")
    }
    // The reference starts from the smallest positive number, which no score is above.
    let highest = max(normal.max() ?? 0, Float.leastNormalMagnitude)
    var trie = ByteTrie()
    var kept = ByteTrie()
    var found: [(number: Int32, score: Double)] = []
    var gap: Int32?
    for (index, piece) in pieces.enumerated() where piece.kind == .normal || piece.kind == .userDefined {
      guard !piece.text.isEmpty, piece.text.count <= Self.maximumPieceBytes else {
        throw .modelUnusable(
          "\(name) has a piece of \(piece.text.count) bytes, where 1 to \(Self.maximumPieceBytes) are allowed.")
      }
      let number = Int32(index) + shift
      var score = Double(piece.score)
      if piece.kind == .userDefined {
        score = Double(Float(piece.text.count) * highest) - Self.userDefinedPenalty
        guard kept.insert(piece.text, as: number) else { throw .modelUnusable("\(name) has too many pieces.") }
      }
      if piece.text == UnigramNormalizer.escapedSpace { gap = number }
      guard trie.insert(piece.text, as: Int32(found.count)) else {
        throw .modelUnusable("\(name) has too many pieces.")
      }
      found.append((number, score))
    }
    self.count = count
    (self.unknown, self.start, self.end, self.gap) = (unknown, start, end, gap)
    (self.trie, self.found) = (trie, found)
    unknownScore = lowest - Self.unknownPenalty
    self.normalizer = try normalizer(kept)
  }

  /// Hands over each piece that the bytes from a position start with, from the shortest to the longest.
  func forEachPiece(
    in text: [UInt8], from position: Int, _ body: (_ number: Int32, _ score: Double, _ end: Int) -> Void
  ) {
    var node = ByteTrie.root
    for index in position..<text.count {
      guard let next = trie.child(of: node, text[index]) else { return }
      node = next
      let entry = trie.entry(at: node)
      if entry >= 0 { body(found[Int(entry)].number, found[Int(entry)].score, index + 1) }
    }
  }
}
