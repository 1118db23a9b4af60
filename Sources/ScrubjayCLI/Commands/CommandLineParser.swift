import ScrubjayCore

/// Reads a command line: the command, its flags and positional arguments, the settings given as flags.
struct CommandLineParser {
  let commands: [Command]

  /// What a command line asks for.
  struct Line: Sendable {
    var request: Request
    /// The settings given as flags, by name.
    var settings: [String: String] = [:]
    /// Whether the configuration file in its usual place counts; asking for help does not need it.
    var usesDefaultFile = true
  }

  enum Request: Sendable {
    case run(Command, Arguments)
    /// Help on a command or noun, or on the whole for no words.
    case help([String])
    case version

    /// Whether wrong settings are in its way; help must be there even then.
    var needsSettings: Bool {
      if case .run(let command, _) = self { !command.isDiagnosis } else { false }
    }
  }

  /// Reads the words after the program's name.
  ///
  /// - Throws: `usage`, with what was probably meant.
  func parse(_ words: [String]) throws -> Line {
    var state = State(words: words[...])
    return try state.parse(commands)
  }

  /// The words that are not read yet, and what was found so far.
  private struct State {
    var words: ArraySlice<String>
    var settings: [String: String] = [:]
    var arguments = Arguments()

    mutating func parse(_ commands: [Command]) throws -> Line {
      var path: [String] = []
      while let word = words.popFirst() {
        switch word {
        case "--help", "-h": return help(path + words.prefix { !$0.hasPrefix("-") })
        case "--version": return Line(request: .version, usesDefaultFile: false)
        case _ where word.hasPrefix("-"): try takeFlag(word, of: nil)
        case "help" where path.isEmpty: return help(words.filter { !$0.hasPrefix("-") })
        default:
          path.append(word)
          if let command = commands.first(where: { $0.name == path.joined(separator: " ") }) {
            return try parse(command)
          }
          guard path.count == 1, commands.contains(where: { $0.noun == word }) else {
            throw unknown(path, commands)
          }
        }
      }
      return help(path)
    }

    private func help(_ path: [String]) -> Line { Line(request: .help(path), usesDefaultFile: false) }

    private mutating func parse(_ command: Command) throws -> Line {
      while let word = words.popFirst() {
        switch word {
        case "--help", "-h": return help(command.name.split(separator: " ").map(String.init))
        case "--":
          arguments.positionals += words
          words = []
        case _ where word.hasPrefix("-") && word != "-": try takeFlag(word, of: command)
        default: arguments.positionals.append(word)
        }
      }
      try finish(command)
      return Line(request: .run(command, arguments), settings: settings)
    }

    /// Takes a flag with its value; after a command's name its own flags go before settings of the same name.
    private mutating func takeFlag(_ word: String, of command: Command?) throws {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let name = String(parts[0].drop { $0 == "-" })
      let known = command?.settingFlags ?? Setting.everywhere
      let setting = known.first { $0.name == name }
      guard word.hasPrefix("--"), let flag = command?.flags.first(where: { $0.name == name }) ?? setting?.flag else {
        let names = ((command?.flags ?? []).map(\.name) + known.map(\.name) + ["help", "version"]).map { "--\($0)" }
        throw Failure.usage(
          "There is no flag '\(parts[0])'\(command.map { " for '\($0.name)'" } ?? "").",
          hint: Suggestion.hint(parts[0], names, helpTopic: command?.name))
      }
      let text = try value(of: flag, given: parts.count > 1 ? parts[1] : nil)
      if let setting, command?.flags.contains(where: { $0.name == name }) != true || setting.claims(text) {
        if let problem = setting.problem(with: text) { throw Failure.usage("--\(name) \(problem).") }
        let before = setting.isList ? settings[name].map { $0 + String(Setting.listSeparator) } : nil
        settings[name] = (before ?? "") + text
      } else {
        guard flag.isRepeatable || arguments.flags[name] == nil else {
          throw Failure.usage("--\(name) may be given only once.")
        }
        arguments.flags[name, default: []].append(text)
      }
    }

    private mutating func value(of flag: Flag, given: String?) throws -> String {
      if flag.value == .none {
        guard let given else { return "true" }
        guard ["true", "false"].contains(given) else {
          throw Failure.usage("--\(flag.name) takes no value, or =true or =false.")
        }
        return given
      }
      guard let text = given ?? words.popFirst() else { throw Failure.usage("'\(flag.synopsis)' needs a value.") }
      if given == nil, text.hasPrefix("--") {
        throw Failure.usage(
          "'\(flag.synopsis)' needs a value.", hint: "A value that starts with -- is written as --\(flag.name)=VALUE."
        )
      }
      if case .oneOf(let choices) = flag.value, !choices.contains(text) {
        throw Failure.usage(
          "--\(flag.name) should be one of \(choices.joined(separator: ", ")), not '\(text)'.",
          hint: Suggestion.nearest(to: text, among: choices).map { "Did you mean '\($0)'?" })
      }
      return text
    }

    /// Checks that everything is there that must be, and nothing else.
    private mutating func finish(_ command: Command) throws {
      let places = command.positionals
      if places.last?.takesRest == true, arguments.positionals.count >= places.count {
        let rest = arguments.positionals[(places.count - 1)...].joined(separator: " ")
        arguments.positionals[(places.count - 1)...] = [rest]
      }
      let missing =
        places.dropFirst(arguments.positionals.count).filter(\.isRequired).map(\.name)
        + command.flags.filter { $0.isRequired && arguments.flags[$0.name] == nil }.map(\.synopsis)
      let help = "See 'scrubjay help \(command.name)'."
      guard missing.isEmpty else {
        throw Failure.usage("'scrubjay \(command.name)' lacks \(missing.joined(separator: ", ")).", hint: help)
      }
      guard arguments.positionals.count <= places.count else {
        throw Failure.usage("'\(arguments.positionals[places.count])' is one argument too many.", hint: help)
      }
    }

    private func unknown(_ path: [String], _ commands: [Command]) -> Failure {
      let names = Set(commands.map(\.name) + commands.compactMap(\.noun) + ["help"]).sorted()
      let verbs = commands.filter { $0.noun == path.first && path.count > 1 }.map(\.verb)
      guard !verbs.isEmpty else {
        return .usage("There is no command '\(path[0])'.", hint: Suggestion.hint(path[0], names))
      }
      let guess = Suggestion.nearest(to: path[1], among: verbs)
      return .usage(
        "'\(path[0])' has no command '\(path[1])'.",
        hint: guess.map { "Did you mean 'scrubjay \(path[0]) \($0)'?" } ?? "It has \(verbs.joined(separator: ", ")).")
    }
  }
}
