import Scrubjay
import ScrubjayCore
import ScrubjayEngine
import ScrubjayModels

/// Looks at the models that the settings name, as far as can be seen without letting them answer.
struct ModelCheck {
  let settings: Settings

  /// The embedding model.
  func embedding() async -> Finding {
    let choice = ModelChoice(settings)
    do {
      if choice.place == .nowhere { return .good("model", "Disabled: only word search is available.") }
      guard let model = try await choice.embedders().wanted?.model else {
        return .notable(
          "model", "No embedding model is installed: only word search is available.",
          "Run 'make setup', or 'scrubjay model install DIR'.")
      }
      let place =
        if case .folder(let directory) = choice.place { "in \(directory)\(probe(in: directory))" } else {
          "at \(try VendorServer.openAI(settings).baseURL)"
        }
      return .good("model", "\(model.name), \(model.dimension) dimensions, \(place)")
    } catch {
      let error = Failure(caught: error).error
      return switch error.code {
      case .embedderUnavailable:
        .notable("model", error.message, "Until then nothing is embedded, and only word search is available.")
      case .invalidConfiguration: .bad("model", error.message, "Correct the setting; no server starts with it.")
      default: .bad("model", error.message, "'scrubjay model verify' has details.")
      }
    }
  }

  /// Whether there is something to compare a model's answers with; for the usual one that are its known weights.
  private func probe(in directory: String) -> String {
    if ModelFiles(directory: directory).hasProbe { return ", with a probe for 'scrubjay model verify'" }
    return directory.hasSuffix("/\(ModelFolder.standardName)") ? "" : ", without a probe to compare its answers with"
  }

  /// The language model; everything but what needs one goes on without it, so that none is a reason to fail.
  func chat() async -> Finding {
    let part = "chat model"
    do {
      guard let model = try ChatChoice(settings).model() else { return .good(part, "Not configured.") }
      do {
        try await model.checkReach()
        return .good(part, "\(model.name), whose server answers.")
      } catch let failure as ChatFailure {
        return .notable(
          part, "\(model.name), but: \(failure.message)", "Check the address, the key and the network.")
      }
    } catch {
      return .notable(part, Failure(caught: error).error.message, "Until then no language model is used.")
    }
  }
}
