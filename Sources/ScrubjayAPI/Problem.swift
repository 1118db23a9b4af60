public import ScrubjayCore

/// Problem details (RFC 9457): how a door shows an error, and how a client reads one.
public enum Problem {
  /// The HTTP status of an error's kind.
  public static func status(_ kind: ScrubjayError.Kind) -> Int { look(kind).status }

  /// The error as a problem.
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

  /// The error that a problem tells; `nil` when it has no code or no detail.
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
    case .invalid: (400, "The request is wrong")
    case .unauthenticated: (401, "Who is asking is not known")
    case .forbidden: (403, "The key may not do this")
    case .notFound: (404, "There is no such thing")
    case .methodNotAllowed: (405, "This cannot be done here")
    case .timedOut: (408, "The request took too long")
    case .conflict: (409, "The request contradicts what is stored")
    case .stale: (412, "What was seen has changed")
    case .tooLarge: (413, "The request is too large")
    case .unsupportedMedia: (415, "The body is of another type")
    case .throttled: (429, "Too much is being asked")
    case .internal: (500, "Something is broken here")
    case .unavailable: (503, "Something is not available now")
    case .full: (507, "There is no room")
    }
  }
}
