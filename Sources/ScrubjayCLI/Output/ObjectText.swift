import ScrubjayCore

/// A value as people read it: a line for each name and what it stands for, what is nested indented below its name.
struct ObjectText {
  let style: Style

  /// The longest name beside which its value stands, in columns; below a longer one it is indented.
  private static let longestName = 28
  /// The room below which what is nested is not shown, in columns.
  private static let leastColumns = 20
  private static let omission = "… (see --json)"
  private static let indent = "  "

  /// The lines of an object.
  ///
  /// - Parameters:
  ///   - schema: The schema that says what its members are; an object that has none there is someone's own data.
  ///   - columns: The room that there is.
  func lines(_ members: [JSON.Member], _ schema: JSON, columns: Int) -> [String] {
    guard columns >= Self.leastColumns else { return [DisplayWidth.cut(Self.omission, to: columns)] }
    let properties = schema["properties"]
    let rows = members.compactMap { member -> Row? in
      let schema = properties?[member.name] ?? [:]
      // What someone stored is shown also where it is empty; a property that has no value says nothing.
      if properties != nil, Self.isEmpty(member.value) { return nil }
      let name = properties == nil ? member.name : member.name.replacing("_", with: " ")
      return Row(name: Harmless.line(name), value: member.value, schema: schema)
    }
    let width =
      rows.filter { Self.inline($0.value, $0.schema) != nil }.map { DisplayWidth.of($0.name) }
      .filter { $0 <= Self.longestName }.max() ?? 0
    return rows.flatMap { row -> [String] in
      let name = style.bold(DisplayWidth.of(row.name) > columns ? DisplayWidth.cut(row.name, to: columns) : row.name)
      if let text = Self.inline(row.value, row.schema), DisplayWidth.of(row.name) <= width,
        columns - width >= Self.leastColumns
      {
        let start = style.bold(DisplayWidth.pad(row.name, to: width)) + Self.indent
        let space = String(repeating: " ", count: width) + Self.indent
        return Self.hang(Self.wrapped(text, to: columns - width - Self.indent.count), after: start, space)
      }
      let below = lines(of: row.value, row.schema, columns: columns - Self.indent.count)
      return [name] + below.map { $0.isEmpty ? "" : Self.indent + $0 }
    }
  }

  /// What one value is like on lines of its own.
  private func lines(of value: JSON, _ schema: JSON, columns: Int) -> [String] {
    if let text = Self.inline(value, schema) { return Self.wrapped(text, to: columns) }
    if let members = value.members { return lines(members, schema, columns: columns) }
    guard columns >= Self.leastColumns else { return [DisplayWidth.cut(Self.omission, to: columns)] }
    return (value.arrayValue ?? []).flatMap { element in
      Self.hang(
        lines(of: element, schema["items"] ?? [:], columns: columns - Self.indent.count), after: "- ", Self.indent)
    }
  }

  private struct Row {
    let name: String
    let value: JSON
    let schema: JSON
  }

  private static func hang(_ lines: [String], after start: String, _ space: String) -> [String] {
    lines.enumerated().map { index, line in index == 0 ? start + line : line.isEmpty ? "" : space + line }
  }

  private static func wrapped(_ text: String, to columns: Int) -> [String] {
    DisplayWidth.wrap(Harmless.text(text), to: columns)
  }

  /// Whether there is nothing to show of a value.
  static func isEmpty(_ value: JSON) -> Bool { [.null, "", [], [:]].contains(value) }

  /// The text of a value that can stand beside its name; `nil` for one with values of its own.
  static func inline(_ value: JSON, _ schema: JSON) -> String? {
    switch value {
    case .string(let text): return schema["format"] == "date-time" ? ShortTime.text(text) : text.isEmpty ? "\"\"" : text
    case .null, .bool, .number, [], [:]: return value.text
    case .array(let elements):
      let texts = elements.compactMap { inline($0, schema["items"] ?? [:]) }
      let isPlain = texts.count == elements.count && elements.allSatisfy { $0.arrayValue == nil && $0.members == nil }
      // Sentences in a row could not be told apart.
      return isPlain && (texts.count == 1 || !texts.contains { $0.contains(" ") }) ? texts.joined(separator: ", ") : nil
    case .object: return nil
    }
  }
}
