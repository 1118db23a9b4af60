import ScrubjayCore

/// The files of a model, opened but for the weights unread.
struct ModelContents: Sendable {
  let configuration: BERTConfiguration
  /// The text of `vocab.txt`.
  let vocabulary: [UInt8]
  let weights: Safetensors
  /// A name that is the same wherever the model lies, and another for every other model.
  let name: String

  /// Opens the files in a folder.
  ///
  /// - Throws: `model_unusable`.
  init(directory: String) throws(ScrubjayError) {
    configuration = try BERTConfiguration(directory: directory)
    vocabulary = try ModelFile("vocab.txt", in: directory).contents(upTo: Vocabulary.maximumBytes)
    weights = try Safetensors(ModelFile("model.safetensors", in: directory))
    let fingerprint = try ModelFingerprint.of(configuration, vocabulary: vocabulary, weights: weights)
    name = "bert-\(configuration.layers)x\(configuration.width)-\(fingerprint)"
  }
}
