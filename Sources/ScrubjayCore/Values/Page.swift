/// A slice of a list.
public struct Page<Element: Sendable>: Sendable {
  /// The slice, in the list's order.
  public let elements: [Element]
  /// Where the next slice starts, for the caller to pass back; `nil` at the end.
  public let nextCursor: String?

  /// A slice.
  public init(elements: [Element], nextCursor: String? = nil) {
    self.elements = elements
    self.nextCursor = nextCursor
  }

  /// The same slice with each element turned into another.
  public func map<Other: Sendable>(_ transform: (Element) throws -> Other) rethrows -> Page<Other> {
    Page<Other>(elements: try elements.map(transform), nextCursor: nextCursor)
  }
}
