import ScrubjayAPI
import ScrubjayCore

/// A page of values as a table for people: short ids and times, and the room for what they came to see.
struct ListTable {
  let answer: Answer
  let elements: [JSON]
  /// Whether everything is shown, whole.
  let isWide: Bool

  /// What people come to see, the first of these that a list has.
  private static let subjects = ["content", "prompt", "title", "failure", "name", "memories"]
  /// The columns that are ids as a whole, whoever made them.
  private static let ids = ["id", "session", "memory"]
  /// The numbers by which commands are told what is meant.
  private static let numbers = ["version"]

  var table: Table {
    let names = columns
    let subject = Self.subjects.first(where: names.contains)
    let texts = elements.map { element in names.map { text(element[$0] ?? .null, property($0)) } }
    let named = names.indices.filter { names[$0] != subject }
    let short = ShortIDs(
      texts.flatMap { row in named.map { row[$0] } },
      ids: texts.flatMap { row in named.filter { Self.ids.contains(names[$0]) }.map { row[$0] } })
    let rows = texts.map { row in
      names.indices.map { index in
        guard !isWide, names[index] != subject else { return row[index] }
        return Self.ids.contains(names[index]) ? short.id(row[index]) : short.text(row[index])
      }
    }
    // A column in which nothing stands takes room for nothing.
    let shown = names.indices.filter { index in isWide || rows.contains { !$0[index].isEmpty } }
    return Table(
      columns: shown.map { index in
        // What is the same in each row tells least.
        let isUniform = rows.count > 1 && Set(rows.map { $0[index] }).count == 1
        let room = isUniform && !isWide ? .spare : room(names[index])
        return Table.Column(names[index], names[index] == subject ? .most : room)
      },
      rows: rows.map { row in shown.map { row[$0] } }, isShortened: !isWide && (rows != texts || leavesOutIDs))
  }

  /// The properties that are shown: those of the list, its ids where everything is, and what conflicts are about.
  private var columns: [String] {
    var names = answer.columns
    if isWide, leavesOutIDs { names.insert("id", at: 0) }
    if property("memories")["items"]?["properties"]?["content"] != nil { names.append("memories") }
    return names
  }

  /// Whether the ids of the elements are not among the columns of the list.
  private var leavesOutIDs: Bool { !answer.columns.contains("id") && property("id") != [:] }

  private func property(_ name: String) -> JSON { answer.schema["properties"]?[name] ?? [:] }

  private func room(_ name: String) -> Table.Column.Room {
    let schema = property(name)
    let types = schema["type"].map { $0.arrayValue ?? [$0] } ?? []
    if Self.numbers.contains(name) { return .whole }
    if types.contains("integer") || types.contains("number") { return .spare }
    let isWhole = Self.ids.contains(name) || schema["format"] == "date-time" || schema["enum"] != nil
    return isWhole ? .whole : .some
  }

  private func text(_ value: JSON, _ schema: JSON) -> String {
    if ObjectText.isEmpty(value) { return "" }
    if let contents = value.arrayValue?.compactMap({ $0["content"]?.stringValue }), !contents.isEmpty {
      return contents.joined(separator: " | ")
    }
    return ObjectText.inline(value, schema) ?? summary(of: value)
  }

  /// What stands for a value with values of its own.
  private func summary(of value: JSON) -> String {
    if let elements = value.arrayValue { return "\(elements.count)" }
    return (value.members ?? []).map { "\($0.name): \(ObjectText.inline($0.value, [:]) ?? "…")" }.joined(
      separator: ", ")
  }
}
