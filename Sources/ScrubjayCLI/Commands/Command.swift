/// One thing that the program can be told to do.
struct Command: Sendable {
  /// The name, one or two words, such as `sessions create`.
  let name: String
  /// What it does, in a short sentence without a full stop.
  let summary: String
  /// What else there is to know.
  let details: String
  /// What follows the name, in order.
  let positionals: [Positional]
  /// The flags of its own.
  let flags: [Flag]
  /// The settings that it has as flags, beside those of every command.
  let settings: [Setting]
  /// Command lines to learn from.
  let examples: [String]
  /// Whether it is there to find out what is wrong, and so runs with settings that are.
  let isDiagnosis: Bool
  /// Does it.
  let run: @Sendable (Invocation) async throws -> ExitCode

  init(
    _ name: String, _ summary: String, details: String = "", positionals: [Positional] = [], flags: [Flag] = [],
    settings: [Setting] = [], examples: [String] = [], isDiagnosis: Bool = false,
    run: @escaping @Sendable (Invocation) async throws -> ExitCode
  ) {
    self.name = name
    self.summary = summary
    self.details = details
    self.positionals = positionals
    self.flags = flags
    self.settings = settings
    self.examples = examples
    self.isDiagnosis = isDiagnosis
    self.run = run
  }

  /// The first word of a name of two words: what the command is about.
  var noun: String? {
    let words = name.split(separator: " ")
    return words.count > 1 ? String(words[0]) : nil
  }

  /// The last word of the name.
  var verb: String { name.split(separator: " ").last.map(String.init) ?? name }

  /// The settings that it takes as flags; where a flag of its own has the same name, that one is meant.
  var settingFlags: [Setting] { Setting.everywhere + settings }
}

/// An argument that is known by its place.
struct Positional: Sendable {
  /// What stands for it in help, in capitals.
  let name: String
  /// What it is, in a sentence.
  let about: String
  /// Whether it must be there.
  let isRequired: Bool
  /// Whether it takes all words that follow, joined by spaces.
  let takesRest: Bool

  init(_ name: String, isRequired: Bool = true, takesRest: Bool = false, _ about: String) {
    self.name = name
    self.about = about
    self.isRequired = isRequired
    self.takesRest = takesRest
  }
}

/// An argument that is known by its name.
struct Flag: Sendable {
  /// The name without the dashes.
  let name: String
  /// What follows it.
  let value: Value
  /// What it is, in a sentence.
  let about: String
  /// What its values are like, such as `1 to 1000`; empty where that is plain.
  let limits: String
  /// Whether it must be there.
  let isRequired: Bool
  /// Whether it may be given several times.
  let isRepeatable: Bool

  enum Value: Sendable, Hashable {
    /// Nothing: the flag is on or off.
    case none
    /// Text; the word stands for it in help.
    case text(String)
    /// One of these words.
    case oneOf([String])
  }

  init(
    _ name: String, _ value: Value, limits: String = "", isRequired: Bool = false, isRepeatable: Bool = false,
    _ about: String
  ) {
    self.name = name
    self.value = value
    self.about = about
    self.limits = limits
    self.isRequired = isRequired
    self.isRepeatable = isRepeatable
  }

  /// The flag with what follows it, as in `--user USER` or `--color red|blue`.
  var synopsis: String {
    if case .oneOf(let words) = value, words.count <= Self.wordsShown {
      return "--\(name) \(words.joined(separator: "|"))"
    }
    return shortSynopsis
  }

  /// The flag with a word for what follows it, as in `--color COLOR`.
  var shortSynopsis: String {
    switch value {
    case .none: "--\(name)"
    case .text(let word): "--\(name) \(word)"
    case .oneOf: "--\(name) \(name.uppercased())"
    }
  }

  /// How many words a synopsis lists.
  private static let wordsShown = 4
}
