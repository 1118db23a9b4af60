import Synchronization

/// What every connection of one server shares.
final class ServerCore: Sendable {
  typealias Handler = @Sendable (HTTPRequest) async -> HTTPResponse

  let limits: HTTPServerLimits
  let handler: Handler
  private let reject: @Sendable (HTTPRejection) -> HTTPResponse
  private let load: Mutex<ServerLoad>
  private let connections = Mutex<[ObjectIdentifier: ServerConnection]>([:])

  /// Opens when a draining server has sent its last answer.
  let drained = Latch()
  /// Opens when a closed server's last handler has returned.
  let quiet = Latch()

  init(
    limits: HTTPServerLimits, reject: @escaping @Sendable (HTTPRejection) -> HTTPResponse, handler: @escaping Handler
  ) {
    self.limits = limits
    self.reject = reject
    self.handler = handler
    load = Mutex(ServerLoad(limits: limits))
  }

  /// What stands on the server's hands now.
  var currentLoad: ServerLoad { load.withLock { $0 } }

  /// Changes the load and opens the latches that the change makes true.
  func updateLoad<Result: Sendable>(_ change: @Sendable (inout ServerLoad) -> Result) -> Result {
    let (result, isDrained, isQuiet) = load.withLock { load in
      let result = change(&load)
      return (result, load.isDrained, load.isQuiet)
    }
    if isDrained { drained.open() }
    if isQuiet { quiet.open() }
    return result
  }

  /// How a refusal looks to the client.
  func response(to rejection: HTTPRejection) -> HTTPResponse {
    var response = reject(rejection)
    if let seconds = rejection.retryAfterSeconds, response.headers["Retry-After"] == nil {
      response.headers["Retry-After"] = String(seconds)
    }
    if rejection.closesConnection { response.headers["Connection"] = "close" }
    return response
  }

  // MARK: Connections

  func add(_ connection: ServerConnection) {
    connections.withLock { $0[ObjectIdentifier(connection)] = connection }
  }

  func remove(_ connection: ServerConnection) {
    _ = connections.withLock { $0.removeValue(forKey: ObjectIdentifier(connection)) }
  }

  private var openConnections: [ServerConnection] {
    connections.withLock { Array($0.values) }
  }

  /// Closes what overran its time and cancels handlers whose client has left, until the task is cancelled.
  ///
  /// libmicrohttpd's own timeout starts again with every byte, so a client that trickles would hold a connection for
  /// ever; and it does not look at suspended connections at all.
  func sweep() async {
    while (try? await Task.sleep(for: limits.sweepInterval)) != nil {
      let now = ContinuousClock.now
      for connection in openConnections {
        if let overrun = connection.overrun(at: now) {
          let farewell = overrun.limit.map { self.response(to: .tookTooLong(limit: $0)).serializedForClosing() }
          connection.cut(overrunAt: now, farewell: farewell)
        } else {
          connection.exchangeWithoutClient()?.cancel()
        }
      }
    }
  }

  /// Answers nothing more: cancels every handler and lets go of every suspended connection.
  ///
  /// An exchange that is being suspended right now sees the stage and lets go by itself.
  func close() {
    updateLoad { $0.advance(to: .closed) }
    for connection in openConnections { connection.exchangeInProgress?.abandon() }
  }
}
