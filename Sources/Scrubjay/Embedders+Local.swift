public import ScrubjayCore
public import ScrubjayEngine
import class Foundation.ProcessInfo
import ScrubjayModels

extension Embedders {
  /// Returns the model in the default folder if it is installed; otherwise none, so that only word search is
  /// available.
  ///
  /// - Throws: `model_unusable` when it is there, and damaged.
  public static func installed() throws(ScrubjayError) -> Embedders {
    let folder = "\(ModelFolder.models(ProcessInfo.processInfo.environment))/\(ModelFolder.standardName)"
    guard ModelFiles(directory: folder).exist else { return Embedders() }
    return Embedders(try LocalEmbedder(directory: folder))
  }
}
