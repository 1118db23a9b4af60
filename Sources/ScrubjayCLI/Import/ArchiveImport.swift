import ScrubjayAPI
import ScrubjayCore

/// Brings in what `scrubjay export` wrote, as it is: with its ids, its times and every version.
struct ArchiveImport {
  private let backend: any Backend
  private let progress: Progress
  private var lines: [JSON] = []
  private var bytes = 0
  private var first = 0
  private(set) var summary = Summary()

  /// How many lines go into one request, and how many bytes of them, roughly.
  private static let linesAtOnce = 200
  private static let bytesAtOnce = 4 * 1_024 * 1_024

  /// What such an import did.
  struct Summary: Sendable {
    var stored = 0
    var skipped = 0
    var seconds = 0.0
    var isInterrupted = false

    var json: JSON {
      [
        "stored": .integer(stored), "skipped": .integer(skipped),
        "seconds": .real((seconds * 1_000).rounded() / 1_000),
      ]
    }

    var text: String {
      let skipped = skipped > 0 ? "; \(skipped) already existed" : ""
      return "Imported \(stored) records\(skipped) (\(Decimals.text(seconds, digits: 1)) s)."
    }
  }

  init(_ backend: any Backend, progress: Progress) {
    self.backend = backend
    self.progress = progress
  }

  /// Whether a line is the first of an export.
  static func begins(with line: JSON) -> Bool { line["record"] == "archive" }

  /// Brings in all lines after the first.
  ///
  /// - Throws: ``ImportStopped`` at the first that is wrong, and where the last is missing.
  mutating func run(_ source: JSONLinesSource) async throws {
    guard source.header?["format"] == 1 else {
      throw ImportStopped(
        place: source.place,
        error: ScrubjayError(.invalidField, "The export has the format of another version of the program."))
    }
    var isComplete = false
    while let line = try source.nextLine() {
      if Interrupt.isRequested { break }
      isComplete = line["record"] == "end"
      if isComplete { break }
      if lines.isEmpty { first = source.number }
      lines.append(line)
      bytes += source.lineBytes
      if lines.count >= Self.linesAtOnce || bytes >= Self.bytesAtOnce { try await send() }
      progress.update(summary.stored + summary.skipped, fraction: source.fraction)
    }
    try await send()
    summary.isInterrupted = Interrupt.isRequested && !isComplete
    summary.seconds = progress.seconds
    guard isComplete || summary.isInterrupted else {
      throw ImportStopped(
        place: "the end", error: ScrubjayError(.invalidField, "The file is incomplete: its last line is missing."))
    }
  }

  /// Sends the pending batch, all or nothing.
  private mutating func send() async throws {
    guard !lines.isEmpty else { return }
    let records = lines
    (lines, bytes) = ([], 0)
    do {
      let answer = try await backend.perform("records import", [JSON.Member("records", .array(records))])
      summary.stored += Int(answer["stored"]?.integerValue ?? 0)
      summary.skipped += Int(answer["skipped"]?.integerValue ?? 0)
    } catch {
      // An error names the record by its place among those that were sent.
      let failure = Failure(caught: error).error
      let index = failure.fields.first?.field.firstMatch(of: /records\[(\d+)\]/).flatMap { Int($0.output.1) }
      throw ImportStopped(place: "line \(first + (index ?? 0))", error: error)
    }
  }
}
