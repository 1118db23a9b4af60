import ScrubjayCore
import Synchronization

/// A model in a folder, whose weights are loaded when they are first asked for.
final class LazyModel: Sendable {
  /// What computing needs.
  struct Loaded: Sendable {
    let tokenization: Tokenization
    let weights: BERTWeights
  }

  let configuration: BERTConfiguration
  /// The name that follows from what the model is.
  let name: String
  /// What stands before texts.
  let prefixes: EmbeddingPrefixes
  private let directory: String
  private let loading = Mutex<Loaded?>(nil)

  /// Reads what the model is.
  ///
  /// - Parameter prefixes: What stands before texts instead of what the folder says.
  /// - Throws: `model_unusable`.
  init(directory: String, prefixes: EmbeddingPrefixes? = nil) throws(ScrubjayError) {
    self.directory = directory
    let files = try ModelContents(directory: directory, prefixes: prefixes)
    self.prefixes = files.prefixes
    configuration = files.configuration
    name = files.name
  }

  /// The weights; the first who asks loads them, and others wait for that.
  ///
  /// - Throws: `model_unusable`, also when the files are not those any more that the model was opened with.
  func loaded() throws(ScrubjayError) -> Loaded {
    let result = loading.withLock { loading in
      Result<Loaded, ScrubjayError> { () throws(ScrubjayError) in
        if let loaded = loading { return loaded }
        let loaded = try load()
        loading = loaded
        return loaded
      }
    }
    return try result.get()
  }

  private func load() throws(ScrubjayError) -> Loaded {
    let files = try ModelContents(directory: directory, prefixes: prefixes)
    guard files.name == name else { throw .modelUnusable("Its files have changed since it was opened.") }
    let tokenization = try files.tokenizer.tokenization()
    guard tokenization.count <= configuration.vocabulary else {
      throw .modelUnusable(
        "\(files.tokenizer.name) has \(tokenization.count) pieces, where config.json makes "
          + "\(configuration.vocabulary).")
    }
    return Loaded(tokenization: tokenization, weights: try BERTWeights(files.weights, configuration))
  }
}
