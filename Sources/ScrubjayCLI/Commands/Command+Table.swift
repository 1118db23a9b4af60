import ScrubjayAPI

extension Command {
  /// Every command: the program's own, then one for each operation.
  static let table: [Command] = own + ModelCommands.all + operations

  /// The program's own commands, in the order in which help lists them.
  private static let own: [Command] = [
    ServeCommand.command, WorkerCommand.command, ImportCommand.command, ExportCommand.command, EvalCommand.command,
    BackupCommand.command,
    RestoreCommand.command, DoctorCommand.command,
    SyncCommand.command, ReindexCommand.command, MigrateCommand.command, ConfigCommand.command,
    CompletionsCommand.command,
  ]

  /// The operations as commands, with the two that are asked for most in short; export and import have their own.
  private static let operations: [Command] = Operation.table.flatMap { operation -> [Command] in
    switch operation.name {
    case "recall", "documents search": [Command(operation, leading: ["query"])]
    case "retention": [Command(operation, settings: [.retentionEpisodicDays, .retentionSessionDays])]
    case "memories add": [RememberCommand.command(operation), Command(operation)]
    case "records export", "users export", "records import": []
    case "audit verify": [AuditVerifyCommand.command(operation)]
    default: [Command(operation)]
    }
  }

  /// The nouns that commands start with, and what each is.
  static let nouns: [(name: String, about: String)] = [
    ("sessions", "conversations of a user with an app"),
    ("events", "everything that happens in a session"),
    ("messages", "what users and agents say"),
    ("extractions", "extraction of facts from users' messages"),
    ("window", "the most recent messages of a user and an app"),
    ("state", "values scoped to a session, user, app or project"),
    ("memories", "versioned facts and entries"),
    ("conflicts", "contradicting memories that await a decision"),
    ("consolidations", "how conflicts were resolved"),
    ("documents", "indexed texts, stored by hand or synced from folders"),
    ("tasks", "an agent's units of work"),
    ("users", "everything stored about a user"),
    ("jobs", "background jobs"),
    ("model", "the embedding model's files"),
    ("keys", "API keys"),
    ("tenants", "isolated organizations"),
    ("audit", "who did what, and when"),
  ]
}
