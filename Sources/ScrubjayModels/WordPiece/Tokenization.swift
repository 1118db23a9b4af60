/// A model's vocabulary with the way texts are cut into its pieces.
enum Tokenization: Sendable {
  /// The longest pieces of each word.
  case wordPiece(Vocabulary, WordRules)
  /// The likeliest pieces of the whole text.
  case unigram(UnigramVocabulary)

  /// How many pieces there are, by their highest number.
  var count: Int {
    switch self {
    case .wordPiece(let vocabulary, _): vocabulary.count
    case .unigram(let vocabulary): vocabulary.count
    }
  }

  /// What stands before a text.
  var start: Int32 {
    switch self {
    case .wordPiece(let vocabulary, _): vocabulary.start
    case .unigram(let vocabulary): vocabulary.start
    }
  }

  /// What stands after a text.
  var end: Int32 {
    switch self {
    case .wordPiece(let vocabulary, _): vocabulary.end
    case .unigram(let vocabulary): vocabulary.end
    }
  }

  /// What stands for what no piece is known for.
  var unknown: Int32 {
    switch self {
    case .wordPiece(let vocabulary, _): vocabulary.unknown
    case .unigram(let vocabulary): vocabulary.unknown
    }
  }

  /// What stands for the space before a word, where that can be a piece by itself.
  var gap: Int32? {
    switch self {
    case .wordPiece: nil
    case .unigram(let vocabulary): vocabulary.gap
    }
  }

  /// Returns a tokenizer for one thread.
  func tokenizer() -> any Tokenizer {
    switch self {
    case .wordPiece(let vocabulary, let rules): WordPieceTokenizer(vocabulary, rules)
    case .unigram(let vocabulary): UnigramTokenizer(vocabulary)
    }
  }
}
