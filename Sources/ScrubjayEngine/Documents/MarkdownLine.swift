import ScrubjayCore
import ScrubjayLanguage

/// A line of markdown, as far as the structure of a document follows from it.
struct MarkdownLine {
  /// How many quotes it is in.
  let quotes: Int
  /// How far what it says stands from the edge, or from the sign of its innermost quote, in columns.
  let indent: Int
  /// What it says, without the whitespace at both ends.
  let content: Substring

  /// What opens or closes fenced code.
  struct Fence {
    let mark: Character
    let length: Int
    /// Whether nothing follows it.
    let isBare: Bool

    func closes(_ open: Fence) -> Bool { mark == open.mark && length >= open.length && isBare }
  }

  /// What an item of a list begins with.
  struct Marker {
    /// Where the content of the item stands, in columns.
    let contentIndent: Int
    let content: Substring
    /// Whether it says that a list begins: a bullet, or the number 1.
    let isFirst: Bool
    fileprivate let indent: Int

    /// Whether an item may begin here: one of an open list anywhere; another not within a paragraph, unless it can only be
    /// the first of a list, and not where text would be code.
    func mayBegin(inList: Bool, afterBlank: Bool) -> Bool {
      inList || (indent <= MarkdownLine.deepestOuterIndent && (afterBlank || (isFirst && !content.isEmpty)))
    }
  }

  /// How much of a heading's line is looked at, in bytes of UTF-8.
  private static let headingBytes = 4 * Limits.nameBytes
  /// How deep headings go.
  private static let deepestLevel = 6
  /// How far a block may be indented before it is code, in columns.
  private static let deepestOuterIndent = 3
  /// How many digits the number of an item has, at most.
  private static let longestNumber = 9
  private static let tabStop = 4

  /// Reads a line.
  ///
  /// - Parameter most: How many signs of quotes are read as such; further ones are content.
  init(_ text: Substring, quotes most: Int = .max) {
    var (quotes, column) = (0, 0)
    var rest = text.utf8[...]
    var afterQuote = rest
    while let byte = rest.first {
      if byte == UInt8(ascii: " ") {
        column += 1
      } else if byte == UInt8(ascii: "\t") {
        column += Self.tabStop - column % Self.tabStop
      } else if byte == UInt8(ascii: ">"), quotes < most, column <= Self.deepestOuterIndent {
        quotes += 1
        if rest.dropFirst().first == UInt8(ascii: " ") { rest.removeFirst() }
        afterQuote = rest.dropFirst()
        column = 0
        rest.removeFirst()
        continue
      } else {
        break
      }
      rest.removeFirst()
    }
    self.quotes = quotes
    indent = column
    content = Substring(afterQuote).trimmed
  }

  // MARK: Headings, rules and fences

  /// A heading that its line is, with its level.
  var heading: (level: Int, text: Substring)? {
    guard quotes == 0, indent <= Self.deepestOuterIndent else { return nil }
    let level = content.prefix { $0 == "#" }.count
    let text = content.dropFirst(level)
    guard (1...Self.deepestLevel).contains(level), text.isEmpty || text.first?.isWhitespace == true else { return nil }
    // Signs that close the heading stand apart from it.
    let closing = text.reversed().prefix { $0 == "#" }.count
    let before = text.dropLast(closing)
    let isClosed = closing > 0 && (before.isEmpty || before.last?.isWhitespace == true)
    return (level, (isClosed ? before : text).trimmed)
  }

  /// The level of the heading that the line above is if this is an underline.
  var underline: Int? {
    guard quotes == 0, let first = content.first, first == "=" || first == "-", content.utf8.count >= 2,
      content.allSatisfy({ $0 == first })
    else { return nil }
    return first == "=" ? 1 : 2
  }

