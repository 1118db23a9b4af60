import ScrubjayCore

/// What one thread has for itself: a tokenizer and an encoder, made when they are first needed.
final class EncoderThread {
  private let model: LazyModel
  private var tools: Tools?

  private struct Tools {
    var tokenizer: any Tokenizer
    let encoder: BERTEncoder
    /// The prefixes that were needed so far, cut into pieces.
    var prefixes: [String: [Int32]] = [:]
  }

  init(_ model: LazyModel) { self.model = model }

  /// Loads the model and makes the thread's own part of it, unless that was done.
  ///
  /// - Throws: `model_unusable`.
  func load() throws(ScrubjayError) {
    if tools != nil { return }
    let loaded = try model.loaded()
    tools = Tools(tokenizer: loaded.tokenization.tokenizer(), encoder: try BERTEncoder(loaded.weights))
  }

  /// The parts of a text, each a sequence of tokens with those before and after it, and with those of the purpose's prefix.
  ///
  /// - Throws: `model_unusable`, also for a prefix that leaves no room for a text.
  func parts(of text: String, as purpose: EmbeddingPurpose) throws(ScrubjayError) -> [[Int32]] {
    try load()
    let tokenization = try model.loaded().tokenization
    let prefix = model.prefixes.prefix(for: purpose)
    let before = try pieces(ofPrefix: prefix)
    let room = model.configuration.maximumTokens - 2
    let whole = tools?.tokenizer.pieces(of: prefix + text) ?? []
    if whole.count <= room { return [[tokenization.start] + whole + [tokenization.end]] }
    // Where the prefix and the text run together, the text is cut alone.
    let runsTogether = !whole.starts(with: before)
    let pieces = runsTogether ? (tools?.tokenizer.pieces(of: text) ?? [])[...] : whole.dropFirst(before.count)
    return TokenWindows(room: room - before.count).parts(of: pieces.count).map { part in
      [tokenization.start] + before + pieces.dropFirst(part.lowerBound).prefix(part.count) + [tokenization.end]
    }
  }

  private func pieces(ofPrefix prefix: String) throws(ScrubjayError) -> [Int32] {
    if let known = tools?.prefixes[prefix] { return known }
    let pieces = tools?.tokenizer.pieces(of: prefix) ?? []
    guard pieces.count < model.configuration.maximumTokens - 2 else {
      throw .modelUnusable(
        "The prefix '\(prefix)' has \(pieces.count) tokens, and leaves no room for a text within the "
          + "\(model.configuration.maximumTokens) that the model sees.")
    }
    tools?.prefixes[prefix] = pieces
    return pieces
  }

  /// How much of a text the model's vocabulary knows, from 0 to 1.
  ///
  /// - Throws: `model_unusable`.
  func knownShare(of text: String) throws(ScrubjayError) -> Double {
    try load()
    let tokenization = try model.loaded().tokenization
    var share = KnownShare()
    for word in KnownShare.words(of: text) {
      let pieces = (tools?.tokenizer.pieces(of: word.text) ?? []).filter { $0 != tokenization.gap }
      share.add(
        letters: word.letters, pieces: pieces.count, holdsUnknown: pieces.contains(tokenization.unknown))
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
