/// How many columns text takes on a terminal.
enum DisplayWidth {
  /// The columns of text without control characters.
  static func of(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + of($1) } }

  /// The columns of one character: two for East Asian wide characters and emoji, none for what only combines.
  static func of(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    let asEmoji: Unicode.Scalar = "\u{FE0F}"
    if character.unicodeScalars.contains(asEmoji), first.properties.isEmoji { return 2 }
    if first.properties.isEmojiPresentation || isWide(first) { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return 1
    }
  }

  /// Text cut to a width, with an ellipsis where something is missing.
  static func cut(_ text: String, to columns: Int) -> String {
    guard of(text) > columns else { return text }
    guard columns > 0 else { return "" }
    var kept = ""
    var width = 0
    for character in text {
      let next = of(character)
      if width + next > columns - 1 { break }
      kept.append(character)
      width += next
    }
    return kept + "…"
  }

  /// Text filled with spaces to a width.
  static func pad(_ text: String, to columns: Int, toTheRight: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, columns - of(text)))
    return toTheRight ? space + text : text + space
  }

  /// Text in lines of at most so many columns, broken between words where it can be.
  static func wrap(_ text: String, to columns: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { wrapLine($0, to: max(1, columns)) }
  }

  private static func wrapLine(_ line: Substring, to columns: Int) -> [String] {
    var lines: [String] = []
    var current = ""
    for word in line.split(separator: " ") {
      let joined = current.isEmpty ? String(word) : "\(current) \(word)"
      if of(joined) <= columns {
        current = joined
        continue
      }
      if !current.isEmpty { lines.append(current) }
      current = ""
      // A word that is longer than a line, or text without spaces, is broken anywhere.
      for character in word {
        if of(current) + of(character) > columns {
          lines.append(current)
          current = ""
        }
        current.append(character)
      }
    }
    lines.append(current)
    return lines
  }

  /// East Asian Width W and F, Unicode 15, by ranges of blocks.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1B000...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
