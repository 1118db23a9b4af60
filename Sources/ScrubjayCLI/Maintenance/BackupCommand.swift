import Foundation
import ScrubjayCore
import ScrubjaySQLite

/// `scrubjay backup`: a copy of the database, while it is in use.
enum BackupCommand {
  static let command = Command(
    "backup", "Copy the database to a file while it is in use",
    details: """
      The copy is a consistent, verified snapshot in one file, readable by its owner only; a server and others may keep \
      writing. The secret with which API keys are hashed, if it is in a file beside the database, is copied to \
      FILE-secret: keep both. 'scrubjay restore' restores them.
      """,
    positionals: [Positional("FILE", "The file to write.")],
    flags: [Flag("force", .none, "Replace the file if it is there.")],
    examples: ["scrubjay backup /mnt/backup/memory-2026-03-02.sqlite"]
  ) { invocation in
    Interrupt.listen()
    let console = invocation.console
    let database = try DatabaseURL.alone(invocation.settings)
    let file = invocation.arguments.positional(0) ?? ""
    guard invocation.arguments.isOn("force") || !FileManager.default.fileExists(atPath: file) else {
      throw Failure.usage("\(file) is there already; --force replaces it.")
    }
    let progress = Progress("Copying", unit: "%", console)
    do {
      defer { progress.finish() }
      try SQLiteBackup.make(of: database.path, as: file) { share in
        progress.update(Int(share * 100), fraction: share)
        if Interrupt.isRequested { throw CancellationError() }
      }
      try SecretCopy(from: database.path, to: file).make()
    } catch is CancellationError {
      console.note("Stopped; nothing was written.")
      return .interrupted
    }
    try report("Copied \(Harmless.line(database.path)) to \(Harmless.line(file))", file, console)
    return .ok
  }

  /// Says what was done, and how large the backup is.
  static func report(_ sentence: String, _ file: String, _ console: Console) throws {
    let bytes = (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int64) ?? nil
    if console.wantsJSON {
      try console.print(json: ["file": .string(file), "bytes": .integer(bytes ?? 0)])
    } else {
      try console.print("\(sentence) (\(Decimals.bytes(bytes ?? 0))).")
    }
  }
}

/// The file with the secret beside a database, which goes where the database goes.
struct SecretCopy {
  private let source: String
  private let target: String

  init(from source: String, to target: String) {
    self.source = source + "-secret"
    self.target = target + "-secret"
  }

  /// Copies it, if there is one, for its owner only.
  func make() throws {
    guard let secret = FileManager.default.contents(atPath: source) else { return }
    let draft = target + ".partial"
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
    guard FileManager.default.createFile(atPath: draft, contents: secret, attributes: attributes),
      rename(draft, target) == 0
    else { throw ScrubjayError(.fileNotFound, "\(target) cannot be written; check the path and its permissions.") }
  }
}

extension DatabaseURL {
  /// The database that the settings name, for a command that no server can carry out.
  ///
  /// - Throws: `usage` when a server is named.
  static func alone(_ settings: Settings) throws -> DatabaseURL {
    guard try Composition.server(settings) == nil else {
      throw Failure.usage("This works on the database itself: give --database, not --server.")
    }
    return try DatabaseURL(settings)
  }
}
