/// A request that has arrived completely and passed the transport's checks.
public struct HTTPRequest: Sendable {
  /// The method as sent, such as `GET`; methods are case-sensitive.
  public var method: String

  /// The request target exactly as sent, such as `/v1/namespaces/a%2Fb?limit=5`.
  public var target: String

  /// The segments of the path, split at `/` before they were percent-decoded.
  ///
  /// `/a%2Fb/c` is `["a/b", "c"]`, `/a/` is `["a", ""]`, and both `/` and `*` are `[]`. Nothing is normalized:
  /// `.`, `..` and empty segments are left for the router to refuse.
  public var path: [String]

  /// The items of the query, decoded, in order, with `+` read as a space.
  public var query: [HTTPQueryItem]

  /// The header fields; bytes that are not UTF-8 appear as U+FFFD.
  public var headers: HTTPHeaders

  /// The body, its transfer encoding undone.
  public var body: [UInt8]

  /// The address at the other end of the connection, in digits and without the port.
  public var remoteAddress: String

  /// When the request line had arrived.
  public var receivedAt: ContinuousClock.Instant

  /// A request made of its parts.
  public init(
    method: String, target: String, path: [String], query: [HTTPQueryItem] = [], headers: HTTPHeaders = HTTPHeaders(),
    body: [UInt8] = [], remoteAddress: String = "127.0.0.1", receivedAt: ContinuousClock.Instant = .now
  ) {
    self.method = method
    self.target = target
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.remoteAddress = remoteAddress
    self.receivedAt = receivedAt
  }
}
