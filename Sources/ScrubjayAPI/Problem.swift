public import ScrubjayCore

/// Problem details (RFC 9457): how a door shows an error, and how a client reads one.
public enum Problem {
  /// Returns the HTTP status for an error's kind.
  public static func status(_ kind: ScrubjayError.Kind) -> Int { look(kind).status }

  /// Returns the error as problem details.
  ///
  /// - Parameter hint: What to do next, where the door knows more than the error says.
  public static func json(_ error: ScrubjayError, hint: String? = nil) -> JSON {
    let look = look(error.code.kind)
    var members: [JSON.Member] = [
      JSON.Member("type", .string("urn:scrubjay:problem:\(error.code.name)")),
      JSON.Member("title", .string(look.title)),
      JSON.Member("status", .integer(look.status)), JSON.Member("detail", .string(error.message)),
      JSON.Member("code", .string(error.code.name)),
    ]
    if !error.fields.isEmpty {
      members.append(
        JSON.Member(
          "errors", .array(error.fields.map { ["field": .string($0.field), "message": .string($0.message)] })))
    }
    if let hint { members.append(JSON.Member("hint", .string(hint))) }
    return .object(members)
  }

  /// Returns the error in problem details; `nil` if they have no code or no detail.
  public static func error(_ problem: JSON, status: Int) -> ScrubjayError? {
    guard let code = problem["code"]?.stringValue,
      let detail = (problem["detail"] ?? problem["title"])?.stringValue
    else { return nil }
    let fields = (problem["errors"]?.arrayValue ?? []).compactMap { issue in
      issue["field"]?.stringValue.map {
        ScrubjayError.FieldIssue(field: $0, message: issue["message"]?.stringValue ?? "is wrong")
      }
    }
    let kind = ScrubjayError.Kind.allCases.first { look($0).status == status }
    return ScrubjayError(
      ScrubjayError.Code(code, kind ?? (status < 500 ? .invalid : .unavailable)), detail, fields: fields)
  }

  /// The status of a kind, and the kind in a few words.
  private static func look(_ kind: ScrubjayError.Kind) -> (status: Int, title: String) {
    switch kind {
    case .invalid: (400, "The request is invalid")
    case .unauthenticated: (401, "Authentication is required")
    case .forbidden: (403, "The key lacks a grant")
    case .notFound: (404, "Not found")
    case .methodNotAllowed: (405, "The method is not allowed")
    case .timedOut: (408, "The request took too long")
    case .conflict: (409, "The request conflicts with stored data")
    case .stale: (412, "The revision or version is stale")
    case .tooLarge: (413, "The request is too large")
    case .unsupportedMedia: (415, "The media type is not supported")
    case .throttled: (429, "The rate limit is exceeded")
    case .internal: (500, "Internal error")
    case .unavailable: (503, "Temporarily unavailable")
    case .full: (507, "Insufficient storage")
    }
  }
}
