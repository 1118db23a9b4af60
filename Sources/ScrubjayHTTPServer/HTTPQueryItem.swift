/// One `name=value` of a query string, decoded; the value of a bare `name` is empty.
public struct HTTPQueryItem: Hashable, Sendable {
  /// The decoded name.
  public var name: String
  /// The decoded value.
  public var value: String

  /// An item of this name and value.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
