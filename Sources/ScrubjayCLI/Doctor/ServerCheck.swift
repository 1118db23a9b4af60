import ScrubjayCore

/// Looks at a server from outside.
struct ServerCheck {
  let server: RemoteBackend
  let address: String

  func finding() async -> Finding {
    do {
      let status = try await server.status("/healthz")
      guard status == 200 else {
        return .bad("server", "\(address) answers with status \(status).", "Check the server's log.")
      }
      // What it is, it tells only those with a key.
      let build = try? await server.perform("version", [])
      let version = build?["version"]?.stringValue.map { " (version \($0))" } ?? ""
      return .good("server", "\(address) is healthy\(version).")
    } catch {
      let failure = Failure(caught: error)
      return .bad("server", failure.error.message, failure.hint ?? "Check the address and the network.")
    }
  }
}
