/// How much of a text is in sentences that ask: those that end with a question mark.
struct QuestionShare {
  /// From 0 to 1, by bytes of UTF-8; 0 of an empty text.
  let share: Double

  init(_ text: String) {
    var text = text
    share = text.withUTF8 { bytes in
      var start = 0
      var asking = 0
      var index = 0
      while index < bytes.count {
        let end = Self.end(in: bytes, at: index)
        index += end?.length ?? 1
        guard let end else { continue }
        if end.asks { asking += index - start }
        start = index
      }
      return bytes.isEmpty ? 0 : Double(asking) / Double(bytes.count)
    }
  }

  /// The sign at a place that ends a sentence, and whether it asks; a stop ends one only before white space.
  private static func end(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (length: Int, asks: Bool)? {
    switch bytes[index] {
    case UInt8(ascii: "?"): return (1, true)
    case UInt8(ascii: "\n"): return (1, false)
    case UInt8(ascii: "."), UInt8(ascii: "!"):
      let isLast = index + 1 == bytes.count
      return isLast || bytes[index + 1] == UInt8(ascii: " ") || bytes[index + 1] == UInt8(ascii: "\n")
        ? (1, false) : nil
    case 0xD8 where bytes[(index + 1)...].first == 0x9F: return (2, true)
    case 0xE3, 0xEF: return signs.first { bytes[index...].starts(with: $0.sign) }.map { ($0.sign.count, $0.asks) }
    default: return nil
    }
  }

  private static let signs: [(sign: [UInt8], asks: Bool)] = [
    (Array("？".utf8), true), (Array("。".utf8), false), (Array("！".utf8), false),
  ]
}
