import ScrubjayCore

/// `scrubjay config`: the settings that hold.
enum ConfigCommand {
  static let command = Command(
    "config", "Show the effective settings and where each comes from",
    details: """
      Flags take precedence over variables, variables over the configuration file. The file is a JSON object with the \
      names of the settings, such as {"server": "http://127.0.0.1:7411"}. Secrets are masked.
      """, settings: [.host, .port, .logLevel], examples: ["scrubjay config", "scrubjay config --json"]
  ) { invocation in
    let shown = Setting.table.filter { $0.isInFile || $0.name == Setting.config.name }
    let rows = shown.map { row($0, invocation.settings) }
    let console = invocation.console
    if console.wantsJSON {
      let members = rows.map { row in
        JSON.Member(row.name, ["value": .text(row.value), "source": .string(row.source)])
      }
      try console.print(json: .object(members))
    } else {
      try console.print(
        Table(
          columns: [.init("setting"), .init("value", .most), .init("from", .some)],
          rows: rows.map { [$0.name, $0.value ?? "", $0.source] }))
    }
    return .ok
  }

  private struct Row {
    let name: String
    let value: String?
    let source: String
  }

  private static func row(_ setting: Setting, _ settings: Settings) -> Row {
    let value = settings.effective(setting)
    let isMasked = setting.isSecret && value.map { $0.source != .standard } == true
    return Row(
      name: setting.name, value: isMasked ? mask : value?.text, source: value.map { describe($0.source) } ?? "not set")
  }

  private static let mask = "********"

  private static func describe(_ source: Settings.Source) -> String {
    switch source {
    case .standard: "standard"
    case .file(let path): path
    case .variable(let name): name
    case .flag: "flag"
    }
  }
}
