import Scrubjay
import ScrubjayEngine

extension Setting {
  static let database = Setting(
    "database", .text("PATH"), variables: ["SCRUBJAY_DATABASE_URL", "CONVERSATION_DB_PATH"],
    standard: "scrubjay/memory.sqlite in the data folder (XDG_DATA_HOME, ~/.local/share)",
    "The database to work on: PATH or sqlite:PATH.")
  static let server = Setting(
    "server", .text("URL"), variables: ["SCRUBJAY_SERVER"],
    "The server to use instead of a database, such as http://127.0.0.1:7411.")
  static let key = Setting(
    "key", .text("KEY"), variables: ["SCRUBJAY_KEY"], isSecret: true, "The API key for the server.")
  static let tenant = Setting(
    "tenant", .text("ID"), standard: "default", "The tenant; on a server it is the key's.")
  static let actor = Setting("actor", .text("NAME"), "The actor to record in the audit.")
  static let task = Setting("task", .text("ID"), isInFile: false, "The task to record in the audit.")
  static let json = Setting("json", .toggle, "Print results and errors as JSON.")
  static let wide = Setting("wide", .toggle, "In a terminal, show full ids and every column, without truncation.")
  static let quiet = Setting("quiet", .toggle, "Print no progress and no hints.")
  static let noColor = Setting("no-color", .toggle, variables: ["NO_COLOR"], "Print no colors.")
  static let config = Setting(
    "config", .text("FILE"), standard: "scrubjay/config.json in the configuration folder (XDG_CONFIG_HOME, ~/.config)",
    isInFile: false, "The configuration file: a JSON object with these settings.")
  static let host = Setting(
    "host", .text("HOST"), variables: ["SCRUBJAY_HOST"], standard: "127.0.0.1", reach: .someCommands,
    "The address that the server listens on.")
  static let port = Setting(
    "port", .integer(0...65_535), variables: ["SCRUBJAY_PORT"], standard: "7411", reach: .someCommands,
    "The port that the server listens on; 0 picks a free one.")
  static let metricsPort = Setting(
    "metrics-port", .integer(0...65_535), variables: ["SCRUBJAY_METRICS_PORT"], reach: .someCommands,
    "A port on 127.0.0.1 that serves only /metrics, without a key, instead of the server's port; 0 picks a free one."
  )
  static let secret = Setting(
    "secret", .text("TEXT"), variables: ["SCRUBJAY_SECRET"],
    standard: "a file beside the database, created on first use",
    reach: .noFlag, isSecret: true, "The secret with which API keys are hashed.")
  static let logLevel = Setting(
    "log-level", .oneOf(["debug", "info", "warning", "error"]), variables: ["SCRUBJAY_LOG_LEVEL"], standard: "info",
    reach: .someCommands, "The log level of the server.")

  static let embeddingProvider = Setting(
    "embedding-provider", .oneOf(["local", "openai", "none"]), variables: ["SCRUBJAY_EMBEDDING_PROVIDER"],
    standard: "local", reach: .someCommands,
    "The embedding provider: this process, an OpenAI-compatible server, or none.")
  static let embeddingModel = Setting(
    "embedding-model", .text("MODEL"), variables: ["SCRUBJAY_EMBEDDING_MODEL"], standard: ModelFolder.standardName,
    reach: .someCommands,
    "The embedding model: the name under which it is installed, its folder, or its name on the server.")
  static let embeddingQueryPrefix = prefix("query", "SCRUBJAY_EMBEDDING_QUERY_PREFIX", "a query")
  static let embeddingDocumentPrefix = prefix("document", "SCRUBJAY_EMBEDDING_DOCUMENT_PREFIX", "a stored text")

  private static func prefix(_ name: String, _ variable: String, _ what: String) -> Setting {
    Setting(
      "embedding-\(name)-prefix", .text("TEXT"), variables: [variable], reach: .noFlag,
      "The text that a local embedding model reads before \(what), instead of what its folder says.")
  }

  static let noWorkers = Setting(
    "no-workers", .toggle, variables: ["SCRUBJAY_NO_WORKERS"], reach: .someCommands,
    "Run no background jobs, such as embedding.")

  static let documents = Setting(
    "documents", .list("[NAMESPACE=]DIR"), variables: ["SCRUBJAY_DOCUMENT_ROOTS"], reach: .someCommands,
    "A document folder that the server watches; the default namespace is org:TENANT.")

  static let memoryCapacityOrg = capacity(
    "org", "SCRUBJAY_MEMORY_CAPACITY_ORG", MemoryCapacity.standardOrg, "an organization")
  static let memoryCapacityProject = capacity(
    "project", "SCRUBJAY_MEMORY_CAPACITY_PROJECT", MemoryCapacity.standardProject, "a project")
  static let memoryCapacityUser = capacity(
    "user", "SCRUBJAY_MEMORY_CAPACITY_USER", MemoryCapacity.standardUser, "a user")

  private static func capacity(_ name: String, _ variable: String, _ standard: Int, _ owner: String) -> Setting {
    Setting(
      "memory-capacity-\(name)", .integer(1...1_000_000), variables: [variable, "MEMORY_CAPACITY"],
      standard: "\(standard)", reach: .noFlag,
      "The maximum number of memories of \(owner), above which the least important are evicted.")
  }

  static let retentionEpisodicDays = retention(
    "episodic", "SCRUBJAY_RETENTION_EPISODIC_DAYS", RetentionPolicy.standardEpisodicDays,
    "Days after its last change until an episodic memory is soft-deleted; 0 for never.")
  static let retentionSessionDays = retention(
    "session", "SCRUBJAY_RETENTION_SESSION_DAYS", RetentionPolicy.standardSessionDays,
    "Days after its termination until a session is archived; 0 for never.")

  private static func retention(_ name: String, _ variable: String, _ standard: Int, _ about: String) -> Setting {
    Setting(
      "retention-\(name)-days", .integer(0...36_500), variables: [variable], standard: "\(standard)",
      reach: .someCommands, about)
  }

  /// All of them, in the order in which they are documented.
  static let table: [Setting] =
    [
      database, server, key, tenant, actor, task, json, wide, quiet, noColor, config, host, port, metricsPort, secret,
      logLevel,
      embeddingProvider, embeddingModel, embeddingQueryPrefix, embeddingDocumentPrefix, chatProvider, chatModel,
      chatTimeoutSeconds, chatMaxTokens, openAIBaseURL, openAIKey, anthropicBaseURL, anthropicKey, noWorkers, documents,
      memoryCapacityOrg, memoryCapacityProject,
      memoryCapacityUser, retentionEpisodicDays, retentionSessionDays,
    ] + background

  /// Those that every command has as flags.
  static let everywhere: [Setting] = table.filter { $0.reach == .everyCommand }
}
