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
  var trimmed: Substring { drop { $0.isWhitespace }.trimmedEnd }

  /// Without the whitespace at the end.
  var trimmedEnd: Substring {
    var rest = self
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
  }
}

extension String {
  /// The text between two places in bytes of UTF-8, at which scalars begin.
  func utf8Slice(_ range: Range<Int>) -> String {
    let start = utf8.index(startIndex, offsetBy: range.lowerBound)
    return String(self[start..<utf8.index(start, offsetBy: range.count)])
  }
}
