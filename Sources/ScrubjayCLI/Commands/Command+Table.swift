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
    ("events", "all that happens in a session"),
    ("messages", "what is said"),
    ("extractions", "looking at what users said for what is worth remembering"),
    ("window", "the latest messages of a user with an app"),
    ("state", "values that a session sees"),
    ("memories", "what is known, with versions"),
    ("conflicts", "memories that contradict each other, for someone to decide"),
    ("consolidations", "how conflicts were resolved"),
    ("documents", "texts in chunks, by hand or from folders"),
    ("tasks", "pieces of an agent's work"),
    ("users", "all that there is of a user"),
    ("jobs", "what is done in the background"),
    ("model", "the embedding model's files"),
    ("keys", "API keys"),
    ("tenants", "who is kept apart from whom"),
    ("audit", "what was done, by whom"),
  ]
}
