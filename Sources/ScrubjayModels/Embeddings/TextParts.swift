/// Cuts texts into parts of a few bytes each that together hold all of them.
struct TextParts: Sendable {
  /// How many bytes of UTF-8 a part has, at most.
  let bytes: Int

  /// What is embedded for a text that says nothing, which servers refuse.
  private static let nothing = "."

  /// The parts of a text, at least one. Cut is after white space where there is some in the second half of a part, else
  /// between scalars.
  func of(_ text: String) -> [String] {
    var parts: [String] = []
    var rest = text.unicodeScalars[...]
    while !rest.isEmpty {
      let end = end(of: rest)
      parts.append(String(rest[..<end]))
      rest = rest[end...]
    }
    let saying = parts.filter { part in !part.unicodeScalars.allSatisfy(\.properties.isWhitespace) }
    return saying.isEmpty ? [Self.nothing] : saying
  }

  private func end(of rest: String.UnicodeScalarView.SubSequence) -> String.Index {
    var count = 0
    var space: String.Index?
    for index in rest.indices {
      let scalar = rest[index]
      count += UTF8.width(scalar)
      // A part has one scalar at least, however few bytes it may have.
      if count > bytes, index != rest.startIndex { return space ?? index }
      if scalar.properties.isWhitespace, count > bytes / 2 { space = rest.index(after: index) }
    }
    return rest.endIndex
  }
}
