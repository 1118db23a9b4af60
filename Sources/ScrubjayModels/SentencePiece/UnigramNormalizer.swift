/// What becomes of a text before it is cut into pieces, exactly as SentencePiece does it.
struct UnigramNormalizer: Sendable {
  let map: CharacterMap
  let addsDummyPrefix: Bool
  let removesExtraSpaces: Bool
  let escapesSpaces: Bool
  /// Texts that are left as they are.
  let kept: ByteTrie

  private static let space = UInt8(ascii: " ")
  /// What stands for a space within pieces: U+2581.
  static let escapedSpace: [UInt8] = [0xE2, 0x96, 0x81]

  /// Returns the text as it is cut.
  func normalised(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count + text.count / 4 + Self.escapedSpace.count)
    var position = 0
    if removesExtraSpaces {
      while position < text.count {
        let length = step(text, position) { $0.count == 1 && $0.first == Self.space ? $1 : 0 }
        if length == 0 { break }
        position += length
      }
    }
    if position == text.count { return [] }
    let gap = escapesSpaces ? Self.escapedSpace : [Self.space]
    if addsDummyPrefix { output += gap }
    var followsSpace = removesExtraSpaces
    while position < text.count {
      position += step(text, position) { bytes, length in
        let rest = followsSpace ? bytes.drop { $0 == Self.space } : bytes
        for byte in rest {
          if byte == Self.space { output += gap } else { output.append(byte) }
        }
        if let last = rest.last { followsSpace = removesExtraSpaces && last == Self.space }
        return length
      }
    }
    if removesExtraSpaces { while output.suffix(gap.count).elementsEqual(gap) { output.removeLast(gap.count) } }
    return output
  }

  /// Hands over what becomes of the next characters, and how many bytes they have.
  private func step(
    _ text: UnsafeBufferPointer<UInt8>, _ position: Int, _ body: (Slice<UnsafeBufferPointer<UInt8>>, Int) -> Int
  ) -> Int {
    let keptLength = kept.longest(in: text, from: position)?.length ?? 0
    if keptLength > 0 { return body(text[position..<position + keptLength], keptLength) }
    if let (length, replacement) = map.longestEntry(in: text, from: position) {
      return replacement.withUnsafeBufferPointer { body($0[...], length) }
    }
    let length = min(UTF8Length.of(text[position]), text.count - position)
    return body(text[position..<position + length], length)
  }
}

/// How many bytes a character has, by its first byte.
enum UTF8Length {
  static func of(_ byte: UInt8) -> Int {
    switch byte {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }
}