  /// Whether it is a rule across the page.
  var isRule: Bool {
    guard indent <= Self.deepestOuterIndent, let first = content.utf8.first, "-*_".utf8.contains(first) else {
      return false
    }
    var count = 0
    for byte in content.utf8 {
      if byte == first { count += 1 } else if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") { return false }
    }
    return count >= 3
  }

  /// What opens or closes fenced code here.
  var fence: Fence? {
    guard let mark = content.first, mark == "`" || mark == "~" else { return nil }
    let length = content.prefix { $0 == mark }.count
    let rest = content.dropFirst(length)
    guard length >= 3, mark == "~" || !rest.contains("`") else { return nil }
    return Fence(mark: mark, length: length, isBare: rest.isEmpty)
  }

  // MARK: Lists

  /// What it begins with as an item of a list.
  var marker: Marker? {
    guard let first = content.utf8.first else { return nil }
    var width = 1
    var isFirst = true
    if !"-*+".utf8.contains(first) {
      let digits = content.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      let sign = content.utf8.dropFirst(digits.count).first
      guard (1...Self.longestNumber).contains(digits.count), sign == UInt8(ascii: ".") || sign == UInt8(ascii: ")")
      else {
        return nil
      }
      width = digits.count + 1
      isFirst = digits.elementsEqual("1".utf8)
    }
    let rest = Substring(content.utf8.dropFirst(width))
    guard rest.isEmpty || rest.utf8.first == UInt8(ascii: " ") || rest.utf8.first == UInt8(ascii: "\t") else {
      return nil
    }
    let spaces = rest.utf8.prefix { $0 == UInt8(ascii: " ") }.count
    // Behind more than four blanks the content is code, which belongs to the item by one of them.
    let gap = (1...Self.tabStop).contains(spaces) ? spaces : 1
    return Marker(contentIndent: indent + width + gap, content: rest.trimmed, isFirst: isFirst, indent: indent)
  }

  // MARK: Tables

  /// How many cells the line between a table's head and its rows has; `nil` if it is none.
  var delimiterCells: Int? {
    guard let first = content.utf8.first, "|-:".utf8.contains(first), content.utf8.contains(UInt8(ascii: "|")) else {
      return nil
    }
    let cells = Self.cellTexts(content)
    let isDelimiter = cells.allSatisfy { cell in
      let dashes = cell.trimmed.drop { $0 == ":" }
      let colons = cell.trimmed.utf8.count - dashes.utf8.count
      let isOpen = dashes.hasSuffix(":") ? dashes.dropLast() : dashes
      return colons <= 1 && !isOpen.isEmpty && isOpen.utf8.allSatisfy { $0 == UInt8(ascii: "-") }
    }
    return isDelimiter ? cells.count : nil
  }

  /// How many cells a row has.
  static func cells(_ row: Substring) -> Int { cellTexts(row).count }

  /// The cells of a row, with or without a bar at either end; a bar behind a backslash is part of a cell.
  private static func cellTexts(_ row: Substring) -> [Substring] {
    var cells: [Substring] = []
    var start = row.startIndex
    var isEscaped = false
    for index in row.utf8.indices {
      let byte = row.utf8[index]
      if byte == UInt8(ascii: "|"), !isEscaped {
        cells.append(row[start..<index])
        start = row.utf8.index(after: index)
      }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    if start < row.endIndex { cells.append(row[start...]) }
    if row.utf8.first == UInt8(ascii: "|") { cells.removeFirst() }
    return cells
  }

  /// The text of a heading without the signs of emphasis, code and links.
  static func plain(_ line: Substring) -> String {
    // No more of a line than a title can come from: looking for links takes the square of its length.
    let text = Folding.truncated(String(line), toUTF8Bytes: headingBytes)
    let unlinked = text[...].replacing(/!?\[([^\]]*)\]\([^)]*\)/) { $0.output.1 }
    let plain = unlinked.replacing("**", with: "").replacing("`", with: "").trimmed
    return Folding.truncated(String(plain), toUTF8Bytes: Limits.nameBytes)
  }
}
