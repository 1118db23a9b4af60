/// Why the method or the headers of a request were refused.
public enum HTTPHeadProblem: Hashable, Sendable, CaseIterable {
  /// The method is not a token.
  case method
  /// A header's name is not a token, or its value holds a control character.
  case header
  /// `Host` is missing from an HTTP/1.1 request, or there are several.
  case host
  /// Several `Content-Length`, or one together with `Transfer-Encoding`: two readers could see two different bodies.
  case length
  /// A `Transfer-Encoding` other than `chunked`, or one in an HTTP/1.0 request.
  case transferEncoding
}

extension HTTPHeadProblem: CustomStringConvertible {
  /// A sentence for the person who sent the request.
  public var description: String {
    switch self {
    case .method: "The request method is not a valid HTTP token."
    case .header: "A header has a malformed name or a control character in its value."
    case .host: "The request must have exactly one Host header."
    case .length: "The request must say the length of its body once: by Content-Length or by Transfer-Encoding."
    case .transferEncoding: "The only Transfer-Encoding understood is 'chunked'."
    }
  }
}
