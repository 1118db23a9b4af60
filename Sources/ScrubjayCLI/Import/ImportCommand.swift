import Foundation
import ScrubjayCore

/// `scrubjay import`: conversations and memories from a file.
enum ImportCommand {
  static let command = Command(
    "import", "Import conversations and memories from a file",
    details: """
      The format jsonl has one record per line: sessions, messages, events, state and memories. The output of 'scrubjay \
      export' is imported unchanged, with its ids, times and versions, which needs the grant 'admin'. The format locomo \
      is that of the LoCoMo benchmark.

      Existing records are not imported again: a session that exists with n events is continued after its first n \
      records. So an interrupted import is resumed by running it again. An invalid record ends the import; the records \
      before it stay imported.
      """,
    positionals: [Positional("FILE", "The file; - for standard input.")],
    flags: [
      Flag("format", .oneOf(ImportFormat.allCases.map(\.rawValue)), limits: "default jsonl", "The file's format."),
      Flag("user", .text("USER"), "The user to import for, instead of the file's."),
      Flag("app", .text("APP"), "The app to import for, instead of the file's."),
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
    let console = invocation.console
    let source = try stopping { try format.source(path) }
    if let lines = source as? JSONLinesSource, lines.header != nil {
      guard owner == ImportOwner() else {
        throw Failure.usage("The output of 'scrubjay export' is imported unchanged: leave out --user and --app.")
      }
      return try await importArchive(lines, invocation)
    }
    let summary = try await invocation.withBackend { backend in
      let summary = try await run(source, backend, owner, Progress("Importing", unit: "records", console))
      // A server embeds what comes in by itself; what is left of it here, the next recall does.
      if backend.embedsItself, !summary.isInterrupted { try? await backend.finishEmbedding(console) }
      return summary
    }
    if console.wantsJSON { try console.print(json: summary.json) } else { try console.print(summary.text) }
    guard !summary.isInterrupted else {
      console.note("Stopped. The same command resumes where this one stopped.")
      return .interrupted
    }
    return .ok
  }

  private static func importArchive(_ source: JSONLinesSource, _ invocation: Invocation) async throws -> ExitCode {
    let console = invocation.console
    let summary = try await invocation.withBackend { backend in
      let progress = Progress("Importing", unit: "records", console)
      var archive = ArchiveImport(backend, progress: progress)
      defer { progress.finish() }
      do { try await archive.run(source) } catch { throw named(error) }
      if backend.embedsItself, !archive.summary.isInterrupted { try? await backend.finishEmbedding(console) }
      return archive.summary
    }
    if console.wantsJSON { try console.print(json: summary.json) } else { try console.print(summary.text) }
    guard summary.isInterrupted else { return .ok }
    console.note("Stopped. The same command resumes where this one stopped.")
    return .interrupted
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
    } catch { throw named(error) }
  }

  private static func stopping<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch { throw named(error) }
  }

  /// An error with the place that it is about, and how to go on.
  private static func named(_ error: any Error) -> any Error {
    let (place, cause): (String, any Error)
    switch error {
    case let stopped as ImportStopped: (place, cause) = (stopped.place, stopped.error)
    case let unreadable as UnreadableRecord: (place, cause) = (unreadable.place, unreadable.error)
    default: return error
    }
    let failure = Failure(caught: cause)
    return Failure(
      ScrubjayError(
        failure.error.code, "The import stopped at \(place): \(failure.error.message)", fields: failure.error.fields),
      hint: failure.hint ?? "Everything before \(place) has been imported. Correct it and run the same command again.",
      exitCode: failure.exitCode == .usage ? .failure : failure.exitCode)
  }
}

/// The formats that can be imported.
enum ImportFormat: String, CaseIterable {
  case jsonLines = "jsonl"
  case locomo

  /// The records of a file in this format.
  func source(_ path: String) throws -> any ImportSource {
    switch self {
    case .jsonLines: try JSONLinesSource(LineReader(path: path))
    case .locomo: ConversationSource(try LocomoFile.conversations(of: JSONFile.read(path)))
    }
  }
}
