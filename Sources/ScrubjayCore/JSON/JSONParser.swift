/// Reads JSON (RFC 8259) strictly: one value, UTF-8, each member name once, no U+0000, bounded depth.
struct JSONParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let maximumDepth: Int
  private var position = 0

  /// Parses the whole of `bytes`.
  ///
  /// - Throws: ``JSONSyntaxError`` with the byte at which reading stopped.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) throws(JSONSyntaxError) -> JSON {
    var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth)
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.position == bytes.count else { throw parser.failure("something follows the JSON value") }
    return value
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func failure(_ problem: String) -> JSONSyntaxError { JSONSyntaxError(problem: problem, offset: position) }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSON {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return .number(try number())
    case nil: throw failure("the JSON ends where a value should be")
    default: throw failure("this is not the start of a JSON value")
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONSyntaxError) -> JSON {
    for index in 0..<word.utf8CodeUnitCount {
      guard let byte = next, byte == word.utf8Start[index] else {
        throw failure("this is not the start of a JSON value")
      }
      position += 1
    }
    return value
  }

  private func enter(_ depth: Int) throws(JSONSyntaxError) {
    if depth > maximumDepth { throw failure("the JSON is nested deeper than \(maximumDepth) levels") }
  }

  private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSON {
    try enter(depth)
    position += 1
    var members: [JSON.Member] = []
    var names: Set<String> = []
    skipSpace()
    if next == UInt8(ascii: "}") {
      position += 1
      return .object([])
    }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw failure("a member's name in double quotes should be here") }
      let start = position
      let name = try string()
      // Few members are compared one by one; a set only pays for wide objects.
      let isKnown = members.count < 16 ? members.contains { $0.name == name } : names.contains(name)
      if isKnown {
        position = start
        throw failure("this object names a member twice")
      }
      skipSpace()
      guard next == UInt8(ascii: ":") else { throw failure("a colon should follow a member's name") }
      position += 1
      members.append(JSON.Member(name, try value(depth: depth)))
      if members.count == 16 { names = Set(members.map(\.name)) } else if members.count > 16 { names.insert(name) }
      if try endOfList(UInt8(ascii: "}")) { return .object(members) }
    }
  }

  private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSON {
    try enter(depth)
    position += 1
    skipSpace()
    if next == UInt8(ascii: "]") {
      position += 1
      return .array([])
    }
    var elements: [JSON] = []
    while true {
      elements.append(try value(depth: depth))
      if try endOfList(UInt8(ascii: "]")) { return .array(elements) }
    }
  }

  /// Steps over a comma (false) or the closing bracket (true).
  private mutating func endOfList(_ closing: UInt8) throws(JSONSyntaxError) -> Bool {
    skipSpace()
    guard let byte = next, byte == closing || byte == UInt8(ascii: ",") else {
      throw failure("a comma or a closing bracket should be here")
    }
    position += 1
    return byte == closing
  }

  private mutating func number() throws(JSONSyntaxError) -> String {
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    if next == UInt8(ascii: "0") { position += 1 } else { try digits() }
    if next == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(JSONSyntaxError) {
    let start = position
    while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
    if position == start { throw failure("a digit should be here") }
  }

  private mutating func string() throws(JSONSyntaxError) -> String {
    position += 1
    let start = position
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
    if next == UInt8(ascii: "\"") {
      let text = try decoded(bytes[start..<position], at: start)
      position += 1
      return text
    }
    var buffer = Array(bytes[start..<position])
    while true {
      switch next {
      case nil: throw failure("the JSON ends inside a string")
      case UInt8(ascii: "\""):
        let text = try decoded(buffer[...], at: start)
        position += 1
        return text
      case UInt8(ascii: "\\"):
        position += 1
        try escape(into: &buffer)
      case .some(let byte) where byte < 0x20: throw failure("a control character inside a string must be escaped")
      case .some(let byte):
        buffer.append(byte)
        position += 1
      }
    }
  }

  private func decoded(_ bytes: some Collection<UInt8>, at start: Int) throws(JSONSyntaxError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw JSONSyntaxError(problem: "a string is not UTF-8", offset: start)
    }
    return text
  }

  private mutating func escape(into buffer: inout [UInt8]) throws(JSONSyntaxError) {
    guard let byte = next else { throw failure("the JSON ends inside a string") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(byte)
    case UInt8(ascii: "b"): buffer.append(0x08)
    case UInt8(ascii: "f"): buffer.append(0x0C)
    case UInt8(ascii: "n"): buffer.append(0x0A)
    case UInt8(ascii: "r"): buffer.append(0x0D)
    case UInt8(ascii: "t"): buffer.append(0x09)
    case UInt8(ascii: "u"): buffer.append(contentsOf: Array(String(try escapedScalar()).utf8))
    default: throw failure("this escape does not exist in JSON")
    }
  }

  /// The scalar after `\u`, which may be the first half of a surrogate pair.
  private mutating func escapedScalar() throws(JSONSyntaxError) -> Unicode.Scalar {
    var value = UInt32(try hexadecimal())
    if (0xD800...0xDBFF).contains(value) {
      guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
      else { throw failure("half of a surrogate pair is missing") }
      position += 2
      let low = UInt32(try hexadecimal())
      guard (0xDC00...0xDFFF).contains(low) else { throw failure("half of a surrogate pair is missing") }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard value != 0 else { throw failure("a string holds U+0000, which cannot be stored") }
    guard let scalar = Unicode.Scalar(value) else { throw failure("half of a surrogate pair is missing") }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt16 {
    guard position + 4 <= bytes.count,
      let text = String(validating: bytes[position..<position + 4], as: UTF8.self),
      text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
      let value = UInt16(text, radix: 16)
    else { throw failure("four hexadecimal digits should follow \\u") }
    position += 4
    return value
  }
}

/// Why a text is not JSON that can be accepted.
public struct JSONSyntaxError: Error, Sendable, Equatable {
  /// What is wrong, without quoting the text.
  public let problem: String
  /// The byte at which reading stopped, from 0.
  public let offset: Int
}
