/// Why a request target was refused.
public enum HTTPTargetProblem: Error, Hashable, Sendable, CaseIterable {
  /// A `%` that two hexadecimal digits do not follow.
  case percentEscape
  /// `%00`, which C libraries and databases take for the end of the text.
  case nul
  /// The decoded bytes are not UTF-8.
  case notUTF8
  /// A raw space, control character or `#`.
  case character
  /// Neither a path, nor an absolute URL, nor `*`.
  case form
}

extension HTTPTargetProblem: CustomStringConvertible {
  /// A sentence for the person who sent the request.
  public var description: String {
    switch self {
    case .percentEscape: "The request target has a '%' without two hexadecimal digits after it; write '%25' for '%'."
    case .nul: "The request target contains '%00', which is not allowed."
    case .notUTF8: "The request target is not UTF-8 once decoded."
    case .character: "The request target contains a space, a control character or '#'; percent-encode it."
    case .form: "The request target must be a path that begins with '/'."
    }
  }
}
