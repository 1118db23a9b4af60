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
    let elements = answer["data"]?.arrayValue ?? []
    guard !elements.isEmpty else { return console.note("Nothing found.") }
    guard console.output.isTerminal else {
      let names = operation.answer.columns
      return try console.print(
        Table(
          columns: names.map { Table.Column($0) },
          rows: elements.map { element in names.map { cell(element[$0] ?? .null) } }))
    }
    try console.print(ListTable(answer: operation.answer, elements: elements, isWide: console.isWide).table)
  }

  /// One value: a line for each property that has one.
  private func printValue(_ console: Console) throws {
    let members = answer.members ?? []
    guard !console.output.isTerminal else { return try printForPeople(members, console) }
    // An answer that is nothing but one object is that object.
    let shown = members.count == 1 ? members[0].value.members ?? members : members
    let rows = shown.compactMap { member -> [String]? in
      let text = cell(member.value)
      return text.isEmpty || text == "{}" || text == "[]" ? nil : [member.name, text]
    }
    try console.print(Table(columns: [.init("name"), .init("value")], rows: rows))
  }

  private func printForPeople(_ members: [JSON.Member], _ console: Console) throws {
    var members = members.filter { !ObjectText.isEmpty($0.value) }
    var schema = operation.answer.schema
    // An answer that says nothing beside one object is that object.
    if let only = members.first, members.count == 1, let inner = only.value.members {
      schema = schema["properties"]?[only.name] ?? [:]
      members = inner
    }
    let lines = ObjectText(style: console.output.style).lines(members, schema, columns: console.output.columns)
    guard !lines.isEmpty else { return console.note("Nothing found.") }
    try console.print(lines.joined(separator: "\n"))
  }

  /// Says when meaning was not looked for, though it should have been.
  private func note(_ meaning: MeaningState?, _ console: Console) {
    switch meaning {
    case .unavailable:
      console.note(
        "Found by words alone: there is no embedding model here, or not the one that what is stored was embedded by. "
          + "'scrubjay model verify' has details.")
    case .building: console.note("Found by words alone, while what is stored is embedded for the first time.")
    case .searched, .unasked, nil: break
    }
  }

  /// A value for a program.
  private func cell(_ value: JSON) -> String {
    switch value {
    case .null: ""
    case .string(let text): text
    case .array(let elements) where elements.allSatisfy { $0.stringValue != nil }:
      elements.compactMap(\.stringValue).joined(separator: " ")
    default: value.text
    }
  }
}
