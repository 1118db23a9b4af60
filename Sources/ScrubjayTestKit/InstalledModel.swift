import Foundation

/// The embedding model that tests run with, which `make setup` installs.
public enum InstalledModel {
  /// Says how the model gets here.
  public struct Missing: Error, CustomStringConvertible {
    /// What to do about it.
    public let description = "The model all-MiniLM-L6-v2 is not on this machine; 'make setup' fetches it."
  }

  /// The folder of all-MiniLM-L6-v2: `SCRUBJAY_TEST_MODEL`, or where it is installed.
  ///
  /// - Throws: ``Missing``.
  public static var directory: String {
    get throws {
      let environment = ProcessInfo.processInfo.environment
      let home = environment["HOME"] ?? NSHomeDirectory()
      let cache = environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "\(home)/.cache"
      let directory = environment["SCRUBJAY_TEST_MODEL"] ?? "\(cache)/scrubjay/models/all-MiniLM-L6-v2"
      guard FileManager.default.fileExists(atPath: "\(directory)/model.safetensors") else { throw Missing() }
      return directory
    }
  }
}
