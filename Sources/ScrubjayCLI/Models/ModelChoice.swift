import Foundation
import Scrubjay
import ScrubjayCore
import ScrubjayEngine
import ScrubjayModels

/// Which embedding model the settings name, and where it is.
struct ModelChoice: Sendable {
  /// Where the model is.
  enum Place: Sendable, Hashable {
    /// Nothing is to be found by meaning.
    case nowhere
    /// Its files are in this folder.
    case folder(String)
    /// A server has it by this name.
    case server(String)
  }

  let place: Place
  /// Whether someone named it, and so wants it to be there.
  private let isNamed: Bool
  private let settings: Settings
  private var models: String { settings.folders.models }

  /// The model that a server is asked for unless another is named.
  private static let standardAtServer = "text-embedding-3-small"

  init(_ settings: Settings) {
    self.settings = settings
    let given = settings.given(.embeddingModel)?.text
    isNamed = given != nil
    place =
      switch settings.effective(.embeddingProvider)?.text {
      case "none": .nowhere
      case "openai": .server(given ?? Self.standardAtServer)
      default: .folder(Self.folder(given ?? ModelFolder.standardName, in: settings.folders.models))
      }
  }

  /// What stands before texts by the settings; `nil` when they say nothing.
  var prefixes: EmbeddingPrefixes? {
    let query = settings.given(.embeddingQueryPrefix)?.text
    let document = settings.given(.embeddingDocumentPrefix)?.text
    if query == nil, document == nil { return nil }
    return EmbeddingPrefixes(query: query ?? "", document: document ?? "")
  }

  private static func folder(_ name: String, in models: String) -> String {
    name.contains("/") ? name : "\(models)/\(name)"
  }

  /// The embedders of these settings; none when no model is named and the usual one is not installed.
  ///
  /// - Parameters:
  ///   - includingOthers: Whether the other installed models are opened, too, for what was embedded with them.
  ///   - isLenient: Whether a damaged model that nobody named is done without, and a server that has to be asked what its
  ///     model is and does not answer: much works by words alone.
  /// - Throws: `model_unusable`; `invalid_configuration`; `embedder_unavailable`; `CancellationError`.
  func embedders(includingOthers: Bool = false, isLenient: Bool = false) async throws -> Embedders {
    let wanted: any Embedder
    switch place {
    case .nowhere: return Embedders()
    case .folder(let directory):
      guard let local = try local(directory, isLenient: isLenient) else { return Embedders() }
      wanted = local
    case .server(let model):
      let server = try VendorServer.openAI(settings)
      do {
        wanted = try await OpenAIEmbedder.open(model: model, baseURL: server.baseURL, key: server.key)
      } catch let error as ScrubjayError where isLenient && error.code == .embedderUnavailable {
        return Embedders()
      }
    }
    return Embedders(wanted, others: includingOthers ? others(than: wanted.model) : [])
  }

  /// Counts tokens by the vocabulary of the model, where its files are here and sound, and roughly where they are not.
  ///
  /// - Throws: `model_unusable` for a damaged model that somebody named.
  func tokenCounter() throws(ScrubjayError) -> any TokenCounter {
    guard case .folder(let directory) = place, ModelFiles(directory: directory).exist else { return TokenEstimate() }
    do throws(ScrubjayError) { return try VocabularyCounter(directory: directory) } catch {
      if isNamed { throw error }
      return TokenEstimate()
    }
  }

  private func local(_ directory: String, isLenient: Bool) throws(ScrubjayError) -> LocalEmbedder? {
    guard ModelFiles(directory: directory).exist else {
      guard isNamed else { return nil }
      throw ScrubjayError(
        .modelUnusable,
        "There is no embedding model in \(directory); install one with 'scrubjay model install DIR', or set "
          + "SCRUBJAY_EMBEDDING_PROVIDER=none to run without one.")
    }
    do throws(ScrubjayError) { return try LocalEmbedder(directory: directory, prefixes: prefixes) } catch {
      if isLenient, !isNamed { return nil }
      throw error
    }
  }

  /// The models that are installed beside the wanted one; what is damaged is no model.
  private func others(than wanted: EmbeddingModel) -> [any Embedder] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: models)) ?? []
    return names.sorted().map { "\(models)/\($0)" }.filter { ModelFiles(directory: $0).exist }
      .compactMap { try? LocalEmbedder(directory: $0) }.filter { $0.model != wanted }
  }
}
