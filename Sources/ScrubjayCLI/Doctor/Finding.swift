import ScrubjayCore

/// What was found out about one part, and what to do about it.
struct Finding: Sendable, Hashable {
  let part: String
  let verdict: Verdict
  let message: String
  /// What to do; `nil` where nothing is to be done.
  let advice: String?

  enum Verdict: String, Sendable {
    case good
    case notable
    case bad

    var sign: String {
      switch self {
      case .good: "✓"
      case .notable: "!"
      case .bad: "✗"
      }
    }
  }

  static func good(_ part: String, _ message: String) -> Finding {
    Finding(part: part, verdict: .good, message: message, advice: nil)
  }

  static func notable(_ part: String, _ message: String, _ advice: String? = nil) -> Finding {
    Finding(part: part, verdict: .notable, message: message, advice: advice)
  }

  static func bad(_ part: String, _ message: String, _ advice: String) -> Finding {
    Finding(part: part, verdict: .bad, message: message, advice: advice)
  }

  var json: JSON {
    [
      "part": .string(part), "verdict": .string(verdict.rawValue), "message": .string(message), "advice": .text(advice),
    ]
  }

  /// The finding for a terminal, its advice below it.
  fileprivate func text(partColumns: Int, _ style: Style) -> String {
    let sign =
      switch verdict {
      case .good: style.green(verdict.sign)
      case .notable: style.yellow(verdict.sign)
      case .bad: style.red(verdict.sign)
      }
    let line = "\(sign) \(DisplayWidth.pad(part, to: partColumns)) \(Harmless.line(message))"
    return line + (advice.map { "\n    → \(Harmless.line($0))" } ?? "")
  }
}

extension Console {
  /// Prints findings; the exit code tells whether nothing is wrong.
  func print(_ findings: [Finding]) throws -> ExitCode {
    let isWell = !findings.contains { $0.verdict == .bad }
    if wantsJSON {
      try print(json: ["ok": .bool(isWell), "findings": .array(findings.map(\.json))])
    } else {
      let columns = findings.map { DisplayWidth.of($0.part) }.max() ?? 0
      try print(findings.map { $0.text(partColumns: columns, output.style) }.joined(separator: "\n"))
    }
    return isWell ? .ok : .failure
  }
}
