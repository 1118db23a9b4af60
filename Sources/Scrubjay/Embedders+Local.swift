public import ScrubjayCore
public import ScrubjayEngine
import class Foundation.ProcessInfo
import ScrubjayModels

extension Embedders {
  /// The model in its usual folder, where it is installed; otherwise none, and everything is found by its words alone.
  ///
  /// - Throws: `model_unusable` when it is there, and damaged.
  public static func installed() throws(ScrubjayError) -> Embedders {
    let folder = "\(ModelFolder.models(ProcessInfo.processInfo.environment))/\(ModelFolder.standardName)"
    guard ModelFiles(directory: folder).exist else { return Embedders() }
    return Embedders(try LocalEmbedder(directory: folder))
  }
}
