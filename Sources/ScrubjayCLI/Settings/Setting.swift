/// One thing that can be configured: by a flag, by variables of the environment, in the configuration file.
struct Setting: Sendable {
  /// The name in the configuration file; with `--` before it, the flag.
  let name: String
  /// What it is read as.
  let kind: Kind
  /// The variables that are read, the first one that is set wins.
  let variables: [String]
  /// What it does, in a sentence.
  let about: String
  /// What holds when nobody says anything, as text.
  let standard: String?
  /// Who has it as a flag.
  let reach: Reach
  /// Whether it may stand in the configuration file.
  let isInFile: Bool
  /// Whether its value is not to be shown.
  let isSecret: Bool

  enum Kind: Sendable, Hashable {
    /// Text; the word stands for it in help.
    case text(String)
    /// Several texts with ``Setting/listSeparator`` between them, or each in a flag of its own.
    case list(String)
    /// On or off.
    case toggle
    /// A whole number within a range.
    case integer(ClosedRange<Int>)
    /// One of these words.
    case oneOf([String])
  }

  enum Reach: Sendable {
    /// A flag of every command.
    case everyCommand
    /// A flag of the commands that ask for it.
    case someCommands
    /// No flag, as command lines are seen by others.
    case noFlag
  }

  init(
    _ name: String, _ kind: Kind, variables: [String] = [], standard: String? = nil, reach: Reach = .everyCommand,
    isInFile: Bool = true, isSecret: Bool = false, _ about: String
  ) {
    self.name = name
    self.kind = kind
    self.variables = variables
    self.about = about
    self.standard = standard
    self.reach = reach
    self.isInFile = isInFile
    self.isSecret = isSecret
  }

  /// The setting as a flag.
  var flag: Flag {
    let value: Flag.Value =
      switch kind {
      case .text(let word), .list(let word): .text(word)
      case .toggle: .none
      case .integer: .text("N")
      case .oneOf(let words): .oneOf(words)
      }
    return Flag(name, value, isRepeatable: isList, about)
  }

  /// Whether text that a flag of this name was given is meant for this setting and no other: an API key shows.
  func claims(_ text: String) -> Bool { name == Setting.key.name && text.hasPrefix(Setting.keyPrefix) }

  /// What stands between the texts of a list.
  static let listSeparator: Character = ";"

  /// Whether it takes several texts.
  var isList: Bool { if case .list = kind { true } else { false } }

  /// What API keys start with.
  static let keyPrefix = "sj_"

  /// What is wrong with a value, if anything.
  func problem(with text: String) -> String? {
    switch kind {
    case .text, .list: text.isEmpty ? "is empty" : nil
    case .toggle: ["true", "false"].contains(text) ? nil : "should be true or false"
    case .integer(let range):
      Int(text).map(range.contains) == true
        ? nil : "should be a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .oneOf(let words): words.contains(text) ? nil : "should be one of \(words.joined(separator: ", "))"
    }
  }
}
