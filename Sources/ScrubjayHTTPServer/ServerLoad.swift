/// What a server has on its hands, counted; decides whether it takes more.
struct ServerLoad {
  /// How far a shutdown has come.
  enum Stage {
    case serving
    /// Requests that have begun are finished; every answer closes its connection.
    case draining
    /// Nothing more is answered.
    case closed
  }

  private(set) var stage = Stage.serving
  /// Requests from the request line until the last byte of the answer.
  private(set) var exchanges = 0
  /// Handlers that have not returned.
  private(set) var handlers = 0
  /// Bytes of request bodies in memory.
  private(set) var bufferedBytes = 0

  let limits: HTTPServerLimits

  init(limits: HTTPServerLimits) {
    self.limits = limits
  }

  /// Whether a draining server has finished what it had begun.
  var isDrained: Bool { stage != .serving && exchanges == 0 }

  /// Whether a closed server's handlers have all returned.
  var isQuiet: Bool { stage == .closed && handlers == 0 }

  mutating func advance(to stage: Stage) {
    self.stage = stage
  }

  mutating func exchangeBegan() {
    exchanges += 1
  }

  mutating func exchangeEnded(releasing bytes: Int) {
    exchanges -= 1
    bufferedBytes -= bytes
  }

  /// Takes `bytes` more into memory, or says why not.
  mutating func buffer(_ bytes: Int) -> HTTPRejection? {
    guard bufferedBytes + bytes <= limits.bufferedBytes else {
      return .tooManyBytesBuffered(limitBytes: limits.bufferedBytes)
    }
    bufferedBytes += bytes
    return nil
  }

  /// Gives back memory that ``buffer(_:)`` took.
  mutating func release(_ bytes: Int) {
    bufferedBytes -= bytes
  }

  /// Takes one more request in flight, or says why not.
  mutating func beginHandler() -> HTTPRejection? {
    guard handlers < limits.requestsInFlight else {
      return .tooManyRequestsInFlight(limit: limits.requestsInFlight)
    }
    handlers += 1
    return nil
  }

  mutating func handlerEnded() {
    handlers -= 1
  }
}
