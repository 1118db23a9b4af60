import CScrubjayMicroHTTP
import Synchronization

/// One request and its answer, from the request line until libmicrohttpd has completed it.
///
/// The polling thread of the connection tells what arrives and does what the returned ``Step`` says; the handler's
/// task gives the answer. Both meet in `state`.
final class Exchange: Sendable {
  /// What the polling thread does next.
  enum Step {
    case receiveMore
    case suspend(HTTPRequest)
    case respond(HTTPResponse)
    case refuse(HTTPRejection)
    case disconnect
  }

  private enum Phase {
    case receivingHead
    case receivingBody
    /// Suspended; exactly one of the answer and ``abandon()`` resumes the connection.
    case answering(SuspendedConnection)
    case answered(HTTPResponse)
    /// Nobody waits for the answer any more.
    case over
  }

  private struct State {
    var phase = Phase.receivingHead
    var method = ""
    var headers = HTTPHeaders()
    var body: [UInt8] = []
    /// Bytes that ``ServerLoad`` holds against this exchange.
    var bufferedBytes = 0
    /// What to say once the body has been read and thrown away, so that the client is listening.
    var refusal: HTTPRejection?
    var task: Task<Void, Never>?
  }

  let connection: ServerConnection
  let server: ServerCore
  private let target: Result<HTTPTarget, HTTPTargetProblem>
  private let receivedAt: ContinuousClock.Instant
  private let state = Mutex(State())

  init(target: Result<HTTPTarget, HTTPTargetProblem>, connection: ServerConnection, server: ServerCore) {
    self.target = target
    self.connection = connection
    self.server = server
    receivedAt = .now
    connection.requestLineArrived(at: receivedAt)
    server.updateLoad { $0.exchangeBegan() }
  }

  // MARK: On the connection's polling thread

  /// Whether the next call is the first of this request.
  var awaitsHead: Bool {
    state.withLock { if case .receivingHead = $0.phase { true } else { false } }
  }

  func headArrived(method: String, version: String, headers: HTTPHeaders) -> Step {
    connection.headersArrived(requestLineAt: receivedAt)
    let problem = HTTPHeadCheck.problem(method: method, version: version, headers: headers)
    let declared = headers["Content-Length"].flatMap(Int.init) ?? 0
    let limit = server.limits.bodyBytes
    let refusal: HTTPRejection? =
      if let problem {
        .malformedHead(problem)
      } else if case .failure(let problem) = target {
        .malformedTarget(problem)
      } else if declared > limit {
        .bodyTooLarge(limitBytes: limit)
      } else {
        nil
      }
    state.withLock { state in
      state.phase = .receivingBody
      state.method = method
      state.headers = headers
      state.refusal = refusal
    }
    guard let refusal else { return .receiveMore }
    // Where the body ends is unknown, or the client waits to be told whether to send it.
    let mustAnswerNow = problem != nil || (headers["Expect"] != nil && version != "HTTP/1.0")
    return mustAnswerNow ? .refuse(refusal) : .receiveMore
  }

  func bodyArrived(_ bytes: UnsafeRawBufferPointer) {
    state.withLock { state in
      guard state.refusal == nil else { return }
      let limit = server.limits.bodyBytes
      if state.body.count + bytes.count > limit {
        state.refusal = .bodyTooLarge(limitBytes: limit)
      } else {
        let count = bytes.count
        state.refusal = server.updateLoad { $0.buffer(count) }
      }
      if state.refusal == nil {
        state.body.append(contentsOf: bytes)
        state.bufferedBytes += bytes.count
      } else {
        let held = state.bufferedBytes
        server.updateLoad { $0.release(held) }
        state.body = []
        state.bufferedBytes = 0
      }
    }
  }

  /// What follows when the whole request is there, and again when the connection has been resumed.
  func requestArrived() -> Step {
    state.withLock { state in
      switch state.phase {
      case .answered(let response):
        state.phase = .over
        return .respond(response)
      case .receivingBody:
        if let refusal = state.refusal { return .refuse(refusal) }
        guard case .success(let target) = target else { return .disconnect }
        if let refusal = server.updateLoad({ $0.beginHandler() }) { return .refuse(refusal) }
        defer { state.body = [] }
        return .suspend(
          HTTPRequest(
            method: state.method, target: target.raw, path: target.path, query: target.query, headers: state.headers,
            body: state.body, remoteAddress: connection.remoteAddress, receivedAt: receivedAt))
      case .receivingHead, .answering, .over:
        return .disconnect
      }
    }
  }

  /// Starts the handler for a connection that has just been suspended.
  func answer(_ request: HTTPRequest, on suspended: SuspendedConnection) {
    state.withLock { $0.phase = .answering(suspended) }
    connection.answerBegins(self)
    // Unstructured: it is begun by a C callback, on a thread that belongs to no task. The server counts it, cancels
    // it, and waits for it when it shuts down.
    let task = Task {
      let response = await server.handler(request)
      // First, so that the client's next request finds the place free.
      server.updateLoad { $0.handlerEnded() }
      resume(with: .answered(response))
    }
    state.withLock { $0.task = task }
    if server.currentLoad.stage == .closed { abandon() }
  }

  /// Ends the exchange; libmicrohttpd calls exactly once.
  func complete() {
    connection.exchangeEnded()
    let held = state.withLock { state in
      state.phase = .over
      defer { state.bufferedBytes = 0 }
      return state.bufferedBytes
    }
    server.updateLoad { $0.exchangeEnded(releasing: held) }
  }

  // MARK: From any thread

  /// Tells the handler that its answer is no longer wanted; the connection stays suspended until it returns.
  func cancel() {
    state.withLock { $0.task }?.cancel()
  }

  /// Cancels the handler and closes the connection without waiting for it.
  func abandon() {
    cancel()
    resume(with: .over)
  }

  private func resume(with phase: Phase) {
    state.withLock { state in
      guard case .answering(let suspended) = state.phase else { return }
      state.phase = phase
      // Inside the lock: once the phase has changed, a shutdown takes the connection to be resumed.
      suspended.resume()
    }
  }
}
