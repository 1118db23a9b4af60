import ScrubjayEngine
import ScrubjayModels

/// What a process does beside answering.
enum Background {
  /// Runs `body` with what is to be done in the background beside it, which ends before this returns.
  ///
  /// - Parameters:
  ///   - works: Whether it is this process that does it.
  ///   - body: Calls what it is given once it has said that it is ready; nothing is done, or logged, before.
  static func during(
    _ engine: Engine, _ embedders: Embedders, _ log: ServerLog, works: Bool,
    _ body: (_ begin: @escaping @Sendable () -> Void) async throws -> Void
  ) async throws {
    let (begun, begin) = AsyncStream.makeStream(of: Void.self)
    // Unstructured, so that the body may stay where it is; both end before this returns.
    let loading = Task { await load(embedders, log) }
    let work = Task {
      for await _ in begun {}
      if works, !Task.isCancelled { await engine.run(log.write, folders: log.write, extractions: log.write) }
    }
    defer { loading.cancel() }
    do {
      try await body { begin.finish() }
    } catch {
      work.cancel()
      await work.value
      throw error
    }
    work.cancel()
    await work.value
  }

  /// Loads the model, so that the first query need not wait for it.
  private static func load(_ embedders: Embedders, _ log: ServerLog) async {
    guard let model = embedders.wanted as? LocalEmbedder else { return }
    do { try await model.load() } catch { log.modelFailed(error) }
  }
}
