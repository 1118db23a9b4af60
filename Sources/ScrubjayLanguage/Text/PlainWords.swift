/// The words of a text that is ASCII but for typographic punctuation and emoji, and so needs no folding. Most texts are, and
/// recall reads hundreds for a query.
enum PlainWords {
  /// Calls a function with each word, in lower case, until it returns false.
  ///
  /// - Parameter limit: How many bytes of the text are read; a word that goes on behind them is cut.
  /// - Returns: Whether all that was read is plain; where it is not, some words may have been passed already.
  static func forEach(in text: String, upTo limit: Int, _ body: ([UInt8]) -> Bool) -> Bool {
    var text = text
    return text.withUTF8 { all in
      let bytes = all.prefix(limit)
      var word: [UInt8] = []
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): word.append(byte)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
        default:
          if byte >= 0x80 {
            guard let length = lengthOfSign(in: bytes, at: index) else { return false }
            index += length - 1
          }
          if !word.isEmpty, !body(word) { return true }
          word.removeAll(keepingCapacity: true)
        }
        index += 1
      }
      if !word.isEmpty { _ = body(word) }
      return true
    }
  }

  /// How many bytes a sign has that is no letter: one from U+2000 to U+203F, or an emoji; `nil` for anything else.
  private static func lengthOfSign(in bytes: Slice<UnsafeBufferPointer<UInt8>>, at index: Int) -> Int? {
    if bytes[index] == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80 { return 3 }
    // From U+1F300 on: before are letters in circles and squares.
    if bytes[index] == 0xF0, index + 3 < bytes.count, bytes[index + 1] == 0x9F, bytes[index + 2] >= 0x8C { return 4 }
    return nil
  }
}
