/// A command with everything it was called with.
struct Invocation: Sendable {
  let command: Command
  let arguments: Arguments
  let settings: Settings
  let console: Console
  /// The words after the program's name, as they were typed.
  let words: [String]

  /// Runs `body` with who carries out operations: the engine on the database, or a server.
  func withBackend<Result>(_ body: (any Backend) async throws -> Result) async throws -> Result {
    try await Composition.withBackend(settings, body)
  }

  /// The same command line with one flag more, or with another value for it, to be pasted into a shell.
  func commandLine(setting flag: String, to value: String) -> String {
    var kept: [String] = []
    var isValue = false
    for word in words {
      if isValue {
        isValue = false
      } else if word == "--\(flag)" {
        isValue = true
      } else if !word.hasPrefix("--\(flag)=") {
        kept.append(word)
      }
    }
    // API keys do not belong into what is shown.
    kept = kept.map { $0.contains(Setting.keyPrefix) ? "KEY" : Shell.quoted($0) }
    return (["scrubjay"] + kept + ["--\(flag)", Shell.quoted(value)]).joined(separator: " ")
  }
}

/// The arguments of a command.
struct Arguments: Sendable, Hashable {
  /// The values of each of its flags by name, in order; `true` or `false` for one without a value.
  var flags: [String: [String]] = [:]
  /// What followed the command's name.
  var positionals: [String] = []

  /// The last value of a flag.
  func last(_ flag: String) -> String? { flags[flag]?.last }

  /// Whether a flag without a value is on.
  func isOn(_ flag: String) -> Bool { last(flag) == "true" }

  /// The argument at a place, if it was given.
  func positional(_ index: Int) -> String? { index < positionals.count ? positionals[index] : nil }
}

/// The shell that the program is called from.
enum Shell {
  /// Text as one word of a shell.
  static func quoted(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.utf8.allSatisfy { plain.contains($0) }
    return isPlain ? text : "'\(text.replacing("'", with: "'\\''"))'"
  }

  private static let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=@,+%".utf8)
}
