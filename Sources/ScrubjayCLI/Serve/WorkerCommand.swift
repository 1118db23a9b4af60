import ScrubjayAPI
import ScrubjayCore
import ScrubjayDoors
import ScrubjayEngine
import Synchronization

/// `scrubjay worker`: does what is to be done in the background, in a process of its own.
enum WorkerCommand {
  private static let drain = Flag("drain", .none, "Process all due jobs and their follow-up jobs, then exit.")

  static let command = Command(
    "worker", "Run background jobs in a separate process",
    details: """
      Embeds stored items, extracts facts from users' messages, summarizes conversations and syncs document folders, as \
      'serve' does without --no-workers. Any number of workers may run on one database, with or without a server: each job \
      is run by one of them, and a worker that is killed loses nothing. Prints one line with 'working on' to standard error \
      once it is ready, and then lines of JSON. On SIGTERM and Ctrl-C jobs in progress are released.
      """,
    flags: [drain],
    settings: [
      .logLevel, .embeddingProvider, .embeddingModel, .chatProvider, .chatModel, .documents, .retentionEpisodicDays,
      .retentionSessionDays,
    ] + Setting.background,
    examples: ["scrubjay worker", "scrubjay worker --drain", "scrubjay serve --no-workers & scrubjay worker"], run: work
  )

  private static func work(_ invocation: Invocation) async throws -> ExitCode {
    let settings = invocation.settings
    if settings.given(.server)?.source == .flag {
      throw Failure.usage("worker works on a database itself: leave out --server.")
    }
    let database = try DatabaseURL(settings)
    let log = ServerLog(settings, invocation.console)
    try await DocumentRoots(settings).check()
    let embedders = try await ModelChoice(settings).embedders(includingOthers: true)
    let engine = try await Composition.openEngine(database, settings, embedders: embedders, replacing: true)
    do {
      log.listening("scrubjay \(Build.version) working on \(database.path)")
      log.model(embedders.wanted?.model)
      if invocation.arguments.isOn(drain.name) {
        try await drain(engine, log, invocation.console)
      } else {
        try await run(engine, embedders, log, invocation.console)
      }
      await engine.close()
      return .ok
    } catch {
      await engine.close()
      throw error
    }
  }

  /// Does what is due, and shows how far it has come with the messages that wait.
  private static func drain(_ engine: Engine, _ log: ServerLog, _ console: Console) async throws {
    let total = try await engine.extractions.waiting()
    let progress = Progress("Processing messages", unit: "messages", console)
    let done = Atomic(0)
    defer { progress.finish() }
    try await engine.drain(log.write) { report in
      log.write(report)
      guard case .userComplete(_, _, let counts) = report else { return }
      let count = done.add(counts.messages, ordering: .relaxed).newValue
      progress.update(count, fraction: total == 0 ? nil : min(1, Double(count) / Double(total)))
    }
  }

  private static func run(_ engine: Engine, _ embedders: Embedders, _ log: ServerLog, _ console: Console) async throws {
    let (stopped, stop) = AsyncStream.makeStream(of: Void.self)
    try await StopSignals.during {
      try await Background.during(engine, embedders, log, works: true) { begin in
        begin()
        for await _ in stopped {}
      }
    } stop: {
      console.note("stopping: jobs in progress are released")
      stop.finish()
    }
    log.requests.write("stopped")
  }
}
