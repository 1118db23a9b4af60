import ScrubjayModels
import ScrubjayTestKit

/// The model that tests run with.
enum TestModel {
  /// Opens the model with two threads, and closes it after `body`.
  static func withEmbedder<Result>(_ body: (LocalEmbedder) async throws -> Result) async throws -> Result {
    let embedder = try LocalEmbedder(directory: InstalledModel.directory, threads: 2)
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
