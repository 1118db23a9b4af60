import Foundation
import ScrubjayCore
import ScrubjaySQLite

/// `scrubjay restore`: a backup in the place of the database.
enum RestoreCommand {
  static let command = Command(
    "restore", "Replace the database with a backup",
    details: """
      The backup is verified first, and then replaces the whole content of the database in one transaction: whatever \
      happens, the database is either as before or as the backup. No server may run on the database meanwhile. The secret \
      beside the backup is restored, too, so that its API keys work again.
      """,
    positionals: [Positional("FILE", "The backup, as 'scrubjay backup' wrote it.")],
    flags: [Flag("force", .none, "Replace a database that is there; what it holds is lost.")],
    examples: ["scrubjay restore /mnt/backup/memory-2026-03-02.sqlite --database sqlite:/srv/memory.sqlite"]
  ) { invocation in
    let console = invocation.console
    let database = try DatabaseURL.alone(invocation.settings)
    let file = invocation.arguments.positional(0) ?? ""
    guard invocation.arguments.isOn("force") || !FileManager.default.fileExists(atPath: database.path) else {
      throw Failure.usage(
        "There is a database at \(database.path) already, and what it holds would be lost; --force replaces it. "
          + "'scrubjay backup' keeps it.")
    }
    let isNew = !FileManager.default.fileExists(atPath: database.path)
    let progress = Progress("Restoring", unit: "%", console)
    do {
      defer { progress.finish() }
      let lock = try ServerLock(database: database.path)
      try SQLiteBackup.restore(file, to: database.path) { share in progress.update(Int(share * 100), fraction: share) }
      try SecretCopy(from: file, to: database.path).make()
      withExtendedLifetime(lock) {}
    } catch {
      // What was made to be filled is not left behind empty.
      if isNew { for suffix in ["", "-server"] { unlink(database.path + suffix) } }
      throw error
    }
    try BackupCommand.report("Restored \(Harmless.line(database.path)) from \(Harmless.line(file))", file, console)
    return .ok
  }
}
