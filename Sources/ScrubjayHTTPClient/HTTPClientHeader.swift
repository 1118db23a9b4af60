/// One header field of a request to send or a response received.
public struct HTTPClientHeader: Hashable, Sendable {
  /// The name; compared without regard to ASCII case.
  public var name: String
  /// The value without surrounding white space.
  public var value: String

  /// A field of this name and value.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension [HTTPClientHeader] {
  /// Returns the first value of `name`.
  public func first(_ name: String) -> String? {
    first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
