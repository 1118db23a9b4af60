/// A response as it came: redirects not followed, content not decompressed, duplicate headers kept.
public struct HTTPClientResponse: Hashable, Sendable {
  /// The status code.
  public var status: Int
  /// The header fields, in order.
  public var headers: [HTTPClientHeader]
  /// The body, its transfer encoding undone.
  public var body: [UInt8]

  /// A response made of its parts.
  public init(status: Int, headers: [HTTPClientHeader] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
