/// Cuts texts into the likeliest pieces of a vocabulary, exactly as SentencePiece does.
struct UnigramTokenizer: Tokenizer {
  private let vocabulary: UnigramVocabulary

  /// The likeliest way to cut a text up to some byte.
  private struct Path {
    /// The sum of the pieces' scores.
    var score: Float = 0
    /// Where the last piece starts; -1 where no piece ends.
    var start = -1
    /// The last piece.
    var piece: Int32 = 0
  }

  /// A tokenizer with the pieces of a vocabulary.
  init(_ vocabulary: UnigramVocabulary) { self.vocabulary = vocabulary }

  func pieces(of text: String) -> [Int32] {
    // What is not known in a row is one piece.
    steps(of: text).reduce(into: []) { pieces, step in
      if step != vocabulary.unknown || pieces.last != vocabulary.unknown { pieces.append(step) }
    }
  }

  /// How many pieces a text has; each character that is not known counts as one.
  func count(of text: String) -> Int { steps(of: text).count }

  /// The pieces of the likeliest path, and one for each character that is not known.
  private func steps(of text: String) -> [Int32] {
    var text = text
    return cut(text.withUTF8(vocabulary.normalizer.normalised))
  }

  private func cut(_ text: [UInt8]) -> [Int32] {
    var paths = [Path](repeating: Path(), count: text.count + 1)
    var position = 0
    while position < text.count {
      let score = paths[position].score
      // The reference sums up in double precision but for what is not known, and keeps the sums in single precision.
      let length = min(UTF8Length.of(text[position]), text.count - position)
      var knowsCharacter = false
      func offer(_ piece: Int32, _ sum: Double, _ end: Int) {
        if paths[end].start < 0 || sum > Double(paths[end].score) {
          paths[end] = Path(score: Float(sum), start: position, piece: piece)
        }
      }
      vocabulary.forEachPiece(in: text, from: position) { piece, pieceScore, end in
        offer(piece, pieceScore + Double(score), end)
        if end == position + length { knowsCharacter = true }
      }
      if !knowsCharacter { offer(vocabulary.unknown, Double(vocabulary.unknownScore + score), position + length) }
      position += length
    }
    var steps: [Int32] = []
    var end = paths.count - 1
    while end > 0 {
      steps.append(paths[end].piece)
      end = paths[end].start
    }
    return steps.reversed()
  }
}
