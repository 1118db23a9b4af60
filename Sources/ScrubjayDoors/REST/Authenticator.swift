import ScrubjayCore
import ScrubjayEngine
import ScrubjayHTTPServer
import Synchronization

/// Turns a request into its caller: by its key, or, on a server that asks for none, by where it comes from.
final class Authenticator: Sendable {
  private let keys: Keys
  /// Whether the server answers only on this machine, and so may do without keys until there is one.
  private let isLoopback: Bool
  private let keysExist = Mutex(false)

  init(keys: Keys, isLoopback: Bool) {
    self.keys = keys
    self.isLoopback = isLoopback
  }

  /// Who asks.
  ///
  /// - Throws: `unauthenticated`; `host_not_allowed` for a page of another site on a server without keys.
  func caller(_ request: HTTPRequest) async throws -> Caller {
    if let secret = try Self.secret(request.headers) { return try await keys.authenticate(secret) }
    guard isLoopback, try await !haveKeys() else {
      throw ScrubjayError(
        .unauthenticated, "This requires a key: send 'Authorization: Bearer sj_…'. 'scrubjay keys create' creates one.")
    }
    try Self.checkOrigin(
      request.headers,
      orElse: "A server without keys answers only to 'localhost'; create a key with 'scrubjay keys create'.")
    return .local
  }

  /// Whether there is a key; once there was one there always is.
  private func haveKeys() async throws -> Bool {
    if keysExist.withLock({ $0 }) { return true }
    let exist = try await keys.exist()
    if exist { keysExist.withLock { $0 = true } }
    return exist
  }

  /// The key that a request carries, in any of the three usual ways.
  private static func secret(_ headers: HTTPHeaders) throws(ScrubjayError) -> String? {
    if let key = headers["x-api-key"] { return key }
    guard let authorization = headers["Authorization"] else { return nil }
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, ["bearer", "token"].contains(parts[0].lowercased()) else {
      throw ScrubjayError(.unauthenticated, "The header 'Authorization' should be 'Bearer' followed by the key.")
    }
    return parts[1].trimmingPrefix(" ").description
  }

  /// Without keys, only this machine's own programs may ask: a page that a browser loaded from elsewhere shows itself
  /// by its origin, or by the name under which it reached this server.
  static func checkOrigin(_ headers: HTTPHeaders, orElse problem: String) throws(ScrubjayError) {
    let hosts = [headers["Host"], headers["Origin"].map { $0.replacing(/^[a-z]+:\/\//, with: "") }]
    for host in hosts.compactMap({ $0 }) where !LoopbackName.includes(authority: host) {
      throw ScrubjayError(.hostNotAllowed, problem)
    }
  }
}
