import CScrubjayMicroHTTP
import Glibc
import Synchronization

/// One connection: its socket, and how long it may still take for what it is doing.
///
/// The socket belongs to libmicrohttpd, which closes it after the `closed` notification; that notification takes the
/// lock under which the socket is used here, so its number cannot have passed to another connection.
final class ServerConnection: Sendable {
  /// What the connection is doing; each stage but `answering` ends at a deadline.
  enum Stage {
    /// No request line has come: nothing to answer when time is up.
    case waiting(until: ContinuousClock.Instant)
    case receiving(until: ContinuousClock.Instant, limit: Duration)
    case answering(Exchange)
    case sending(until: ContinuousClock.Instant)
    case closed
  }

  /// A deadline that has passed; with the limit to tell the client, where a client can be told.
  struct Overrun {
    let limit: Duration?
  }

  let remoteAddress: String
  private let socket: Int32
  private let limits: HTTPServerLimits
  private let stage: Mutex<Stage>

  init(socket: Int32, remoteAddress: String, limits: HTTPServerLimits) {
    self.socket = socket
    self.remoteAddress = remoteAddress
    self.limits = limits
    stage = Mutex(.waiting(until: .now + limits.headerTime))
  }

  // MARK: What happens on the connection, told by its polling thread

  func requestLineArrived(at now: ContinuousClock.Instant) {
    stage.withLock { stage in
      var deadline = now + limits.headerTime
      if case .waiting(let until) = stage { deadline = min(deadline, until) }
      stage = .receiving(until: deadline, limit: limits.headerTime)
    }
  }

  func headersArrived(requestLineAt start: ContinuousClock.Instant) {
    stage.withLock { $0 = .receiving(until: start + limits.requestTime, limit: limits.requestTime) }
  }

  func answerBegins(_ exchange: Exchange) {
    stage.withLock { $0 = .answering(exchange) }
  }

  func responseQueued() {
    stage.withLock { $0 = .sending(until: .now + limits.responseTime) }
  }

  func exchangeEnded() {
    stage.withLock { $0 = .waiting(until: .now + limits.idleTime + limits.headerTime) }
  }

  func closed() {
    stage.withLock { $0 = .closed }
  }

  // MARK: What the sweep asks

  /// The deadline that has passed, if one has.
  func overrun(at now: ContinuousClock.Instant) -> Overrun? {
    stage.withLock { Self.overrun(of: $0, at: now) }
  }

  /// Shuts the connection down if it still overruns, which wakes its polling thread to close it; sends `farewell` before.
  func cut(overrunAt now: ContinuousClock.Instant, farewell: [UInt8]?) {
    stage.withLock { stage in
      guard Self.overrun(of: stage, at: now) != nil else { return }
      if let farewell { _ = send(socket, farewell, farewell.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)) }
      _ = shutdown(socket, Int32(SHUT_RDWR))
      stage = .closed
    }
  }

  /// The exchange being answered, if any.
  var exchangeInProgress: Exchange? {
    stage.withLock { stage in
      if case .answering(let exchange) = stage { exchange } else { nil }
    }
  }

  /// The exchange being answered, if its client has closed or half-closed the connection.
  func exchangeWithoutClient() -> Exchange? {
    stage.withLock { stage in
      guard case .answering(let exchange) = stage else { return nil }
      return scrubjay_socket_is_abandoned(socket) ? exchange : nil
    }
  }

  private static func overrun(of stage: Stage, at now: ContinuousClock.Instant) -> Overrun? {
    switch stage {
    case .waiting(let until), .sending(let until): until < now ? Overrun(limit: nil) : nil
    case .receiving(let until, let limit): until < now ? Overrun(limit: limit) : nil
    case .answering, .closed: nil
    }
  }
}
