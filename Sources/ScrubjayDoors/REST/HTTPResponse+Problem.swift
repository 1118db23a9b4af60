import ScrubjayAPI
import ScrubjayCore
import ScrubjayHTTPServer

extension HTTPResponse {
  /// An error as an answer.
  init(problem error: ScrubjayError) {
    self.init(
      status: Problem.status(error.code.kind), headers: ["Content-Type": "application/problem+json"],
      body: Problem.json(error).bytes)
    switch error.code.kind {
    case .unauthenticated: headers.add("WWW-Authenticate", "Bearer")
    case .unavailable, .throttled:
      headers.add("Retry-After", String(error.retryAfter.map { max(1, $0.components.seconds) } ?? 1))
    default: break
    }
  }
}

extension ScrubjayError {
  /// Any error as one that can be shown: what is not meant for callers becomes `internal_error`.
  init(showing error: any Error) {
    self =
      error as? ScrubjayError
      ?? ScrubjayError(.internalError, "An internal error occurred; the server's log has details.")
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
