extension JSON {
  /// How deep JSON may be nested, in levels.
  public static let maximumDepth = 128

  /// Reads JSON text.
  ///
  /// - Throws: ``ScrubjayError`` `invalid_json` for text that is not JSON, is not UTF-8, repeats a member's name,
  ///   holds U+0000 or is nested deeper than ``maximumDepth``; the message says at which byte.
  public init(parsing bytes: [UInt8]) throws(ScrubjayError) {
    do throws(JSONSyntaxError) { try self.init(locating: bytes) } catch {
      throw ScrubjayError(.invalidJSON, "The JSON is invalid: \(error.problem) (at byte \(error.offset)).")
    }
  }

  /// Reads JSON text as ``init(parsing:)-([UInt8])`` does, for a caller who can point at the place of an error.
  public init(locating bytes: [UInt8]) throws(JSONSyntaxError) {
    self = try bytes.withUnsafeBufferPointer { buffer throws(JSONSyntaxError) in
      try JSONParser.parse(buffer, maximumDepth: JSON.maximumDepth)
    }
  }

  /// Reads JSON text; see ``init(parsing:)-([UInt8])``.
  public init(parsing text: String) throws(ScrubjayError) { try self.init(parsing: Array(text.utf8)) }

  /// The compact text of this value, in UTF-8.
  public var bytes: [UInt8] {
    var writer = JSONWriter(indented: false)
    writer.write(self, level: 0)
    return writer.bytes
  }

  /// The compact text of this value.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The text of this value over several lines, for people.
  public var prettyText: String {
    var writer = JSONWriter(indented: true)
    writer.write(self, level: 0)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

/// Writes JSON text.
private struct JSONWriter {
  let indented: Bool
  private(set) var bytes: [UInt8] = []

  init(indented: Bool) { self.indented = indented }

  mutating func write(_ json: JSON, level: Int) {
    switch json {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .number(let text): bytes += text.utf8
    case .string(let text): write(string: text)
    case .array(let elements):
      list("[", "]", elements, level: level) { writer, element in writer.write(element, level: level + 1) }
    case .object(let members):
      list("{", "}", members, level: level) { writer, member in
        writer.write(string: member.name)
        writer.bytes += (writer.indented ? ": " : ":").utf8
        writer.write(member.value, level: level + 1)
      }
    }
  }

  private mutating func list<Element>(
    _ opening: String, _ closing: String, _ elements: [Element], level: Int,
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    bytes += opening.utf8
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine(level + 1)
      write(&self, element)
    }
    if !elements.isEmpty { newLine(level) }
    bytes += closing.utf8
  }

  private mutating func newLine(_ level: Int) {
    guard indented else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: 2 * level)
  }

  private mutating func write(string: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case 0x0A: bytes += "\\n".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += "\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
