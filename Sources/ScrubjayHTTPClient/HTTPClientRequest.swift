/// A request to send, and how long and how large its answer may be.
public struct HTTPClientRequest: Hashable, Sendable {
  /// The method, such as `POST`.
  public var method: String
  /// An absolute `http` or `https` URL, sent as written: `..` and percent escapes stay.
  public var url: String
  /// The header fields, sent in this order; libcurl adds `Host`, `Accept` and `Content-Length` where missing.
  public var headers: [HTTPClientHeader]
  /// The body; `nil` sends none, not even a length.
  public var body: [UInt8]?
  /// Time for the name to be resolved and the connection to be made. 10 s.
  public var connectTimeout: Duration
  /// Time for everything, waiting for a free thread not included. 60 s.
  public var totalTimeout: Duration
  /// Bytes of the response, headers and body together. 64 MiB.
  public var maxResponseBytes: Int

  /// A request made of its parts.
  public init(
    method: String = "GET", url: String, headers: [HTTPClientHeader] = [], body: [UInt8]? = nil,
    connectTimeout: Duration = .seconds(10), totalTimeout: Duration = .seconds(60),
    maxResponseBytes: Int = 64 * 1024 * 1024
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
    self.maxResponseBytes = maxResponseBytes
  }
}
