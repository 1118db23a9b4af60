import Foundation
import ScrubjayCore

/// `scrubjay export`: sessions, their events and state, and memories, as `scrubjay import` takes them.
enum ExportCommand {
  static let command = Command(
    "export", "Export conversations and memories as JSON lines",
    details: """
      Writes sessions, each with its messages, events and state, then memories in their current versions. With --user \
      or --app only theirs, with the memories in their namespaces and in those of the sessions.
      """,
    positionals: [
      Positional("FILE", isRequired: false, "The file to write, for its owner only; without it, standard output.")
    ],
    flags: [
      Flag("user", .text("USER"), "Only this user's."), Flag("app", .text("APP"), "Only this app's."),
    ],
    examples: ["scrubjay export --user ana ana.jsonl", "scrubjay export | gzip > memory.jsonl.gz"]
  ) { invocation in
    Interrupt.listen()
    let console = invocation.console
    let path = invocation.arguments.positional(0).flatMap { $0 == "-" ? nil : $0 }
    let output = try path.map { path in try ExportFile(path) }
    let progress = Progress("Exporting", unit: "records", console)
    let exporter = Exporter(
      user: invocation.arguments.last("user"), app: invocation.arguments.last("app"), progress: progress,
      write: { bytes in try (output?.stream ?? console.output).write(bytes: bytes) })
    let count = try await invocation.withBackend { backend in
      defer { progress.finish() }
      return try await exporter.run(backend)
    }
    guard let count else {
      console.note("Stopped; what was written is incomplete. The same command starts again from the beginning.")
      return .interrupted
    }
    try output?.commit()
    console.note("Exported \(count) records (\(Decimals.text(progress.seconds, digits: 1)) s).")
    return .ok
  }
}

/// A file that is there whole or not at all.
struct ExportFile {
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

  /// Gives the file its name.
  func commit() throws(ScrubjayError) {
    guard fsync(stream.descriptor) == 0, rename(draft, path) == 0 else {
      throw ScrubjayError(.fileNotFound, "The file '\(path)' cannot be written: \(String(cString: strerror(errno))).")
    }
    close(stream.descriptor)
  }
}
