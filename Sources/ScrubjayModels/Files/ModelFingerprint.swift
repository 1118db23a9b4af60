import ScrubjayCore

/// What tells a model from every other one, made from what it is and not from where it lies.
enum ModelFingerprint {
  /// How many places of the weights are looked at; all of them would take as long as loading.
  private static let samples = 64
  private static let sampleBytes = 4_096
  private static let digestBytes = 6

  /// Twelve hexadecimal digits (BLAKE2b) of the sizes, the vocabulary, the header of the weights and samples of them.
  ///
  /// Of `config.json` the values count and not the text, which differs between copies of one model. What few models have,
  /// such as prefixes, counts only for those: all others keep the name they had before it was known here.
  static func of(
    _ configuration: BERTConfiguration, tokenizer: TokenizerFile, prefixes: EmbeddingPrefixes, weights: Safetensors
  ) throws(ScrubjayError) -> String {
    let digest = ModelDigest(bytes: digestBytes)
    digest.add(Array(text(configuration).utf8))
    digest.add(tokenizer.bytes)
    digest.add(weights.header)
    let dataBytes = weights.file.size - weights.dataStart
    let room = max(0, dataBytes - sampleBytes)
    for sample in 0..<samples {
      let offset = weights.dataStart + room / (samples - 1) * sample
      digest.add(try weights.file.bytes(at: offset, count: min(sampleBytes, dataBytes)))
    }
    if configuration.firstPosition != 0 { digest.add(Array("positions from \(configuration.firstPosition)".utf8)) }
    if configuration.pooling != .mean { digest.add(Array("pooling \(configuration.pooling.rawValue)".utf8)) }
    if let rules = tokenizer.rules { digest.add(Array(rules.utf8)) }
    if prefixes != .empty {
      for text in ["prefixes", prefixes.query, prefixes.document] { digest.add(Array(text.utf8)) }
    }
    return digest.finish()
  }

  private static func text(_ configuration: BERTConfiguration) -> String {
    [
      configuration.family.rawValue, "\(configuration.layers)", "\(configuration.width)", "\(configuration.heads)",
      "\(configuration.innerWidth)", "\(configuration.positions)", "\(configuration.vocabulary)",
      "\(configuration.epsilon)", "\(configuration.maximumTokens)",
    ].joined(separator: " ")
  }
}
