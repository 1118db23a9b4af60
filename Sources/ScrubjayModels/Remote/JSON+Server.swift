import ScrubjayCore

extension JSON {
  /// Reads JSON that a model's server sent, and that was made token by token: bytes that are no UTF-8, halves of
  /// surrogate pairs and U+0000 are read as U+FFFD.
  ///
  /// - Throws: `invalid_json`.
  init(fromServer bytes: some Sequence<UInt8>) throws(ScrubjayError) {
    var text = Array(String(decoding: Array(bytes), as: UTF8.self).utf8)
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
    Self.repairEscapes(in: &text)
    try self.init(parsing: text)
  }

  /// Puts `\ufffd` in the place of escapes that stand for no scalar that can be kept.
  private static func repairEscapes(in text: inout [UInt8]) {
    var index = 0
    while let start = text[index...].firstIndex(of: UInt8(ascii: "\\")) {
      guard let value = escape(at: start, in: text) else {
        index = min(start + 2, text.count)
        continue
      }
      switch value {
      case 0xD800...0xDBFF:
        if let low = escape(at: start + 6, in: text), (0xDC00...0xDFFF).contains(low) {
          index = start + 12
          continue
        }
        text.replaceSubrange(start..<start + 6, with: replacement)
      case 0, 0xDC00...0xDFFF: text.replaceSubrange(start..<start + 6, with: replacement)
      default: break
      }
      index = start + 6
    }
  }

  private static let replacement = Array(#"\ufffd"#.utf8)

  /// The number of the escape `\u` and four digits that begins at `start`.
  private static func escape(at start: Int, in text: [UInt8]) -> UInt16? {
    guard start + 6 <= text.count, text[start] == UInt8(ascii: "\\"), text[start + 1] == UInt8(ascii: "u") else {
      return nil
    }
    return UInt16(String(decoding: text[start + 2..<start + 6], as: UTF8.self), radix: 16)
  }
}
