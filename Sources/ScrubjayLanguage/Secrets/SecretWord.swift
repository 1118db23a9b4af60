/// What stands between two white spaces of a text.
struct SecretWord {
  /// Without the punctuation around it.
  let range: Range<Int>
  /// In lower case and without diacritics.
  let text: String
  /// Whether a sentence or a line ends with it.
  let endsSentence: Bool
  /// Whether a colon or an equals sign follows it directly.
  let introduces: Bool

  /// Longer words are compared by their beginning only, in bytes of UTF-8.
  private static let comparedBytes = 64

  static func words(of bytes: [UInt8]) -> [SecretWord] {
    var words: [SecretWord] = []
    var index = 0
    while index < bytes.count {
      while index < bytes.count, bytes[index].isSpace { index += 1 }
      let start = index
      while index < bytes.count, !bytes[index].isSpace { index += 1 }
      if start < index { append(bytes, start..<index, to: &words) }
    }
    return words
  }

  private static let opening = Set("\"'`([{<*".utf8)
  private static let closing = Set("\"'`)]}>*,.;:!?".utf8)
  private static let ending = Set(".!?;".utf8)

  /// Adds a word, or the two on both sides of an equals sign or a colon, as in `PASSWORD=…` and `pin:1234`.
  private static func append(_ bytes: [UInt8], _ range: Range<Int>, to words: inout [SecretWord]) {
    let isName = { (byte: UInt8) in byte.isWordPart || byte == UInt8(ascii: "-") || byte >= 0x80 }
    if let sign = bytes[range].firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }),
      sign > range.lowerBound, sign + 1 < range.upperBound,
      bytes[range.lowerBound..<sign].drop(while: opening.contains).allSatisfy({ isName($0) || opening.contains($0) }),
      bytes[sign + 1] != UInt8(ascii: "/"), bytes[sign + 1] != UInt8(ascii: "=")
    {
      add(bytes, range.lowerBound..<sign, introduces: true, to: &words)
      add(bytes, sign + 1..<range.upperBound, introduces: false, to: &words)
    } else {
      add(bytes, range, introduces: false, to: &words)
    }
  }

  private static func add(_ bytes: [UInt8], _ range: Range<Int>, introduces: Bool, to words: inout [SecretWord]) {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, opening.contains(bytes[start]) { start += 1 }
    while end > start, closing.contains(bytes[end - 1]) { end -= 1 }
    let tail = bytes[end..<range.upperBound]
    guard start < end else {
      // A sign that stands alone introduces what follows like one that is attached.
      if bytes[range].contains(UInt8(ascii: ":")), let last = words.popLast() {
        words.append(SecretWord(range: last.range, text: last.text, endsSentence: false, introduces: true))
      }
      return
    }
    let isAtLineEnd = range.upperBound >= bytes.count || bytes[range.upperBound] == 0x0A
    let text = String(decoding: bytes[start..<min(end, start + comparedBytes)], as: UTF8.self)
    words.append(
      SecretWord(
        range: start..<end, text: Folding.folded(text.lowercased()),
        endsSentence: isAtLineEnd || tail.contains(where: ending.contains),
        introduces: introduces || tail.contains(UInt8(ascii: ":"))))
  }
}
