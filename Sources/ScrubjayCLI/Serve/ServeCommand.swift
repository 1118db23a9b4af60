import Foundation
import ScrubjayAPI
import ScrubjayCore
import ScrubjayDoors
import ScrubjayEngine
import ScrubjaySQLite

/// `scrubjay serve`: the REST server on a database, until it is told to stop.
enum ServeCommand {
  /// How long requests in flight may take when the server is told to stop.
  private static let grace = Duration.seconds(10)

  static let command = Command(
    "serve", "Run the server with the REST interface",
    details: """
      Prints one line with 'listening on' to standard error once it is ready, and then a line of JSON for each request, \
      without any content. Stored items are embedded in the background by the configured model, for semantic search. The \
      Markdown and text files in the folders given with --documents are kept in sync as documents. SIGTERM and Ctrl-C let \
      requests in flight finish. On a loopback address no key is needed until one exists; on any other address the server \
      starts only if a key exists. As soon as a key exists, /metrics requires one with the grant metrics, or admin, unless \
      it has a port of its own on this machine (--metrics-port).
      """,
    settings: [
      .host, .port, .metricsPort, .logLevel, .embeddingProvider, .embeddingModel, .chatProvider, .chatModel, .noWorkers,
      .documents,
      .retentionEpisodicDays,
      .retentionSessionDays,
    ] + Setting.background,
    examples: [
      "scrubjay serve", "scrubjay serve --port 0 --database sqlite:/srv/memory.sqlite",
      "scrubjay serve --documents ~/notes --documents user:ana=/srv/ana",
      "scrubjay keys create --name admin --grants admin && scrubjay serve --host 0.0.0.0",
      "scrubjay serve --metrics-port 9411",
    ],
    run: serve)

  private static func serve(_ invocation: Invocation) async throws -> ExitCode {
    let settings = invocation.settings
    if settings.given(.server)?.source == .flag {
      throw Failure.usage("serve works on a database itself: leave out --server.")
    }
    let database = try DatabaseURL(settings)
    let log = ServerLog(settings, invocation.console)
    try await DocumentRoots(settings).check()
    // Before the database is opened, and maybe migrated under the server that has it.
    let lock = try ServerLock(database: database.path)
    let embedders = try await ModelChoice(settings).embedders(includingOthers: true)
    let engine = try await Composition.openEngine(database, settings, embedders: embedders, replacing: true)
    do {
      if try await engine.wordIndex.isOutdated() {
        invocation.console.note("The word index is from an older version; rebuilding it …")
        try await engine.wordIndex.rebuild { _ in }
      }
      try await run(engine, embedders, settings, log, invocation.console)
      // The lock goes when the server does, even if the process is killed.
      withExtendedLifetime(lock) {}
      await engine.close()
      return .ok
    } catch {
      await engine.close()
      throw error
    }
  }

  private static func run(
    _ engine: Engine, _ embedders: Embedders, _ settings: Settings, _ log: ServerLog, _ console: Console
  ) async throws {
    let host = settings.effective(.host)?.text ?? ""
    let server = try RESTServer(
      engine: engine, host: host, port: settings.integer(.port),
      metricsPort: settings.given(.metricsPort).map { _ in settings.integer(.metricsPort) }, log: log.requests)
    try await StopSignals.during {
      try await Background.during(engine, embedders, log, works: !settings.isOn(.noWorkers)) { begin in
        try await server.run { address, metrics in
          log.listening("scrubjay \(Build.version) listening on http://\(address)")
          if let metrics { log.listening("metrics at http://\(metrics)/metrics") }
          log.model(embedders.wanted?.model)
          begin()
        }
      }
    } stop: {
      console.note("stopping: requests in flight have \(grace.components.seconds) seconds")
      server.shutDown(grace: grace)
    }
    log.requests.write("stopped")
  }
}
