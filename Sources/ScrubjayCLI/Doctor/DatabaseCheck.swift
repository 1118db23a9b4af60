import Foundation
import ScrubjayCore
import ScrubjayEngine
import ScrubjayModels
import ScrubjaySQLite

/// Looks at a database, its secret and whether a server works on it.
struct DatabaseCheck {
  let database: DatabaseURL
  let settings: Settings
  let console: Console

  private var path: String { database.path }

  /// What there is to say; a database that is not there is not made.
  func findings() async -> [Finding] {
    guard FileManager.default.fileExists(atPath: path) else {
      return [.notable("database", "\(path) does not exist.", "It is created on first use; otherwise check the path.")]
    }
    var findings = [mode(of: path, part: "database file")]
    if !FileManager.default.isWritableFile(atPath: path) {
      findings.append(.bad("database file", "\(path) cannot be written.", "Check who owns it and its folder."))
    }
    findings += secret
    findings.append(server)
    do {
      let engine = try await Composition.openEngine(database, settings, embedders: Embedders())
      findings += await contents(engine)
      await engine.close()
    } catch {
      findings.append(
        .bad(
          "database", Failure(caught: error).error.message,
          "If the file is damaged, restore a backup or import an export."))
    }
    return findings
  }

  private func contents(_ engine: Engine) async -> [Finding] {
    do {
      let size = try await engine.inspection.size()
      let damage = try await engine.inspection.check()
      let isOutdated = try await engine.wordIndex.isOutdated()
      let bytes = "\(Decimals.bytes(size.databaseBytes)), \(Decimals.bytes(size.logBytes)) in its log"
      return [
        .good("database", "\(path) opens, its schema is up to date (\(bytes))."),
        damage.isEmpty
          ? .good("integrity", "The file is intact, and all references are valid.")
          : .bad("integrity", damage.joined(separator: " "), Self.rescue),
        isOutdated
          ? .bad("word index", "It was built by another version of the analyser.", "Run 'scrubjay reindex'.")
          : .good("word index", "It was built by this version's analyser."),
        try await embeddings(engine),
      ] + (try await indexes(engine))
    } catch {
      return [.bad("integrity", Failure(caught: error).error.message, Self.rescue)]
    }
  }

  /// Whether the indexes hold what they are made from, and nothing else.
  private func indexes(_ engine: Engine) async throws -> [Finding] {
    let progress = Progress("Checking the indexes", unit: "items", console)
    defer { progress.finish() }
    return IndexFindings(try await engine.indexes.check { progress.update($0, fraction: nil) }).findings
  }

  /// How much waits to be embedded, or was given up.
  private func embeddings(_ engine: Engine) async throws -> Finding {
    let backlog = try await engine.jobs.backlog()
    let discarded = backlog.filter { $0.state == .discarded }.reduce(0) { $0 + $1.count }
    guard discarded == 0 else {
      return .notable(
        "jobs", "\(discarded) \(discarded == 1 ? "was" : "were") discarded.",
        "'scrubjay jobs list --state discarded' says why, 'scrubjay jobs retry' retries one.")
    }
    let waiting = try await engine.embeddings.backlog()
    return .good("jobs", waiting == 0 ? "No backlog." : "\(waiting) waiting to be embedded, which a server does.")
  }

  private static let rescue = "Export what can be read ('scrubjay export'), or use a backup."

  private func mode(of path: String, part: String) -> Finding {
    var status = stat()
    guard stat(path, &status) == 0 else { return .bad(part, "\(path) cannot be accessed.", "Check its folder.") }
    guard status.st_mode & 0o077 == 0 else {
      return .bad(part, "Users other than the owner may open \(path).", "Run 'chmod 600 \(Shell.quoted(path))'.")
    }
    return .good(part, "Only its owner may open it.")
  }

  private var secret: [Finding] {
    if settings.given(.secret) != nil { return [.good("secret", "It is set in the settings.")] }
    let file = path + "-secret"
    guard FileManager.default.fileExists(atPath: file) else { return [] }
    return [mode(of: file, part: "secret")]
  }

  /// Whether a server holds the lock beside the database.
  private var server: Finding {
    guard let owner = ServerLock.holder(of: path) else { return .good("server", "None runs on this database.") }
    let process = owner.isEmpty ? "" : " (process \(owner))"
    return .good("server", "One runs on this database\(process); commands can use it at the same time.")
  }
}
