import ScrubjayCore

/// What one thread has for itself: a tokenizer and an encoder, made when they are first needed.
final class EncoderThread {
  private let model: LazyModel
  private var tools: (tokenizer: WordPieceTokenizer, encoder: BERTEncoder)?

  init(_ model: LazyModel) { self.model = model }

  /// Loads the model and makes the thread's own part of it, unless that was done.
  ///
  /// - Throws: `model_unusable`.
  func load() throws(ScrubjayError) {
    if tools != nil { return }
    let loaded = try model.loaded()
    tools = (WordPieceTokenizer(loaded.vocabulary), try BERTEncoder(loaded.weights))
  }

  /// The parts of a text, each a sequence of tokens with those before and after it.
  ///
  /// - Throws: `model_unusable`.
  func parts(of text: String) throws(ScrubjayError) -> [[Int32]] {
    try load()
    let vocabulary = try model.loaded().vocabulary
    let pieces = tools?.tokenizer.pieces(of: text) ?? []
    return TokenWindows(room: model.configuration.maximumTokens - 2).parts(of: pieces.count).map { part in
      [vocabulary.start] + pieces[part] + [vocabulary.end]
    }
  }

  /// How much of a text the model's vocabulary knows, from 0 to 1.
  ///
  /// - Throws: `model_unusable`.
  func knownShare(of text: String) throws(ScrubjayError) -> Double {
    try load()
    let unknown = try model.loaded().vocabulary.unknown
    var share = KnownShare()
    for word in KnownShare.words(of: text) {
      let pieces = tools?.tokenizer.pieces(of: word.text) ?? []
      share.add(letters: word.letters, pieces: pieces.count, holdsUnknown: pieces.contains(unknown))
    }
    return share.share
  }

  /// The embeddings of sequences of tokens.
  ///
  /// - Throws: `model_unusable`, `internal_error`.
  func embeddings(of sequences: [[Int32]]) throws(ScrubjayError) -> [Embedding] {
    try load()
    return try tools?.encoder.encode(sequences) ?? []
  }
}
