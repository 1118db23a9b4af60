import Foundation
import ScrubjayCore

/// Where a command writes, and how: for a person at a terminal or for a program.
struct Console: Sendable {
  let output: TextStream
  let errors: TextStream
  /// Whether answers and errors are JSON.
  let wantsJSON: Bool
  /// Whether hints and progress are left out.
  let isQuiet: Bool
  /// Whether ids and tables are shown whole, however wide that is.
  let isWide: Bool

  init(output: TextStream, errors: TextStream, wantsJSON: Bool = false, isQuiet: Bool = false, isWide: Bool = false) {
    self.output = output
    self.errors = errors
    self.wantsJSON = wantsJSON
    self.isQuiet = isQuiet
    self.isWide = isWide
  }

  /// The process's own streams.
  init(_ settings: Settings, _ environment: [String: String]) {
    let allowsColor = !settings.isOn(.noColor) && environment["TERM"] != "dumb"
    self.init(
      output: TextStream(descriptor: STDOUT_FILENO, allowsColor: allowsColor),
      errors: TextStream(descriptor: STDERR_FILENO, allowsColor: allowsColor),
      wantsJSON: settings.isOn(.json), isQuiet: settings.isOn(.quiet), isWide: settings.isOn(.wide))
  }

  /// Writes lines of the answer.
  func print(_ text: String) throws { try output.write(text, "\n") }

  /// Writes the answer as JSON: over several lines at a terminal, in one line otherwise.
  func print(json: JSON) throws {
    try print(output.isTerminal ? Harmless.json(json.prettyText) : json.text)
  }

  /// Writes a table: in columns at a terminal, separated by tabs and without a heading otherwise.
  func print(_ table: Table) throws {
    if output.isTerminal {
      let (text, isShortened) = table.text(columns: isWide ? .max : output.columns, style: output.style)
      try print(text)
      if isShortened { note("Shortened to fit; --wide shows everything.") }
    } else if !table.rows.isEmpty {
      try print(table.tabSeparated)
    }
  }

  /// Tells what went wrong with a part of the work, which went on; programs find it in the answer.
  func problem(_ text: String) {
    // What cannot be written is not worth ending the command.
    if !wantsJSON { try? errors.write(Harmless.line(text), "\n") }
  }

  /// Tells something that is no part of the answer; programs, which asked for JSON, are spared it.
  func note(_ text: String) {
    // A note that cannot be written is not worth ending the command.
    if !isQuiet, !wantsJSON { try? errors.write(errors.style.dim(text), "\n") }
  }
}
