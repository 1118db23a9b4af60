/// A caller's JSON, kept as its compact text: what is stored and answered is what was sent.
public struct JSONText: Sendable, Hashable, CustomStringConvertible {
  /// The JSON text, in one line.
  public let text: String

  /// The text of a value.
  public init(_ json: JSON) { text = json.text }

  /// Text that a store gave back and that was checked when it was written.
  public init(stored text: String) { self.text = text }

  /// An object without members.
  public static let emptyObject = JSONText(stored: "{}")

  /// The value; text from a store that is no JSON reads as `null`.
  public var json: JSON { (try? JSON(parsing: text)) ?? .null }

  /// The JSON text.
  public var description: String { text }
}

extension JSONText: Codable {
  /// Reads the text as a string.
  public init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

  /// Writes the text as a string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
