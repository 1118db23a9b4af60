import Foundation
import Scrubjay
import ScrubjayCore
import ScrubjayEngine
import ScrubjaySQLite

/// The one place that knows every backend: it turns settings into an engine or a server to ask.
enum Composition {
  /// Opens the engine on the database that the settings name.
  ///
  /// - Throws: `invalid_configuration`; what opening the database throws.
  static func openEngine(_ settings: Settings) async throws -> Engine {
    try await openEngine(
      DatabaseURL(settings), settings, embedders: await ModelChoice(settings).embedders(isLenient: true))
  }

  /// Opens the engine on a database.
  ///
  /// - Parameter replacing: Whether the wanted embedding model takes the place of another that the database knows; a
  ///   command that runs for a moment leaves that to the server.
  static func openEngine(
    _ database: DatabaseURL, _ settings: Settings, embedders: Embedders, replacing: Bool = false
  ) async throws -> Engine {
    let secret = try settings.text(.secret).map { text throws(ScrubjayError) in try ServerSecret(text) }
    return try await Engine.open(
      database.path, secret: secret, embedders: embedders, replacing: replacing,
      capacity: MemoryCapacity(
        org: settings.integer(.memoryCapacityOrg), project: settings.integer(.memoryCapacityProject),
        user: settings.integer(.memoryCapacityUser)),
      retention: RetentionPolicy(
        episodicDays: settings.integer(.retentionEpisodicDays), sessionDays: settings.integer(.retentionSessionDays)),
      roots: DocumentRoots(settings).roots, chat: chat(settings), extraction: extraction(settings),
      summaries: SummaryPolicy(
        keptMessages: settings.integer(.keepRecentMessages), pile: settings.integer(.summaryPile),
        concurrency: settings.integer(.summaryConcurrency), perMinute: settings.integer(.summariesPerMinute)))
  }

  /// The language model that is asked, within each tenant's budget.
  private static func chat(_ settings: Settings) throws -> ChatSettings? {
    let choice = ChatChoice(settings)
    return try choice.model().map { model in
      ChatSettings(
        model,
        budget: ModelBudget(
          calls: settings.integer(.modelCallsPerDay), inputTokens: settings.integer(.modelInputTokensPerDay),
          outputTokens: settings.integer(.modelOutputTokensPerDay)), outputTokens: choice.outputTokens)
    }
  }

  private static func extraction(_ settings: Settings) -> ExtractionPolicy {
    ExtractionPolicy(
      isEnabled: settings.text(.processorEnabled) != "false",
      interval: .milliseconds(settings.integer(.processorIntervalMilliseconds)),
      batchSize: settings.integer(.processorBatchSize),
      batchSizePerUser: settings.integer(.processorPerUserBatchSize),
      supersededShare: Double(settings.integer(.supersededPercent)) / 100)
  }

  /// The server that the settings name, if they name one; a database named more strongly goes before it.
  ///
  /// - Throws: `usage` when flags name both; `invalid_configuration` for an address that is none.
  static func server(_ settings: Settings) throws -> RemoteBackend? {
    guard let server = settings.given(.server) else { return nil }
    if let database = settings.given(.database) {
      if server.source == .flag, database.source == .flag {
        throw Failure.usage("Give --database or --server, not both.")
      }
      if database.source.rank > server.source.rank { return nil }
    }
    guard server.text.hasPrefix("http://") || server.text.hasPrefix("https://") else {
      throw Settings.failure("The server '\(server.text)' should be an address such as http://127.0.0.1:7411.")
    }
    return RemoteBackend(server: server.text, key: settings.text(.key))
  }

  /// Runs `body` with who carries out operations by these settings, and lets go of it afterwards.
  static func withBackend<Result>(
    _ settings: Settings, _ body: (any Backend) async throws -> Result
  ) async throws -> Result {
    if let server = try server(settings) { return try await body(server) }
    return try await withEngine(settings) { engine in
      let tenant = settings.text(.tenant).map { TenantID($0) } ?? .default
      let isServed = try ServerLock.holder(of: DatabaseURL(settings).path) != nil
      return try await body(LocalBackend(engine: engine, tenant: tenant, isServed: isServed))
    }
  }

  /// Runs `body` with the engine, for work that only the database itself allows.
  ///
  /// - Throws: `usage` when a server is named.
  static func withDatabase<Result>(
    _ settings: Settings, _ body: (Engine) async throws -> Result
  ) async throws -> Result {
    guard try server(settings) == nil else {
      throw Failure.usage("This works on the database itself: give --database, not --server.")
    }
    return try await withEngine(settings, body)
  }

  /// Runs `body` with the engine on the database that the settings name, and closes it afterwards.
  static func withEngine<Result>(
    _ settings: Settings, _ body: (Engine) async throws -> Result
  ) async throws -> Result {
    let engine = try await openEngine(settings)
    do {
      let result = try await body(engine)
      await engine.close()
      return result
    } catch {
      await engine.close()
      throw error
    }
  }
}

/// Where a database is: `sqlite:PATH`, or a path alone.
struct DatabaseURL: Sendable, Hashable {
  /// The SQLite file.
  let path: String

  /// Reads the address of a database.
  ///
  /// - Throws: `invalid_configuration` for a database that this build has no backend for.
  init(_ text: String) throws(ScrubjayError) {
    let scheme = text.prefix { $0 != ":" && $0 != "/" }.lowercased()
    let rest = text.dropFirst(scheme.count)
    switch scheme {
    case "sqlite" where rest.hasPrefix(":"):
      let path = rest.dropFirst()
      self.path = path.hasPrefix("///") ? String(path.dropFirst(2)) : String(path)
    case "postgres" where rest.hasPrefix(":"), "postgresql" where rest.hasPrefix(":"):
      throw Settings.failure("PostgreSQL is not in this build; give a SQLite file as sqlite:PATH.")
    case _ where rest.hasPrefix("://"):
      throw Settings.failure("A database is given as sqlite:PATH or a path alone, not '\(scheme)://…'.")
    default: path = text
    }
    if path.isEmpty { throw Settings.failure("The database's path is empty; give one as sqlite:PATH.") }
  }

  /// The database that the settings name.
  init(_ settings: Settings) throws(ScrubjayError) {
    try self.init(settings.effective(.database)?.text ?? "")
  }
}
