/// Why no response came.
///
/// The message names the scheme, host and port, never the path or query, which may hold somebody's data.
public struct HTTPClientError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure that call for different remedies.
  public enum Code: Hashable, Sendable {
    /// The request cannot be sent as it is: the URL, the method or a header is malformed.
    case invalidRequest
    /// The host, or the proxy's, has no address.
    case nameNotResolved
    /// The host is there and nothing listens at the port.
    case connectionRefused
    /// The host cannot be reached.
    case unreachable
    /// ``HTTPClientRequest/connectTimeout`` or ``HTTPClientRequest/totalTimeout`` has passed.
    case timedOut
    /// No trusted encrypted connection could be made.
    case notSecure
    /// The connection broke, or what came was not HTTP.
    case connectionLost
    /// The response is larger than ``HTTPClientRequest/maxResponseBytes``.
    case responseTooLarge
    /// The client is closed, or libcurl failed in a way that the message tells.
    case failed
  }

  /// What kind of failure it is.
  public let code: Code
  /// What happened.
  public let message: String

  /// The message.
  public var description: String { message }

  /// An error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
