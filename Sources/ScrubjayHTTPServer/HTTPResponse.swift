/// What a handler answers.
///
/// The transport writes `Content-Length`, `Date` and `Connection` itself. A handler's own `Content-Length` and
/// `Transfer-Encoding` are ignored; `Connection: close` closes the connection after the answer.
public struct HTTPResponse: Hashable, Sendable {
  /// The status code, from 200 to 599.
  public var status: Int
  /// The header fields.
  public var headers: HTTPHeaders
  /// The body; not sent in answer to `HEAD`, nor with 204 and 304.
  public var body: [UInt8]
  /// A file that is the body, in the place of ``body``.
  public var file: HTTPFile?

  /// A response made of its parts.
  public init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// A plain-text response.
  public init(status: Int, text: String) {
    self.init(
      status: status, headers: ["Content-Type": "text/plain; charset=utf-8"], body: Array((text + "\n").utf8))
  }
}

extension HTTPResponse {
  /// The fields left to the handler once the transport has taken those that frame the message.
  var contentFields: [HTTPHeaders.Field] {
    let framing = ["Connection", "Content-Length", "Transfer-Encoding"]
    return headers.fields.filter { field in !framing.contains { field.name.equalsIgnoringCase($0) } }
  }

  /// Whether the handler asked for the connection to be closed after this response.
  var asksToClose: Bool {
    headers.values(of: "Connection").contains { $0.equalsIgnoringCase("close") }
  }
}
