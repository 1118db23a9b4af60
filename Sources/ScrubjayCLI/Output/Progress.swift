import Synchronization

/// Shows how far long work has come: a bar at a terminal, a line every few seconds elsewhere, nothing when quiet.
final class Progress: Sendable {
  private struct State {
    var drawnAt: ContinuousClock.Instant
    var isDrawn = false
  }

  private let label: String
  private let unit: String
  private let stream: TextStream?
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  private static let barPause = Duration.milliseconds(100)
  private static let linePause = Duration.seconds(3)

  /// Progress of work.
  ///
  /// - Parameters:
  ///   - label: What is being done, such as `Importing`.
  ///   - unit: What is counted, in the plural.
  init(_ label: String, unit: String, _ console: Console) {
    self.label = label
    self.unit = unit
    stream = console.isQuiet ? nil : console.errors
    state = Mutex(State(drawnAt: start))
  }

  /// Tells how far it is.
  ///
  /// - Parameters:
  ///   - count: How many are done.
  ///   - fraction: The share of the whole that is done, from 0 to 1, where it is known.
  func update(_ count: Int, fraction: Double?) {
    guard let stream else { return }
    let now = ContinuousClock.now
    let isDue = state.withLock { state in
      guard now - state.drawnAt >= (stream.isTerminal ? Self.barPause : Self.linePause) else { return false }
      state.drawnAt = now
      state.isDrawn = true
      return true
    }
    guard isDue else { return }
    let line = ProgressLine(
      label: label, unit: unit, count: count, fraction: fraction, seconds: (now - start) / .seconds(1))
    // Progress that cannot be shown is no reason to stop the work.
    try? stream.write(
      stream.isTerminal ? "\r\u{1B}[K" + line.bar(columns: stream.columns, stream.style) : line.text + "\n")
  }

  /// Removes the bar.
  func finish() {
    guard let stream, stream.isTerminal, state.withLock({ $0.isDrawn }) else { return }
    try? stream.write("\r\u{1B}[K")
  }

  /// The seconds since the work began.
  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }
}

/// One picture of how far work has come.
struct ProgressLine: Sendable {
  let label: String
  let unit: String
  let count: Int
  let fraction: Double?
  let seconds: Double

  /// The picture in words.
  var text: String {
    let percent = fraction.map { "\(Int(min(1, $0) * 100)) %, " } ?? ""
    let rate = seconds > 0 ? ", \(Decimals.text(Double(count) / seconds, digits: 0)) \(unit)/s" : ""
    return "\(label): \(percent)\(count) \(unit)\(rate)" + (remaining.map { ", \($0) left" } ?? "")
  }

  /// The picture with a bar, no wider than the terminal.
  func bar(columns: Int, _ style: Style) -> String {
    guard let fraction else { return DisplayWidth.cut(text, to: columns - 1) }
    let room = min(24, columns - 1 - DisplayWidth.of(text) - 1)
    guard room > 4 else { return DisplayWidth.cut(text, to: columns - 1) }
    let filled = Int((min(1, max(0, fraction)) * Double(room)).rounded(.down))
    return style.cyan(String(repeating: "█", count: filled)) + String(repeating: "░", count: room - filled) + " " + text
  }

  /// How long it will probably take still.
  private var remaining: String? {
    guard let fraction, fraction > 0.01, fraction < 1 else { return nil }
    return Decimals.duration(seconds: seconds * (1 - fraction) / fraction)
  }
}
