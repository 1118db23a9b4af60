import ScrubjayAPI
import ScrubjayCore
import ScrubjayEngine

/// An operation's answer as it is shown.
struct AnswerText {
  let operation: Operation
  let answer: JSON

  /// Prints the answer in the way that was asked for.
  func print(_ invocation: Invocation) throws {
    let console = invocation.console
    if console.wantsJSON {
      if operation.answer.schemaName != nil { try console.print(json: answer) }
    } else if operation.answer.schemaName == nil {
      if console.output.isTerminal { console.note("Done.") }
    } else if operation.answer.form == .list {
      try printList(console)
    } else if let hits = answer["hits"]?.arrayValue {
      try RecallText(hits: hits, stages: answer["stages_ms"]?.members ?? []).print(console)
      note(answer["meaning"]?.stringValue.flatMap(MeaningState.init), console)
    } else {
      try printValue(console)
    }
    if let cursor = answer["next_cursor"]?.stringValue {
      console.note("There is more: \(Harmless.line(invocation.commandLine(setting: "cursor", to: cursor)))")
    }
  }

  private func printList(_ console: Console) throws {
    let names = operation.answer.columns
    let elements = answer["data"]?.arrayValue ?? []
    guard !elements.isEmpty else { return console.note("Nothing found.") }
    let isForPeople = console.output.isTerminal
    try console.print(
      Table(
        columns: names.map { Table.Column($0, isFlexible: !isFixed($0)) },
        rows: elements.map { element in names.map { cell(element[$0] ?? .null, property($0), isForPeople) } }))
  }

  /// One value: a line for each property that has one.
  private func printValue(_ console: Console) throws {
    var members = answer.members ?? []
    // An answer that is nothing but one object is that object.
    if let only = members.first?.value.members, members.count == 1 { members = only }
    let isForPeople = console.output.isTerminal
    let rows = members.compactMap { member -> [String]? in
      let text = cell(member.value, property(member.name), isForPeople)
      return text.isEmpty || text == "{}" || text == "[]" ? nil : [member.name, text]
    }
    guard isForPeople else {
      return try console.print(Table(columns: [.init("name"), .init("value")], rows: rows))
    }
    guard !rows.isEmpty else { return console.note("Nothing found.") }
    let width = rows.map { DisplayWidth.of($0[0]) }.max() ?? 0
    for row in rows {
      let name = DisplayWidth.pad(Harmless.line(row[0]).replacing("_", with: " "), to: width)
      let lines = DisplayWidth.wrap(Harmless.text(row[1]), to: console.output.columns - width - 2)
      let rest = lines.dropFirst().map { "\n" + String(repeating: " ", count: width + 2) + $0 }
      try console.print(console.output.style.bold(name) + "  " + lines[0] + rest.joined())
    }
  }

  /// Says when meaning was not looked for, though it should have been.
  private func note(_ meaning: MeaningState?, _ console: Console) {
    switch meaning {
    case .unavailable:
      console.note(
        "Found by words alone: there is no embedding model here, or not the one that what is stored was embedded by. "
          + "'scrubjay model verify' says more.")
    case .building: console.note("Found by words alone, while what is stored is embedded for the first time.")
    case .searched, .unasked, nil: break
    }
  }

  private func property(_ name: String) -> JSON { operation.answer.schema["properties"]?[name] ?? [:] }

  /// Whether a column is of no use when it is cut: ids, times, numbers and words of an enumeration.
  private func isFixed(_ name: String) -> Bool {
    let schema = property(name)
    let types = schema["type"].map { $0.arrayValue ?? [$0] } ?? []
    return name == "id" || name == "session" || name == "secret" || schema["format"] == "date-time"
      || schema["enum"] != nil || types.contains("integer") || types.contains("number")
  }

  private func cell(_ value: JSON, _ schema: JSON, _ isForPeople: Bool) -> String {
    switch value {
    case .null: return ""
    case .string(let text): return isForPeople && schema["format"] == "date-time" ? ShortTime.text(text) : text
    case .array(let elements) where elements.allSatisfy { $0.stringValue != nil }:
      return elements.compactMap(\.stringValue).joined(separator: " ")
    case .array(let elements) where isForPeople && elements.first?.members != nil:
      return "\(elements.count) (--json shows them)"
    default: return value.text
    }
  }
}
