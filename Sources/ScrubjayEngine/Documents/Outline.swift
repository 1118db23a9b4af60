import ScrubjayCore
import ScrubjayLanguage

/// What a document's lines say of its structure: headings, paragraphs, fenced code, front matter.
struct Outline: Sendable {
  /// A line that is a heading, or one that is underlined as such.
  struct Heading: Sendable, Hashable {
    /// Where its line begins, in bytes of UTF-8.
    let start: Int
    /// From 1, the outermost.
    let level: Int
    let text: String
  }

  /// The headings in their order.
  private(set) var headings: [Heading] = []
  /// Where paragraphs and other blocks begin, in bytes of UTF-8, in order.
  private(set) var blocks: [Int] = []
  /// Where lines begin, in bytes of UTF-8, in order.
  private(set) var lines: [Int] = []
  /// Fenced code, from the line that opens it to the end of the one that closes it.
  private(set) var fences: [Range<Int>] = []
  /// The title that the front matter names, if any.
  private(set) var frontMatterTitle: String?

  /// How much of a heading's line is looked at, in bytes of UTF-8.
  private static let headingBytes = 4 * Limits.nameBytes
  /// How deep headings go.
  private static let deepestLevel = 6

  init(_ text: String, _ type: DocumentType) {
    let isMarkdown = type == .markdown
    var reader = LineReader(text)
    if isMarkdown { skipFrontMatter(&reader) }
    var fence: (mark: Character, length: Int, start: Int)?
    var isAfterBlank = true
    /// The paragraph's only line so far, which an underline would make a heading.
    var single: (start: Int, text: Substring)?
    while let line = reader.next() {
      lines.append(line.start)
      let content = line.text.trimmed
      if let open = fence {
        if Self.fence(content).map({ $0.mark == open.mark && $0.length >= open.length && $0.isBare }) == true {
          fences.append(open.start..<reader.offset)
          fence = nil
          isAfterBlank = true
        }
        continue
      }
      if content.isEmpty {
        (isAfterBlank, single) = (true, nil)
        continue
      }
      if isMarkdown, let mark = Self.fence(content), mark.length >= 3 {
        fence = (mark.mark, mark.length, line.start)
        blocks.append(line.start)
        single = nil
      } else if isMarkdown, let heading = Self.heading(line.text, at: line.start) {
        headings.append(heading)
        blocks.append(line.start)
        (isAfterBlank, single) = (true, nil)
      } else if isMarkdown, let above = single, let level = Self.underline(content) {
        headings.append(Heading(start: above.start, level: level, text: Self.plain(above.text)))
        (isAfterBlank, single) = (true, nil)
      } else {
        if isAfterBlank { blocks.append(line.start) }
        single = isAfterBlank ? (line.start, content) : nil
        isAfterBlank = false
      }
    }
    // Code that nothing closes goes on to the end.
    if let fence { fences.append(fence.start..<reader.offset) }
  }

  /// The title of a document: what its front matter says, else its first heading, else the name of its file.
  func title(path: String) -> String {
    let named = frontMatterTitle ?? headings.first { !$0.text.isEmpty }?.text ?? Self.fileTitle(path)
    return Folding.truncated(named, toUTF8Bytes: Limits.nameBytes)
  }

