import ScrubjayCore

/// Problem details (RFC 9457), as a server answers them and as `--json` shows errors.
enum Problem {
  /// The error as a problem.
  static func json(_ error: ScrubjayError, hint: String? = nil) -> JSON {
    var members: [JSON.Member] = [
      .init("type", .string("/docs#\(error.code.name)")), .init("title", .string(title(error.code.kind))),
      .init("status", .integer(status(error.code.kind))), .init("detail", .string(error.message)),
      .init("code", .string(error.code.name)),
    ]
    if !error.fields.isEmpty {
      members.append(
        .init(
          "errors",
          .array(error.fields.map { ["field": .string($0.field), "message": .string($0.message)] })))
    }
    if let hint { members.append(.init("hint", .string(hint))) }
    return .object(members)
  }

  /// The error that a problem tells; `nil` when it has no code or no detail.
  static func error(_ problem: JSON, status: Int) -> ScrubjayError? {
    guard let code = problem["code"]?.stringValue,
      let detail = (problem["detail"] ?? problem["title"])?.stringValue
    else { return nil }
    let fields = (problem["errors"]?.arrayValue ?? []).compactMap { issue in
      issue["field"]?.stringValue.map {
        ScrubjayError.FieldIssue(field: $0, message: issue["message"]?.stringValue ?? "is wrong")
      }
    }
    return ScrubjayError(ScrubjayError.Code(code, kind(status)), detail, fields: fields)
  }

  private static func status(_ kind: ScrubjayError.Kind) -> Int {
    kinds.first { $0.kind == kind }?.status ?? 500
  }

  private static func title(_ kind: ScrubjayError.Kind) -> String {
    kinds.first { $0.kind == kind }?.title ?? "Something is broken here"
  }

  private static func kind(_ status: Int) -> ScrubjayError.Kind {
    kinds.first { $0.status == status }?.kind ?? (status < 500 ? .invalid : .unavailable)
  }

  /// The statuses and titles that a server answers with.
  private static let kinds: [(kind: ScrubjayError.Kind, status: Int, title: String)] = [
    (.invalid, 400, "The request is wrong"), (.unauthenticated, 401, "Who is asking is not known"),
    (.forbidden, 403, "The key may not do this"), (.notFound, 404, "There is no such thing"),
    (.methodNotAllowed, 405, "This cannot be done here"), (.timedOut, 408, "The request took too long"),
    (.conflict, 409, "The request contradicts what is stored"), (.stale, 412, "What was seen has changed"),
    (.tooLarge, 413, "The request is too large"), (.unsupportedMedia, 415, "The body is of another type"),
    (.throttled, 429, "Too much is being asked"), (.internal, 500, "Something is broken here"),
    (.unavailable, 503, "Something is not available now"), (.full, 507, "There is no room"),
  ]
}
