import Foundation
import ScrubjayAPI
import ScrubjayCore

/// `scrubjay export`: all that is stored, as `scrubjay import` takes it.
enum ExportCommand {
  static let command = Command(
    "export", "Export conversations and memories as JSON lines",
    details: """
      Writes a consistent snapshot of sessions with their events and state, memories in all versions, documents and tasks, \
      with their ids and times. With --user it contains only that user's data, with the memories in the user's namespace \
      and in those of the sessions. 'scrubjay import' imports it elsewhere, unchanged. API keys and the audit are not exported.
      """,
    positionals: [
      Positional("FILE", isRequired: false, "The file to write, for its owner only; without it, standard output.")
    ],
    flags: [Flag("user", .text("USER"), "Export only this user's data.")],
    examples: ["scrubjay export --user ana ana.jsonl", "scrubjay export | gzip > memory.jsonl.gz"]
  ) { invocation in
    Interrupt.listen()
    let console = invocation.console
    let path = invocation.arguments.positional(0).flatMap { $0 == "-" ? nil : $0 }
    let user = invocation.arguments.last("user")
    guard let operation = ScrubjayAPI.Operation.named(user == nil ? "records export" : "users export") else {
      return .failure
    }
    let output = try path.map { path in try ExportFile(path) }
    let progress = Progress("Exporting", unit: "records", console)
    let lines = Latest()
    do {
      try await invocation.withBackend { backend in
        defer { progress.finish() }
        try await backend.stream(operation, user.map { [JSON.Member("user", .string($0))] } ?? []) { bytes in
          if Interrupt.isRequested { throw CancellationError() }
          try (output?.stream ?? console.output).write(bytes: Array(bytes))
          lines.set(lines.value + bytes.count { $0 == 0x0A })
          progress.update(lines.value, fraction: nil)
        }
      }
    } catch is CancellationError {
      console.note("Stopped; what was written is incomplete. The same command starts again from the beginning.")
      return .interrupted
    }
    try output?.commit()
    // The first line says what it is, the last how many there are between them.
    let count = max(0, lines.value - 2)
    console.note("Exported \(count) records (\(Decimals.text(progress.seconds, digits: 1)) s).")
    return .ok
  }
}

/// A file that is there whole or not at all.
final class ExportFile: Sendable {
  let stream: TextStream
  private let path: String
  private var draft: String { path + ".partial" }

  init(_ path: String) throws(ScrubjayError) {
    self.path = path
    let descriptor = open(path + ".partial", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw ScrubjayError(.fileNotFound, "The file '\(path)' cannot be written; check the path and its permissions.")
    }
    stream = TextStream(descriptor: descriptor, isTerminal: false, columns: 80, allowsColor: false)
  }

  /// What was not given its name is not left behind.
  deinit { unlink(draft) }

  /// Gives the file its name.
  func commit() throws(ScrubjayError) {
    guard fsync(stream.descriptor) == 0, rename(draft, path) == 0 else {
      throw ScrubjayError(.fileNotFound, "The file '\(path)' cannot be written: \(String(cString: strerror(errno))).")
    }
    close(stream.descriptor)
  }
}
