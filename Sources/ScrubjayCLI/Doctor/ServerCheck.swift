import ScrubjayCore

/// Looks at a server from outside.
struct ServerCheck {
  let server: RemoteBackend
  let address: String

  func finding() async -> Finding {
    do {
      let (status, body) = try await server.get("/healthz")
      guard status == 200, let health = try? JSON(parsing: body) else {
        return .bad("server", "\(address) answers with status \(status).", "Look at the server's log.")
      }
      let version = health["version"]?.stringValue.map { " (version \($0))" } ?? ""
      return .good("server", "\(address) is well\(version).")
    } catch {
      let failure = Failure(caught: error)
      return .bad("server", failure.error.message, failure.hint ?? "Check the address and the network.")
    }
  }
}
