public import ScrubjayCore
public import ScrubjayEngine
public import ScrubjayHTTPServer

/// A server of the REST interface.
public struct RESTServer: Sendable {
  private let engine: Engine
  private let host: String
  private let server: HTTPServer
  private let metricsServer: HTTPServer?

  /// The address of the metrics' own port: only this machine reaches it.
  private static let metricsHost = "127.0.0.1"

  /// A server that is not listening yet.
  ///
  /// - Parameters:
  ///   - engine: What it serves.
  ///   - host: The name or address to listen at.
  ///   - port: The port, or 0 for a free one.
  ///   - metricsPort: A port of 127.0.0.1 at which the metrics are read without a key, or 0 for a free one; when `nil`,
  ///     they are read at the server's own port, with a key as soon as there is one.
  ///   - limits: What clients may use up.
  ///   - log: Where each request is noted.
  /// - Throws: `invalid_configuration` for a metrics port that is the server's own.
  public init(
    engine: Engine, host: String, port: Int, metricsPort: Int? = nil, limits: HTTPServerLimits = HTTPServerLimits(),
    log: RequestLog
  ) throws(ScrubjayError) {
    guard metricsPort != port || port == 0 else {
      throw ScrubjayError(
        .invalidConfiguration, "The metrics port cannot be the server's own port \(port); choose another, or omit it.")
    }
    self.engine = engine
    self.host = host
    let door = RESTDoor(
      engine: engine, isLoopback: LoopbackName.includes(host), hasMetricsPort: metricsPort != nil, log: log)
    server = HTTPServer(
      host: host, port: port, limits: limits, reject: { door.reject($0) }, handler: { await door.answer($0) })
    metricsServer = metricsPort.map { port in
      HTTPServer(
        host: Self.metricsHost, port: port, limits: limits, reject: { door.reject($0) },
        handler: { await door.answerMetrics($0) })
    }
  }

  /// Serves until ``shutDown(grace:)`` or until the task is cancelled.
  ///
  /// - Parameter onListening: Called once it answers, with the real port, and that of the metrics where they have one.
  /// - Throws: `unauthenticated` when it would be open to others and there is no key; what keeps it from listening.
  public func run(
    onListening: @Sendable (_ address: HTTPAddress, _ metrics: HTTPAddress?) -> Void = { _, _ in }
  ) async throws {
    if !LoopbackName.includes(host), try await !engine.keys.exist() {
      throw ScrubjayError(
        .unauthenticated,
        "Others could reach this server, but no key exists: run 'scrubjay keys create --name admin --grants admin' "
          + "first, or serve on 127.0.0.1.")
    }
    guard let metricsServer else { return try await server.run { onListening($0, nil) } }
    try await withThrowingTaskGroup { group in
      let (addresses, listening) = AsyncStream.makeStream(of: HTTPAddress.self)
      group.addTask {
        defer { listening.finish() }
        try await metricsServer.run { listening.yield($0) }
      }
      guard let metrics = await addresses.first(where: { _ in true }) else { return try await group.waitForAll() }
      try await server.run { onListening($0, metrics) }
      // Whoever watches the server sees how its last requests end.
      group.cancelAll()
    }
  }

  /// Makes ``run(onListening:)`` return once requests in flight are answered, or the grace is over.
  public func shutDown(grace: Duration) { server.shutDown(grace: grace) }
}
