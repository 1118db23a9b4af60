/// What the transport refuses before a handler sees it.
///
/// A few malformed requests never get this far, because libmicrohttpd answers them itself with a page of HTML and
/// closes: headers larger than ``HTTPServerLimits/headerBytes`` (431, or 414 for a long target), a request line or a
/// chunk that cannot be parsed, and a `Content-Length` that is not a number (400). It also ends a target or a header
/// value at a raw NUL byte, which therefore nobody behind it sees.
public enum HTTPRejection: Hashable, Sendable {
  /// The request target cannot be read unambiguously.
  case malformedTarget(HTTPTargetProblem)
  /// The method or the headers cannot be read unambiguously.
  case malformedHead(HTTPHeadProblem)
  /// The body is larger than ``HTTPServerLimits/bodyBytes``.
  case bodyTooLarge(limitBytes: Int)
  /// ``HTTPServerLimits/requestsInFlight`` requests are being answered already.
  case tooManyRequestsInFlight(limit: Int)
  /// The bodies held in memory together exceed ``HTTPServerLimits/bufferedBytes``.
  case tooManyBytesBuffered(limitBytes: Int)
  /// The headers did not arrive within ``HTTPServerLimits/headerTime`` or the request not within
  /// ``HTTPServerLimits/requestTime``.
  case tookTooLong(limit: Duration)

  /// The status code that fits.
  public var status: Int {
    switch self {
    case .malformedTarget: 400
    case .malformedHead(.transferEncoding): 501
    case .malformedHead: 400
    case .bodyTooLarge: 413
    case .tooManyRequestsInFlight, .tooManyBytesBuffered: 503
    case .tookTooLong: 408
    }
  }

  /// A sentence for the person who sent the request.
  public var message: String {
    switch self {
    case .malformedTarget(let problem): problem.description
    case .malformedHead(let problem): problem.description
    case .bodyTooLarge(let limit): "The body is larger than \(limit) bytes; send it in smaller parts."
    case .tooManyRequestsInFlight(let limit): "The server is answering \(limit) requests already; try again shortly."
    case .tooManyBytesBuffered(let limit):
      "The server is holding \(limit) bytes of request bodies already; try again shortly."
    case .tookTooLong(let limit): "The request did not arrive within \(limit)."
    }
  }

  /// Seconds after which the same request may succeed; sent as `Retry-After` unless the response has its own.
  public var retryAfterSeconds: Int? {
    switch self {
    case .tooManyRequestsInFlight, .tooManyBytesBuffered: 1
    case .malformedTarget, .malformedHead, .bodyTooLarge, .tookTooLong: nil
    }
  }

  /// The status and the message as plain text.
  public var plainResponse: HTTPResponse {
    HTTPResponse(status: status, text: message)
  }

  /// Whether the connection is of no further use: its framing cannot be trusted, or its client is wasteful.
  var closesConnection: Bool {
    switch self {
    case .malformedHead, .bodyTooLarge, .tooManyBytesBuffered, .tookTooLong: true
    case .malformedTarget, .tooManyRequestsInFlight: false
    }
  }
}
