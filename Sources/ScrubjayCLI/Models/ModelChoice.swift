import Foundation
import Scrubjay
import ScrubjayCore
import ScrubjayEngine
import ScrubjayModels

/// Which embedding model the settings name, and where its files are.
struct ModelChoice: Sendable {
  /// The folder of the model; `nil` when nothing is to be found by meaning.
  let directory: String?
  /// Whether someone named it, and so wants it to be there.
  private let isNamed: Bool
  private let models: String

  init(_ settings: Settings) {
    let name = settings.effective(.embeddingModel)?.text ?? ModelFolder.standardName
    models = settings.folders.models
    isNamed = settings.given(.embeddingModel) != nil
    let isOff = settings.effective(.embeddingProvider)?.text == "none"
    directory = isOff ? nil : name.contains("/") ? name : "\(models)/\(name)"
  }

  /// The embedders of these settings; none when no model is named and the usual one is not installed.
  ///
  /// - Parameters:
  ///   - includingOthers: Whether the other installed models are opened, too, for what was embedded with them.
  ///   - isLenient: Whether a damaged model that nobody named is done without: much works by words alone.
  /// - Throws: `model_unusable`.
  func embedders(includingOthers: Bool = false, isLenient: Bool = false) throws(ScrubjayError) -> Embedders {
    guard let directory else { return Embedders() }
    guard ModelFiles(directory: directory).exist else {
      guard isNamed else { return Embedders() }
      throw ScrubjayError(
        .modelUnusable,
        "There is no embedding model in \(directory); install one with 'scrubjay model install DIR', or set "
          + "SCRUBJAY_EMBEDDING_PROVIDER=none to do without.")
    }
    let wanted: LocalEmbedder
    do throws(ScrubjayError) { wanted = try LocalEmbedder(directory: directory) } catch {
      if isLenient, !isNamed { return Embedders() }
      throw error
    }
    return Embedders(wanted, others: includingOthers ? others(than: wanted.model) : [])
  }

  /// The models that are installed beside the wanted one; what is damaged is no model.
  private func others(than wanted: EmbeddingModel) -> [any Embedder] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: models)) ?? []
    return names.sorted().map { "\(models)/\($0)" }.filter { ModelFiles(directory: $0).exist }
      .compactMap { try? LocalEmbedder(directory: $0) }.filter { $0.model != wanted }
  }
}
