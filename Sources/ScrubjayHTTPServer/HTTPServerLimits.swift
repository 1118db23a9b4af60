/// What one server spends on its clients, at most.
public struct HTTPServerLimits: Hashable, Sendable {
  /// Bytes of one request's body; a larger one is refused with 413. 8 MiB.
  public var bodyBytes = 8 * 1024 * 1024

  /// Bytes of one connection's memory, which its request line and headers must fit; larger ones get 431. 64 KiB.
  public var headerBytes = 64 * 1024

  /// Bytes of all bodies held in memory together; beyond it a request is refused with 503. 256 MiB.
  public var bufferedBytes = 256 * 1024 * 1024

  /// Open connections; more wait in the listen queue. 1,000.
  public var connections = 1_000

  /// Open connections from one address; more are closed at once. `nil` for no limit.
  public var connectionsPerAddress: Int?

  /// Requests whose handler runs at the same time; beyond it a request is refused with 503. 256.
  public var requestsInFlight = 256

  /// Time from the connection, or from the request line on a connection in use, until the headers are there. 10 s.
  public var headerTime: Duration = .seconds(10)

  /// Time from the request line until the whole request is there. 60 s.
  public var requestTime: Duration = .seconds(60)

  /// Time from the start of an answer until the client has taken all of it. 5 min.
  public var responseTime: Duration = .seconds(300)

  /// Time a connection may go without a byte in either direction, rounded up to a whole second. 60 s.
  public var idleTime: Duration = .seconds(60)

  /// Time that cancelled handlers are given to return before the server stops without them. 1 s.
  public var cancellationTime: Duration = .seconds(1)

  /// The defaults.
  public init() {}

  /// The threads that poll connections; handlers run on Swift's own.
  static let pollingThreads = 2

  /// The time between two looks at every connection: a quarter of the shortest limit, from 10 to 250 ms.
  var sweepInterval: Duration {
    max(.milliseconds(10), min(.milliseconds(250), min(headerTime, requestTime, responseTime) / 4))
  }
}
