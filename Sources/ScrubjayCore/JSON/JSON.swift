/// A JSON value that keeps what the sender wrote: the order of members and the digits of numbers.
///
/// A number stays the text it arrived as, so that `1.0` is never answered as `1` and a 30-digit integer survives.
public enum JSON: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number, as its source text.
  case number(String)
  /// A string, unescaped.
  case string(String)
  /// An array.
  case array([JSON])
  /// An object, its members in their order, each name once.
  case object([Member])

  /// One member of an object.
  public struct Member: Sendable, Equatable {
    /// The member's name.
    public let name: String
    /// The member's value.
    public let value: JSON

    /// A member of an object.
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// An integer.
  public static func integer(_ value: some BinaryInteger) -> JSON { .number(String(value)) }

  /// A finite number in the shortest form that reads back as the same value; not a number becomes `null`.
  public static func real(_ value: Double) -> JSON { value.isFinite ? .number("\(value)") : .null }

  /// A string, or `null` for none.
  public static func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }

  /// A time as RFC 3339 in UTC, or `null` for none.
  public static func time(_ value: Timestamp?) -> JSON { value.map { .string($0.description) } ?? .null }

  /// The value of the named member; `nil` when this is no object or has no such member.
  public subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The string, when this is one.
  public var stringValue: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }

  /// The integer, when this is a number whose value is one that fits 64 bits, however it is written: `10`, `10.0` or `1e1`.
  public var integerValue: Int64? {
    guard case .number(let text) = self else { return nil }
    return Int64(text) ?? Self.integer(ofDecimal: text)
  }

  /// The integer that a number with a fraction or an exponent stands for, worked out on its digits so that nothing is
  /// rounded; `nil` for a value that is no integer or does not fit.
  private static func integer(ofDecimal text: String) -> Int64? {
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    let isNegative = parts[0].hasPrefix("-")
    let mantissa = parts[0].drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = mantissa.count > 1 ? mantissa[1] : ""
    var digits = Substring(mantissa[0] + fraction).drop { $0 == "0" }
    guard !digits.isEmpty else { return 0 }
    // An exponent beyond 32 bits would need as many digits to stand for an integer that fits.
    guard let exponent = parts.count > 1 ? Int32(parts[1]) : 0 else { return nil }
    let shift = Int(exponent) - fraction.count
    if shift < 0 {
      guard digits.count > -shift, digits.suffix(-shift).allSatisfy({ $0 == "0" }) else { return nil }
      digits = digits.dropLast(-shift)
    } else {
      guard digits.count + shift <= mostDigits else { return nil }
      digits += String(repeating: "0", count: shift)
    }
    return Int64((isNegative ? "-" : "") + digits)
  }

  /// The digits of the largest 64-bit integer.
  private static let mostDigits = 19

  /// The number as a double, when this is one.
  public var doubleValue: Double? {
    guard case .number(let text) = self else { return nil }
    return Double(text)
  }

  /// The truth value, when this is one.
  public var boolValue: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The elements, when this is an array.
  public var arrayValue: [JSON]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members, when this is an object.
  public var members: [Member]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// The JSON word for this kind of value, for error messages.
  public var kind: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// An integer.
  public init(integerLiteral value: Int) { self = .integer(value) }
}

extension JSON: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  /// An array.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// An object with its members in the order written.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
