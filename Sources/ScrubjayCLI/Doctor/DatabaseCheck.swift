import Foundation
import ScrubjayCore
import ScrubjayEngine

/// Looks at a database, its secret and whether a server works on it.
struct DatabaseCheck {
  let database: DatabaseURL
  let settings: Settings

  private var path: String { database.path }

  /// What there is to say; a database that is not there is not made.
  func findings() async -> [Finding] {
    guard FileManager.default.fileExists(atPath: path) else {
      return [.notable("database", "\(path) is not there.", "It is made at first use; or is the path another?")]
    }
    var findings = [mode(of: path, part: "database file")]
    if !FileManager.default.isWritableFile(atPath: path) {
      findings.append(.bad("database file", "\(path) cannot be written.", "Check who owns it and its folder."))
    }
    findings += secret
    findings.append(server)
    do {
      let engine = try await Composition.openEngine(database, settings)
      findings += await contents(engine)
      await engine.close()
    } catch {
      findings.append(
        .bad(
          "database", Failure(caught: error).error.message,
          "If the file is damaged, put a backup or an export in its place."))
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
          ? .good("integrity", "The file is whole, and all references lead somewhere.")
          : .bad("integrity", damage.joined(separator: " "), Self.rescue),
        isOutdated
          ? .bad("word index", "It was made by another version of the analyser.", "Run 'scrubjay reindex'.")
          : .good("word index", "It is made by this version's analyser."),
      ]
    } catch {
      return [.bad("integrity", Failure(caught: error).error.message, Self.rescue)]
    }
  }

  private static let rescue = "Export what can be read ('scrubjay export'), or use a backup."

  private func mode(of path: String, part: String) -> Finding {
    var status = stat()
    guard stat(path, &status) == 0 else { return .bad(part, "\(path) cannot be looked at.", "Check its folder.") }
    guard status.st_mode & 0o077 == 0 else {
      return .bad(part, "Others than the owner may open \(path).", "Run 'chmod 600 \(Shell.quoted(path))'.")
    }
    return .good(part, "Only its owner may open it.")
  }

  private var secret: [Finding] {
    if settings.given(.secret) != nil { return [.good("secret", "It is given by the settings.")] }
    let file = path + "-secret"
    guard FileManager.default.fileExists(atPath: file) else { return [] }
    return [mode(of: file, part: "secret")]
  }

  /// Whether a server holds the lock beside the database; looking takes the lock for a moment, shared.
  private var server: Finding {
    let descriptor = open(path + "-server", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .good("server", "None runs on this database.") }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return .good("server", "None runs on this database.") }
    var buffer = [UInt8](repeating: 0, count: 32)
    let count = read(descriptor, &buffer, buffer.count)
    let owner = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    let process = owner.isEmpty ? "" : " (process \(owner))"
    return .good("server", "One runs on this database\(process); commands may work on it too.")
  }
}
