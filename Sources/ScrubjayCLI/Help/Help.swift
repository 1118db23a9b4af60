import ScrubjayAPI
import ScrubjayCore

/// The help texts, made from the table of commands.
struct Help {
  private let style: Style
  private let columns: Int

  private static let leastColumns = 40
  private static let mostColumns = 100

  init(_ stream: TextStream) {
    style = stream.style
    columns = min(max(stream.columns, Self.leastColumns), Self.mostColumns)
  }

  /// Help on a command or noun, or on the whole for no words.
  ///
  /// - Throws: `usage` for a topic that is none.
  func text(_ topic: [String]) throws -> String {
    let name = topic.prefix(2).joined(separator: " ")
    if topic.isEmpty { return overview }
    if let command = Command.table.first(where: { $0.name == name || $0.name == topic[0] }) { return text(command) }
    let verbs = Command.table.filter { $0.noun == topic[0] }
    guard !verbs.isEmpty, topic.count == 1 else {
      let names = Command.table.map(\.name) + Command.nouns.map(\.name)
      throw Failure.usage("There is no help on '\(name)'.", hint: Suggestion.hint(name, names))
    }
    return text(noun: topic[0], verbs)
  }

  private var overview: String {
    let single = Command.table.filter { $0.noun == nil }
    let everyday = ["recall", "remember"]
    let nouns = Set(Command.table.compactMap(\.noun))
    let known = Command.nouns.filter { nouns.contains($0.name) }
    let others = nouns.subtracting(known.map(\.name)).sorted().map { ($0, "") }
    return [
      "Scrubjay \(Build.version): memory for AI agents",
      section("Usage", ["scrubjay COMMAND [ARGUMENTS] [--database PATH | --server URL]"]),
      section("Everyday commands", rows(single.filter { everyday.contains($0.name) }.map { ($0.name, $0.summary) })),
      section(
        "Nouns",
        rows(
          (known + others).map { name, about in
            let verbs = Command.table.filter { $0.noun == name }.map(\.verb).joined(separator: ", ")
            return (name, about.isEmpty ? verbs : "\(about): \(verbs)")
          })),
      section("Other commands", rows(single.filter { !everyday.contains($0.name) }.map { ($0.name, $0.summary) })),
      section("Flags of every command", rows(generalFlags)),
      section("Exit codes", rows(ExitCode.table.map { (String($0.code.rawValue), $0.about) })),
      section(
        "Getting started",
        [
          "scrubjay remember --user ana 'Ana prefers tea.'", "scrubjay recall --user ana 'What does Ana drink?'",
          "scrubjay help sessions", "scrubjay help memories add",
        ]),
    ].joined(separator: "\n\n")
  }

  private func text(noun: String, _ commands: [Command]) -> String {
    let about = Command.nouns.first { $0.name == noun }.map { ": \($0.about)" } ?? ""
    return [
      "scrubjay \(noun)\(about)", section("Usage", ["scrubjay \(noun) VERB [ARGUMENTS]"]),
      section("Verbs", rows(commands.map { ($0.verb, $0.summary) })),
      "'scrubjay help \(noun) \(commands[0].verb)' shows its help.",
    ].joined(separator: "\n\n")
  }

  private func text(_ command: Command) -> String {
    let required = command.flags.filter(\.isRequired).map { " \($0.shortSynopsis)" }.joined()
    let places = command.positionals.map { $0.isRequired ? " \($0.name)" : " [\($0.name)]" }.joined()
    let hasOthers = !command.flags.allSatisfy(\.isRequired) || !command.settings.isEmpty
    let usage = "scrubjay \(command.name)\(places)\(required)\(hasOthers ? " [FLAGS]" : "")"
    var sections = ["\(command.summary).", section("Usage", [usage])]
    if !command.details.isEmpty {
      sections.append(DisplayWidth.wrap(command.details, to: columns).joined(separator: "\n"))
    }
    if !command.positionals.isEmpty {
      sections.append(section("Arguments", rows(command.positionals.map { ($0.name, $0.about) })))
    }
    if !command.flags.isEmpty { sections.append(section("Flags", rows(command.flags.map(row)))) }
    let own = Set(command.flags.map(\.name))
    if !command.settings.isEmpty { sections.append(section("Settings", rows(command.settings.map(row)))) }
    let general = (Setting.everywhere.map(\.flag) + [Flag("help", .none, "")]).filter { !own.contains($0.name) }
    let names = general.map(\.synopsis).joined(separator: ", ")
    sections.append(
      section("Flags of every command, explained by 'scrubjay help'", DisplayWidth.wrap(names, to: columns - 2)))
    if !command.examples.isEmpty {
      sections.append(section(command.examples.count == 1 ? "Example" : "Examples", command.examples))
    }
    return sections.joined(separator: "\n\n")
  }

  private var generalFlags: [(String, String)] {
    Setting.everywhere.map(row) + [("--help", "This help."), ("--version", "The version and build.")]
  }

  private func row(_ flag: Flag) -> (String, String) {
    var notes = flag.limits.isEmpty ? [] : [flag.limits]
    if flag.isRequired { notes.insert("required", at: 0) }
    if flag.isRepeatable { notes.append("may be repeated") }
    if case .oneOf(let words) = flag.value, !flag.synopsis.hasSuffix(words.joined(separator: "|")) {
      notes.insert(words.joined(separator: ", "), at: 0)
    }
    return (flag.synopsis, flag.about + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"))
  }

  private func row(_ setting: Setting) -> (String, String) {
    var notes = setting.variables
    if let standard = setting.standard { notes.append("default \(standard)") }
    return (setting.flag.synopsis, setting.about + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))"))
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    ([style.bold("\(title):")] + lines.map { "  \($0)" }).joined(separator: "\n")
  }

  /// Names with what they mean beside them, or below where the name is long.
  private func rows(_ pairs: [(String, String)]) -> [String] {
    let mostName = 22
    let width = pairs.map { DisplayWidth.of($0.0) }.filter { $0 <= mostName }.max() ?? 0
    return pairs.flatMap { name, about -> [String] in
      let lines = DisplayWidth.wrap(about, to: columns - width - 4)
      let space = String(repeating: " ", count: width + 2)
      guard DisplayWidth.of(name) <= width else { return [name] + lines.map { space + $0 } }
      return [DisplayWidth.pad(name, to: width) + "  " + lines[0]] + lines.dropFirst().map { space + $0 }
    }
  }
}
