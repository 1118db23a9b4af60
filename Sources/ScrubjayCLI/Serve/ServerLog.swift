import ScrubjayCore
import ScrubjayDoors
import ScrubjayEngine

/// What a server writes to standard error: that it listens, and lines of JSON.
struct ServerLog: Sendable {
  /// The lines of JSON.
  let requests: RequestLog
  private let console: Console

  /// How severe the lines are, from the mildest.
  private static let levels = ["debug", "info", "warning", "error"]

  init(_ settings: Settings, _ console: Console) {
    self.console = console
    let wanted = settings.effective(.logLevel).flatMap { Self.levels.firstIndex(of: $0.text) } ?? 0
    requests = RequestLog(clock: SystemClock()) { line in
      let level = line["level"]?.stringValue.flatMap(Self.levels.firstIndex) ?? 0
      // A line that cannot be written is no reason to stop serving.
      if level >= wanted { try? console.errors.write(line.text, "\n") }
    }
  }

  /// Says that the server listens, whatever is logged otherwise: others wait for this line.
  func listening(_ text: String) { try? console.errors.write(text, "\n") }
}