  /// The last part of a path without its extension.
  private static func fileTitle(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  // MARK: Lines

  /// A line from `---` to `---` or `...` at the very beginning, of which only the title is read.
  private mutating func skipFrontMatter(_ reader: inout LineReader) {
    var ahead = reader
    guard let first = ahead.next(), first.text.drop(while: { $0 == "\u{FEFF}" }).trimmedEnd == "---" else { return }
    var title: String?
    var starts = [first.start]
    while let line = ahead.next() {
      starts.append(line.start)
      if ["---", "..."].contains(line.text.trimmedEnd) {
        frontMatterTitle = title
        lines += starts
        blocks.append(first.start)
        reader = ahead
        return
      }
      if title == nil, line.text.hasPrefix("title:") { title = Self.value(line.text.dropFirst("title:".count)) }
    }
  }

  /// A value of front matter on one line: bare up to a comment, or quoted; `nil` for an empty one.
  private static func value(_ text: Substring) -> String? {
    var value = text.trimmed
    if let quote = value.first, quote == "\"" || quote == "'" {
      let rest = value.dropFirst()
      guard let end = rest.lastIndex(of: quote) else { return nil }
      let inner = String(rest[..<end])
      value = quote == "'" ? inner.replacing("''", with: "'")[...] : inner.replacing("\\\"", with: "\"")[...]
    } else if let comment = value.firstRange(of: " #") {
      value = value[..<comment.lowerBound].trimmed
    }
    // A block of several lines, a list or an object is no title.
    if value.isEmpty || value == "|" || value == ">" || value.hasPrefix("[") || value.hasPrefix("{") { return nil }
    return String(value)
  }

  private static func heading(_ line: Substring, at start: Int) -> Heading? {
    let indent = line.prefix { $0 == " " }.count
    let rest = line.dropFirst(indent)
    let level = rest.prefix { $0 == "#" }.count
    guard indent <= 3, (1...deepestLevel).contains(level) else { return nil }
    let text = rest.dropFirst(level)
    guard text.isEmpty || text.first?.isWhitespace == true else { return nil }
    var content = text.trimmed
    // Signs that close the heading stand apart from it.
    let closing = content.reversed().prefix { $0 == "#" }.count
    let before = content.dropLast(closing)
    if closing > 0, before.isEmpty || before.last?.isWhitespace == true { content = before.trimmed }
    return Heading(start: start, level: level, text: plain(content))
  }

  private static func underline(_ content: Substring) -> Int? {
    guard let first = content.first, content.count >= 2, content.allSatisfy({ $0 == first }) else { return nil }
    return first == "=" ? 1 : first == "-" ? 2 : nil
  }

  private static func fence(_ content: Substring) -> (mark: Character, length: Int, isBare: Bool)? {
    guard let mark = content.first, mark == "`" || mark == "~" else { return nil }
    let length = content.prefix { $0 == mark }.count
    let rest = content.dropFirst(length)
    guard length >= 3, mark == "~" || !rest.contains("`") else { return nil }
    return (mark, length, rest.isEmpty)
  }

  /// A heading's text without the signs of emphasis, code and links.
  private static func plain(_ line: Substring) -> String {
    // No more of a line than a title can come from: looking for links takes the square of its length.
    let text = Folding.truncated(String(line), toUTF8Bytes: headingBytes)
    let unlinked = text[...].replacing(/!?\[([^\]]*)\]\([^)]*\)/) { $0.output.1 }
    let plain = unlinked.replacing("**", with: "").replacing("`", with: "").trimmed
    return Folding.truncated(String(plain), toUTF8Bytes: Limits.nameBytes)
  }
}

/// Reads a text line by line, and counts bytes.
struct LineReader {
  private let text: Substring.UTF8View
  private var index: Substring.UTF8View.Index
  /// Where the next line begins.
  private(set) var offset = 0

  init(_ text: String) {
    self.text = text[...].utf8
    index = self.text.startIndex
  }

  /// The next line without its end; `nil` after the last.
  mutating func next() -> (start: Int, text: Substring)? {
    guard index < text.endIndex else { return nil }
    let rest = text[index...]
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex
    let line = Substring(text[index..<end])
    let start = offset
    let length = text.distance(from: index, to: end)
    (index, offset) =
      end == text.endIndex ? (end, offset + length) : (text.index(after: end), offset + length + 1)
    return (start, line)
  }
}

extension Substring {
  /// Without the whitespace at both ends.
  fileprivate var trimmed: Substring { drop { $0.isWhitespace }.trimmedEnd }

  /// Without the whitespace at the end.
  fileprivate var trimmedEnd: Substring {
    var rest = self
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
  }
}
