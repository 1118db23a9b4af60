import ScrubjayCore

/// The words of JSON as models write them: names with or without quotes, strings in any quotes, literals of other
/// languages.
struct LenientScanner {
  let bytes: [UInt8]
  var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  static let fence = Array("```".utf8)
  private static let noBreakSpace: [UInt8] = [0xC2, 0xA0]
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let ellipsis: [UInt8] = [0xE2, 0x80, 0xA6]

  var end: Int { bytes.count }
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }
  var isAtFence: Bool { starts(with: Self.fence, at: position) }

  func starts(with sign: [UInt8], at position: Int) -> Bool {
    position + sign.count <= bytes.count && bytes[position] == sign[0]
      && bytes[position..<position + sign.count].elementsEqual(sign)
  }

  /// Steps behind the next fence; false where there is none.
  mutating func skipPastFence() -> Bool {
    while position < end {
      if isAtFence {
        position += Self.fence.count
        return true
      }
      position += 1
    }
    return false
  }

  /// Steps over white space, comments, and the dots that stand for what was left out.
  mutating func skipSpace() {
    while let byte = next {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C: position += 1
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "/") where starts(with: Array("//".utf8), at: position): skipLine()
      case UInt8(ascii: "/") where starts(with: Array("/*".utf8), at: position): skipBlock()
      case UInt8(ascii: ".") where starts(with: Array("...".utf8), at: position): position += 3
      case 0xC2 where starts(with: Self.noBreakSpace, at: position): position += 2
      case 0xEF where starts(with: Self.byteOrderMark, at: position): position += 3
      case 0xE2 where starts(with: Self.ellipsis, at: position): position += 3
      default: return
      }
    }
  }

  private mutating func skipLine() {
    while let byte = next, byte != 0x0A { position += 1 }
  }

  private mutating func skipBlock() {
    position += 2
    while position < end, !starts(with: Array("*/".utf8), at: position) { position += 1 }
    position = min(end, position + 2)
  }

  /// The name of a member, with the colon after it; `nil` where there is none.
  mutating func memberName() -> String? {
    let name: String
    if let quote = LenientQuote(bytes, at: position) {
      var reader = LenientString(bytes, from: position + quote.width, quote: quote, place: .name)
      guard let text = reader.text() else {
        position = end
        return nil
      }
      position = reader.position
      name = text
    } else {
      name = word { $0.isWordPart || $0 == UInt8(ascii: "-") }
      if name.isEmpty { return nil }
    }
    skipSpace()
    guard next == UInt8(ascii: ":") else { return nil }
    position += 1
    return name
  }

  /// A string, number or literal; `nil` where there is none, or where it is cut off.
  mutating func scalar(inObject: Bool) -> JSON? {
    if let quote = LenientQuote(bytes, at: position) {
      var reader = LenientString(
        bytes, from: position + quote.width, quote: quote, place: inObject ? .member : .element)
      guard let text = reader.text() else {
        position = end
        return nil
      }
      position = reader.position
      return .string(text)
    }
    let start = position
    let token = word { !$0.endsToken }
    // What the text ends with may be the half of it.
    guard !token.isEmpty, position < end else { return nil }
    if let value = Self.literal(token) { return value }
    if !inObject { return nil }
    position = start
    let rest = word { byte in
      byte != 0x0A && byte != UInt8(ascii: ",") && byte != UInt8(ascii: "}") && byte != UInt8(ascii: "]")
    }
    return position < end ? .string(rest.trimmingSpaces) : nil
  }

  private static func literal(_ token: String) -> JSON? {
    switch token.lowercased() {
    case "true": return true
    case "false": return false
    case "null", "none", "nan", "undefined", "infinity", "-infinity": return .null
    default:
      guard let first = token.utf8.first, first.isDigit || "+-.".utf8.contains(first) else { return nil }
      if let number = try? JSON(parsing: token) { return number }
      return Double(token).map(JSON.real)
    }
  }

  private mutating func word(while isPart: (UInt8) -> Bool) -> String {
    let start = position
    while let byte = next, isPart(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    let start = drop { $0.isWhitespace }
    return String(start.prefix(upTo: start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex))
  }
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
  package var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
  var isWordPart: Bool { isDigit || isLetter || self == 0x5F || self == 0x24 }
  var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  /// Whether a literal cannot go on over it.
  fileprivate var endsToken: Bool { isSpace || ",:]}[{\"'`/".utf8.contains(self) }
}
