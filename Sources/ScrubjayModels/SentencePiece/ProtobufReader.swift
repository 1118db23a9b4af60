import ScrubjayCore

/// Reads the fields of a message in protobuf's wire format, one after another.
struct ProtobufReader {
  /// What a field holds.
  enum Value {
    /// A number, or a truth value.
    case integer(UInt64)
    /// A number of single precision.
    case single(Float)
    /// Text, bytes, or a message within this one, as a range of the whole file.
    case bytes(Range<Int>)
    /// Eight bytes, which nothing here needs.
    case other
  }

  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  /// The file's name, for errors.
  private let name: String

  /// How many bytes a number in the format has at most.
  private static let maximumVarintBytes = 10

  /// Reads the message that lies in a range of a file.
  init(_ bytes: [UInt8], in range: Range<Int>, of name: String) {
    self.bytes = bytes
    self.name = name
    position = range.lowerBound
    end = range.upperBound
  }

  /// Returns the next field with its number; `nil` at the message's end.
  ///
  /// - Throws: `model_unusable` for what is no such message.
  mutating func next() throws(ScrubjayError) -> (field: UInt64, value: Value)? {
    guard position < end else { return nil }
    let tag = try varint()
    guard tag >> 3 > 0 else { throw broken }
    return (tag >> 3, try value(ofType: tag & 7))
  }

  private mutating func value(ofType type: UInt64) throws(ScrubjayError) -> Value {
    switch type {
    case 0: return .integer(try varint())
    case 1:
      _ = try take(8)
      return .other
    case 2:
      let length = try varint()
      guard length <= UInt64(end - position) else { throw broken }
      return .bytes(try take(Int(length)))
    case 5:
      let range = try take(4)
      return .single(Float(bitPattern: bytes[range].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }))
    default: throw broken
    }
  }

  private mutating func take(_ count: Int) throws(ScrubjayError) -> Range<Int> {
    guard count <= end - position else { throw broken }
    defer { position += count }
    return position..<position + count
  }

  private mutating func varint() throws(ScrubjayError) -> UInt64 {
    var number: UInt64 = 0
    for index in 0..<Self.maximumVarintBytes {
      guard position < end else { throw broken }
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7F) << UInt64(7 * index)
      if byte & 0x80 == 0 { return number }
    }
    throw broken
  }

  private var broken: ScrubjayError { .modelUnusable("\(name) is cut off, or is no model of SentencePiece.") }
}
