import ScrubjayCore
public import ScrubjayEngine
public import ScrubjayHTTPServer

/// A server of the REST interface.
public struct RESTServer: Sendable {
  private let engine: Engine
  private let host: String
  private let server: HTTPServer

  /// A server that is not listening yet.
  ///
  /// - Parameters:
  ///   - engine: What it serves.
  ///   - host: The name or address to listen at.
  ///   - port: The port, or 0 for a free one.
  ///   - limits: What clients may use up.
  ///   - log: Where each request is noted.
  public init(
    engine: Engine, host: String, port: Int, limits: HTTPServerLimits = HTTPServerLimits(), log: RequestLog
  ) {
    self.engine = engine
    self.host = host
    let door = RESTDoor(engine: engine, isLoopback: LoopbackName.includes(host), log: log)
    server = HTTPServer(
      host: host, port: port, limits: limits, reject: { door.reject($0) }, handler: { await door.answer($0) })
  }

  /// Serves until ``shutDown(grace:)`` or until the task is cancelled.
  ///
  /// - Parameter onListening: Called once it answers, with the real port.
  /// - Throws: `unauthenticated` when it would be open to others and there is no key; what keeps it from listening.
  public func run(onListening: @Sendable (HTTPAddress) -> Void = { _ in }) async throws {
    if !LoopbackName.includes(host), try await !engine.keys.exist() {
      throw ScrubjayError(
        .unauthenticated,
        "Others could reach this server, and there is no key yet: run 'scrubjay keys create --name admin --grants admin' "
          + "first, or serve on 127.0.0.1.")
    }
    try await server.run(onListening: onListening)
  }

  /// Makes ``run(onListening:)`` return once requests in flight are answered, or the grace is over.
  public func shutDown(grace: Duration) { server.shutDown(grace: grace) }
}
