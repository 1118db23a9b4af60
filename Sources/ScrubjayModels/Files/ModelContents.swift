import ScrubjayCore

/// The files of a model, opened but for the weights unread.
struct ModelContents: Sendable {
  let configuration: BERTConfiguration
  let tokenizer: TokenizerFile
  /// What stands before texts.
  let prefixes: EmbeddingPrefixes
  let weights: Safetensors
  /// A name that is the same wherever the model lies, and another for every other model.
  let name: String

  /// The name of the file with the weights.
  static let weightsFile = "model.safetensors"
  /// Weights in a form that is not read here.
  static let otherWeightsFile = "pytorch_model.bin"

  /// Opens the files in a folder.
  ///
  /// - Parameter prefixes: What stands before texts instead of what the folder says.
  /// - Throws: `model_unusable`.
  init(directory: String, prefixes: EmbeddingPrefixes? = nil) throws(ScrubjayError) {
    configuration = try BERTConfiguration(directory: directory)
    tokenizer = try TokenizerFile(directory: directory)
    if let prefixes { self.prefixes = prefixes } else { self.prefixes = try EmbeddingPrefixes.of(directory) }
    for prefix in [self.prefixes.query, self.prefixes.document]
    where prefix.utf8.count > EmbeddingPrefixes.maximumBytes {
      throw .modelUnusable("A prefix has more than the \(EmbeddingPrefixes.maximumBytes) bytes it may have.")
    }
    weights = try Safetensors(Self.openWeights(directory))
    let fingerprint = try ModelFingerprint.of(
      configuration, tokenizer: tokenizer, prefixes: self.prefixes, weights: weights)
    name = "\(configuration.family.rawValue)-\(configuration.layers)x\(configuration.width)-\(fingerprint)"
  }

  /// Opens the file with the weights, or says how to get it.
  static func openWeights(_ directory: String) throws(ScrubjayError) -> ModelFile {
    if !ModelFile.exists(weightsFile, in: directory), ModelFile.exists(otherWeightsFile, in: directory) {
      throw .modelUnusable(
        "The folder has its weights as \(otherWeightsFile), a format that can run code and is not read. Most models "
          + "are published with \(weightsFile), too: add that file; or have Python write it with transformers' "
          + "AutoModel.from_pretrained(DIR).save_pretrained(DIR).")
    }
    return try ModelFile(weightsFile, in: directory)
  }
}
