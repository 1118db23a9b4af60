import Foundation

/// Where models are, unless someone says otherwise.
public enum ModelFolder {
  /// The model that is used unless another is named.
  public static let standardName = "all-MiniLM-L6-v2"

  /// The folder that holds a folder for each model: `scrubjay/models` in the user's cache folder, by the XDG base
  /// directory specification.
  public static func models(_ environment: [String: String]) -> String {
    let named = environment["XDG_CACHE_HOME"] ?? ""
    // The specification has relative paths ignored.
    let cache = named.hasPrefix("/") ? named : (environment["HOME"] ?? NSHomeDirectory()) + "/.cache"
    return cache + "/scrubjay/models"
  }
}
