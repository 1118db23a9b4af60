/// A quotation mark that a string may begin with.
struct LenientQuote {
  enum Kind { case double, single, curlyDouble, curlySingle }

  let kind: Kind
  /// In bytes of UTF-8.
  let width: Int

  init?(_ bytes: [UInt8], at position: Int) {
    guard position < bytes.count else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "\""): (kind, width) = (.double, 1)
    case UInt8(ascii: "'"): (kind, width) = (.single, 1)
    case 0xE2 where position + 2 < bytes.count && bytes[position + 1] == 0x80:
      switch bytes[position + 2] {
      case 0x9C, 0x9D: (kind, width) = (.curlyDouble, 3)
      case 0x98, 0x99: (kind, width) = (.curlySingle, 3)
      default: return nil
      }
    default: return nil
    }
  }

  /// Whether a string that began with this one can end with another.
  func isClosed(by other: LenientQuote) -> Bool {
    kind == other.kind || (kind == .curlyDouble && other.kind == .double)
  }
}

/// Reads the rest of a string, whose quotation marks may stand inside of it without a backslash.
struct LenientString {
  /// What the string is, which tells what may follow it.
  enum Place { case name, member, element }

  private let bytes: [UInt8]
  private let quote: LenientQuote
  private let place: Place
  private(set) var position: Int

  /// How far the name of the next member is looked for, in bytes.
  private static let lookAheadBytes = 64

  init(_ bytes: [UInt8], from position: Int, quote: LenientQuote, place: Place) {
    self.bytes = bytes
    self.position = position
    self.quote = quote
    self.place = place
  }

  /// The text up to the quotation mark that closes it; `nil` where there is none.
  mutating func text() -> String? {
    var text: [UInt8] = []
    while position < bytes.count {
      if let found = LenientQuote(bytes, at: position), quote.isClosed(by: found) {
        let after = position + found.width
        if place == .name || ends(after) {
          position = after
          return String(decoding: text, as: UTF8.self)
        }
        text += bytes[position..<after]
        position = after
      } else if bytes[position] == UInt8(ascii: "\\") {
        position += 1
        escape(into: &text)
      } else {
        // U+0000 cannot be stored.
        if bytes[position] != 0 { text.append(bytes[position]) }
        position += 1
      }
    }
    return nil
  }

  /// Whether what follows a quotation mark is what follows a string.
  private func ends(_ after: Int) -> Bool {
    let next = skippingSpace(after)
    guard next < bytes.count else { return true }
    switch bytes[next] {
    case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"), UInt8(ascii: "#"), UInt8(ascii: "`"): return true
    case UInt8(ascii: ","): return place == .element || startsMember(next + 1)
    case UInt8(ascii: "/"): return next + 1 < bytes.count && "/*".utf8.contains(bytes[next + 1])
    case UInt8(ascii: "{"), UInt8(ascii: "["): return true
    // A comma is missing.
    default: return bytes[after..<next].contains(0x0A) || (next > after && LenientQuote(bytes, at: next) != nil)
    }
  }

  /// Whether what follows a comma is a member's name, or the end.
  private func startsMember(_ start: Int) -> Bool {
    var index = skippingSpace(start)
    guard index < bytes.count else { return true }
    let limit = min(bytes.count, index + Self.lookAheadBytes)
    if let opening = LenientQuote(bytes, at: index) {
      index += opening.width
      while index < limit {
        if let closing = LenientQuote(bytes, at: index), opening.isClosed(by: closing) {
          let colon = skippingSpace(index + closing.width)
          return colon >= bytes.count || bytes[colon] == UInt8(ascii: ":")
        }
        index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      return true
    }
    guard bytes[index].isWordPart else { return "}]{/#`,.".utf8.contains(bytes[index]) }
    while index < limit, bytes[index].isWordPart { index += 1 }
    index = skippingSpace(index)
    return index >= bytes.count || bytes[index] == UInt8(ascii: ":")
  }

  private func skippingSpace(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index].isSpace { index += 1 }
    return index
  }

  // MARK: Escapes

  private mutating func escape(into text: inout [UInt8]) {
    guard position < bytes.count else { return }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text += Array(scalar().utf8)
    // `\d` and `\U` are no escapes: a path or a pattern was meant.
    case let letter where letter.isWordPart: text += [UInt8(ascii: "\\"), letter]
    default: text.append(byte)
    }
  }

  /// What `\u` and four digits stand for; what stands there where they are missing, and U+FFFD for half a pair.
  private mutating func scalar() -> String {
    guard let high = hexadecimal(at: position) else { return "\\u" }
    position += 4
    if (0xD800...0xDBFF).contains(high), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u"), let low = hexadecimal(at: position + 2), (0xDC00...0xDFFF).contains(low)
    {
      position += 6
      return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)).map { String($0) } ?? "\u{FFFD}"
    }
    guard high != 0 else { return "" }
    return Unicode.Scalar(high).map { String($0) } ?? "\u{FFFD}"
  }

  private func hexadecimal(at index: Int) -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    return value
  }
}
