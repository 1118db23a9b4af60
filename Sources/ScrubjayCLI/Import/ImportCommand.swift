import Foundation
import ScrubjayCore

/// `scrubjay import`: conversations and memories from a file.
enum ImportCommand {
  static let command = Command(
    "import", "Import conversations and memories from a file",
    details: """
      The format jsonl has one record a line: sessions, messages, events, state and memories, as 'scrubjay export' \
      writes them. The format locomo is that of the LoCoMo benchmark.

      What is there already is not imported again: a session that exists with n events is continued after its first n \
      records. So an import that was stopped is resumed by starting it again. A record that is wrong ends the import; \
      what is before it stays.
      """,
    positionals: [Positional("FILE", "The file; - for standard input.")],
    flags: [
      Flag("format", .oneOf(ImportFormat.allCases.map(\.rawValue)), limits: "default jsonl", "The file's format."),
      Flag("user", .text("USER"), "The user that it is imported for, instead of the file's."),
      Flag("app", .text("APP"), "The app that it is imported for, instead of the file's."),
    ],
    examples: [
      "scrubjay import conversation.jsonl", "scrubjay export --server http://127.0.0.1:7411 | scrubjay import -",
    ],
    run: importFile)

  private static func importFile(_ invocation: Invocation) async throws -> ExitCode {
    Interrupt.listen()
    let path = invocation.arguments.positional(0) ?? "-"
    let format = invocation.arguments.last("format").flatMap(ImportFormat.init) ?? .jsonLines
    let owner = ImportOwner(user: invocation.arguments.last("user"), app: invocation.arguments.last("app"))
    let source = try format.source(path)
    let console = invocation.console
    let summary = try await invocation.withBackend { backend in
      let summary = try await run(source, backend, owner, Progress("Importing", unit: "records", console))
      // A server embeds what comes in by itself; what is left of it here, the next recall does.
      if backend.embedsItself, !summary.isInterrupted { try? await backend.finishEmbedding(console) }
      return summary
    }
    if console.wantsJSON { try console.print(json: summary.json) } else { try console.print(summary.text) }
    guard !summary.isInterrupted else {
      console.note("Stopped. The same command goes on where this one stopped.")
      return .interrupted
    }
    return .ok
  }

  /// Imports a source; a record that is wrong becomes an error that names its place and says how to go on.
  static func run(
    _ source: any ImportSource, _ backend: any Backend, _ owner: ImportOwner, _ progress: Progress
  ) async throws -> ImportSummary {
    var importer = Importer(backend, owner: owner, progress: progress)
    defer { progress.finish() }
    do {
      try await importer.run(source)
      return importer.summary
    } catch let stopped as ImportStopped {
      let failure = Failure(caught: stopped.error)
      let error = ScrubjayError(
        failure.error.code, "The import stopped at \(stopped.place): \(failure.error.message)",
        fields: failure.error.fields)
      throw Failure(
        error, hint: failure.hint ?? "What is before \(stopped.place) is in. Mend it and start the same command again.",
        exitCode: failure.exitCode == .usage ? .failure : failure.exitCode)
    }
  }
}

/// The formats that can be imported.
enum ImportFormat: String, CaseIterable {
  case jsonLines = "jsonl"
  case locomo

  /// The records of a file in this format.
  func source(_ path: String) throws -> any ImportSource {
    switch self {
    case .jsonLines: JSONLinesSource(try LineReader(path: path))
    case .locomo: LocomoSource(try LocomoFile(path: path).conversations)
    }
  }
}
