import ScrubjayCore
import ScrubjayHTTPServer

/// An error as problem details (RFC 9457).
struct Problem {
  let error: ScrubjayError

  /// The HTTP status of an error's kind.
  var status: Int {
    switch error.code.kind {
    case .invalid: 400
    case .unauthenticated: 401
    case .forbidden: 403
    case .notFound: 404
    case .methodNotAllowed: 405
    case .timedOut: 408
    case .conflict: 409
    case .stale: 412
    case .tooLarge: 413
    case .unsupportedMedia: 415
    case .throttled: 429
    case .internal: 500
    case .unavailable: 503
    case .full: 507
    }
  }

  /// The kind in a few words.
  private var title: String {
    switch error.code.kind {
    case .invalid: "The request is wrong"
    case .unauthenticated: "Who is asking is not known"
    case .forbidden: "The key may not do this"
    case .notFound: "There is no such thing"
    case .methodNotAllowed: "This cannot be done here"
    case .timedOut: "The request took too long"
    case .conflict: "The request contradicts what is stored"
    case .stale: "What was seen has changed"
    case .tooLarge: "The request is too large"
    case .unsupportedMedia: "The body is of another type"
    case .throttled: "Too much is being asked"
    case .internal: "Something is broken here"
    case .unavailable: "Something is not available now"
    case .full: "There is no room"
    }
  }

  /// The error as JSON.
  var json: JSON {
    var members: [JSON.Member] = [
      JSON.Member("type", .string("urn:scrubjay:problem:\(error.code.name)")), JSON.Member("title", .string(title)),
      JSON.Member("status", .integer(status)), JSON.Member("detail", .string(error.message)),
      JSON.Member("code", .string(error.code.name)),
    ]
    if !error.fields.isEmpty {
      members.append(
        JSON.Member(
          "errors",
          .array(error.fields.map { ["field": .string($0.field), "message": .string($0.message)] })))
    }
    return .object(members)
  }

  /// The error as an answer.
  var response: HTTPResponse {
    var response = HTTPResponse(
      status: status, headers: ["Content-Type": "application/problem+json"], body: json.bytes)
    switch error.code.kind {
    case .unauthenticated: response.headers.add("WWW-Authenticate", "Bearer")
    case .unavailable, .throttled: response.headers.add("Retry-After", "1")
    default: break
    }
    return response
  }
}

extension ScrubjayError {
  /// Any error as one that can be shown: what is not meant for callers becomes `internal_error`.
  init(showing error: any Error) {
    self =
      error as? ScrubjayError
      ?? ScrubjayError(.internalError, "Something went wrong in the server; its log names this request.")
  }

  /// What the transport refuses.
  init(_ rejection: HTTPRejection) {
    switch rejection {
    case .malformedTarget, .malformedHead: self.init(.invalidRequest, rejection.message)
    case .bodyTooLarge: self.init(.bodyTooLarge, rejection.message)
    case .tooManyRequestsInFlight, .tooManyBytesBuffered: self.init(.tooManyRequests, rejection.message)
    case .tookTooLong: self.init(.requestTimeout, rejection.message)
    }
  }
}
