import Foundation
import ScrubjayModels
import Testing

/// The model that tests run with.
enum TestModel {
  /// The folder of all-MiniLM-L6-v2.
  static var directory: String {
    get throws {
      let environment = ProcessInfo.processInfo.environment
      let home = environment["HOME"] ?? NSHomeDirectory()
      let cache = environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "\(home)/.cache"
      let directory = environment["SCRUBJAY_TEST_MODEL"] ?? "\(cache)/scrubjay/models/all-MiniLM-L6-v2"
      guard FileManager.default.fileExists(atPath: "\(directory)/model.safetensors") else { throw MissingModel() }
      return directory
    }
  }

  /// Opens the model with two threads, and closes it after `body`.
  static func withEmbedder<Result>(_ body: (LocalEmbedder) async throws -> Result) async throws -> Result {
    let embedder = try LocalEmbedder(directory: directory, threads: 2)
    do {
      let result = try await body(embedder)
      await embedder.close()
      return result
    } catch {
      await embedder.close()
      throw error
    }
  }
}

/// Says how the model gets here.
struct MissingModel: Error, CustomStringConvertible {
  let description = "The model all-MiniLM-L6-v2 is not on this machine; `make setup` fetches it."
}
