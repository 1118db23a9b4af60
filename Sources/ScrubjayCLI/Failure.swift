import ScrubjayAPI
import ScrubjayCore

/// An error as the command line shows it: with what to do next, and the exit code.
struct Failure: Error {
  let error: ScrubjayError
  let hint: String?
  let exitCode: ExitCode

  init(_ error: ScrubjayError, hint: String? = nil, exitCode: ExitCode? = nil) {
    self.error = error
    self.hint = hint
    self.exitCode = exitCode ?? ExitCode(error.code.kind)
  }

  /// Any error; one that is none of the project's own is a defect.
  init(caught error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as ScrubjayError: self.init(error, hint: nil)
    default: self.init(ScrubjayError(.internalError, "An unexpected error occurred: \(error)"), hint: nil)
    }
  }

  /// A command line that cannot be understood.
  static func usage(_ message: String, hint: String? = nil) -> Failure {
    Failure(ScrubjayError(.usage, message), hint: hint)
  }

  /// Writes the error: as a problem (RFC 9457) with `--json`, for people otherwise.
  func report(to console: Console) {
    let stream = console.errors
    guard !console.wantsJSON else {
      // Nothing can be done about an error that cannot be written.
      try? stream.write(stream.isTerminal ? Harmless.json(problem.prettyText) : problem.text, "\n")
      return
    }
    let code = stream.style.dim("[\(error.code.name)]")
    var lines = ["\(stream.style.red("error:")) \(Harmless.text(error.message)) \(code)"]
    if error.fields.count > 1 {
      lines += error.fields.map { Harmless.text("  \($0.field): \($0.message)") }
    }
    if let hint { lines.append("\(stream.style.cyan("hint:")) \(Harmless.text(hint))") }
    try? stream.write(lines.joined(separator: "\n"), "\n")
  }

  private var problem: JSON { Problem.json(error, hint: hint) }
}
