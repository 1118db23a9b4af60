/// Reads the title of metadata in TOML 1.0: the first string, number, truth value or date of the outermost table under
/// that key. What stands under other keys is gone through as strictly as finding its end takes.
struct TOMLMetadata {
  private let bytes: [UInt8]
  private var index = 0

  /// What is not TOML.
  private struct Malformed: Error {}

  /// How deep arrays and inline tables may lie in each other.
  private static let deepest = 64

  /// The title that metadata name.
  ///
  /// - Returns: `nil` for what is not TOML.
  static func title(in text: String) -> MetadataTitle? {
    var reader = TOMLMetadata(bytes: Array(text.utf8))
    return (try? reader.read()).map { MetadataTitle(text: $0) }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func read() throws -> String? {
    var title: String?
    var isOutermost = true
    while true {
      skipBlanks(withLines: true)
      guard let next = peek else { return title }
      if next == UInt8(ascii: "[") {
        try skipTableHeader()
        isOutermost = false
      } else {
        let key = try key()
        try expect("=")
        skipBlanks()
        let value = try value(depth: 0)
        if isOutermost, title == nil, key.count == 1, FrontMatter.isTitle(key[0]) {
          title = value.flatMap(FrontMatter.title)
        }
      }
      skipBlanks()
      guard peek == nil || peek == UInt8(ascii: "\n") else { throw Malformed() }
    }
  }

  // MARK: Bytes

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private func isNext(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[index...].starts(with: $0) }
  }

  private mutating func expect(_ sign: StaticString) throws {
    guard isNext(sign) else { throw Malformed() }
    index += sign.utf8CodeUnitCount
  }

  /// Skips spaces and what is left of a line in a comment; with it the ends of lines, too, if they say nothing here.
  private mutating func skipBlanks(withLines: Bool = false) {
    while let byte = peek {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): index += 1
      case UInt8(ascii: "\n") where withLines: index += 1
      case UInt8(ascii: "#"): while let byte = peek, byte != UInt8(ascii: "\n") { index += 1 }
      default: return
      }
    }
  }

  // MARK: Keys

  /// A key, of several parts if it is dotted.
  private mutating func key() throws -> [String] {
    var parts: [String] = []
    while true {
      skipBlanks()
      switch peek {
      case UInt8(ascii: "\""): parts.append(try string(mark: UInt8(ascii: "\"")))
      case UInt8(ascii: "'"): parts.append(try string(mark: UInt8(ascii: "'")))
      default: parts.append(try bare { Self.isLetterOrDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") })
      }
      skipBlanks()
      guard peek == UInt8(ascii: ".") else { return parts }
      index += 1
    }
  }

  private mutating func skipTableHeader() throws {
    let isOfArray = isNext("[[")
    index += isOfArray ? 2 : 1
    _ = try key()
    try expect(isOfArray ? "]]" : "]")
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }

  /// One byte or more without quotes.
  private mutating func bare(_ belongs: (UInt8) -> Bool) throws -> String {
    let start = index
    while let byte = peek, belongs(byte) { index += 1 }
    guard index > start else { throw Malformed() }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  // MARK: Values

  /// A value as it is written, or what a string says; `nil` for an array or a table.
  private mutating func value(depth: Int) throws -> String? {
    guard depth < Self.deepest, let first = peek else { throw Malformed() }
    switch first {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return try string(mark: first)
    case UInt8(ascii: "["):
      index += 1
      try skipElements(until: "]", withLines: true) { reader in _ = try reader.value(depth: depth + 1) }
      return nil
    case UInt8(ascii: "{"):
      index += 1
      try skipElements(until: "}", withLines: false) { reader in
        _ = try reader.key()
        try reader.expect("=")
        reader.skipBlanks()
        _ = try reader.value(depth: depth + 1)
      }
      return nil
    default:
      // Of a date and a time with a space between them the date will do.
      let text = try bare { Self.isLetterOrDigit($0) || "+-_.:".utf8.contains($0) }
      let isTruth = text == "true" || text == "false" || text.hasSuffix("inf") || text.hasSuffix("nan")
      guard isTruth || "+-0123456789".contains(text.prefix(1)) else { throw Malformed() }
      skipTimeOfDay()
      return text
    }
  }

  /// Skips the time that may follow a date behind a space.
  private mutating func skipTimeOfDay() {
    let start = index
    guard peek == UInt8(ascii: " ") else { return }
    index += 1
    guard let time = try? bare({ Self.isLetterOrDigit($0) || "+-.:".utf8.contains($0) }), time.contains(":") else {
      index = start
      return
    }
  }

  private mutating func skipElements(
    until end: StaticString, withLines: Bool, _ skip: (inout TOMLMetadata) throws -> Void
  ) throws {
    skipBlanks(withLines: withLines)
    while !isNext(end) {
      try skip(&self)
      skipBlanks(withLines: withLines)
      if !isNext(end) { try expect(",") }
      skipBlanks(withLines: withLines)
    }
    try expect(end)
  }

  // MARK: Strings

  /// A string between single or triple quotes; only double ones know escapes.
  private mutating func string(mark: UInt8) throws -> String {
    let isLong = bytes[index...].starts(with: [mark, mark, mark])
    index += isLong ? 3 : 1
    if isLong {
      if peek == UInt8(ascii: "\r") { index += 1 }
      if peek == UInt8(ascii: "\n") { index += 1 }
    }
    var text: [UInt8] = []
    while let byte = peek {
      if byte == mark {
        let run = bytes[index...].prefix { $0 == mark }.count
        if !isLong {
          index += 1
          return String(decoding: text, as: UTF8.self)
        }
        if run >= 3 {
          // Up to two quotes may stand before those that close the string.
          guard run <= 5 else { throw Malformed() }
          text += Array(repeating: mark, count: run - 3)
          index += run
          return String(decoding: text, as: UTF8.self)
        }
      }
      if byte == UInt8(ascii: "\n"), !isLong { throw Malformed() }
      index += 1
      if byte == UInt8(ascii: "\\"), mark == UInt8(ascii: "\"") {
        try appendEscaped(to: &text, isLong: isLong)
      } else {
        text.append(byte)
      }
    }
    throw Malformed()
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "t"): 0x09, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "f"): 0x0C,
    UInt8(ascii: "r"): 0x0D, UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
  ]

  /// Reads what follows a backslash.
  private mutating func appendEscaped(to text: inout [UInt8], isLong: Bool) throws {
    guard let sign = peek else { throw Malformed() }
    index += 1
    if let byte = Self.escapes[sign] {
      text.append(byte)
    } else if sign == UInt8(ascii: "u") || sign == UInt8(ascii: "U") {
      let count = sign == UInt8(ascii: "u") ? 4 : 8
      let digits = String(decoding: bytes[index...].prefix(count), as: UTF8.self)
      guard digits.utf8.count == count, digits.allSatisfy(\.isHexDigit),
        let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
      else { throw Malformed() }
      index += count
      text += Array(String(scalar).utf8)
    } else if isLong, [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n")].contains(sign) {
      // The end of a line, and all blanks after it, are left out.
      index -= 1
      let rest = bytes[index...].prefix { $0 == 0x20 || (0x09...0x0D).contains($0) }
      guard rest.contains(UInt8(ascii: "\n")) else { throw Malformed() }
      index += rest.count
    } else {
      throw Malformed()
    }
  }
}
