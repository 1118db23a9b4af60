import Synchronization

/// One request on its way, between the task that waits for it and the thread that carries it.
final class Transfer: Sendable {
  private enum State {
    case created
    case awaited(CheckedContinuation<HTTPClientResponse, any Error>)
    case finished
  }

  let request: HTTPClientRequest
  /// Takes the body of a response that reports success, if it is not to be kept.
  let write: (@Sendable (ArraySlice<UInt8>) throws -> Void)?
  private let state = Mutex(State.created)

  init(_ request: HTTPClientRequest, write: (@Sendable (ArraySlice<UInt8>) throws -> Void)?) {
    self.request = request
    self.write = write
  }

  /// Whether nobody waits for the response any more.
  var isAbandoned: Bool {
    state.withLock { if case .finished = $0 { true } else { false } }
  }

  /// Tells who waits; a transfer that was cancelled before resumes it at once.
  func await(with continuation: CheckedContinuation<HTTPClientResponse, any Error>) {
    let isCancelled = state.withLock { state in
      if case .finished = state { return true }
      state = .awaited(continuation)
      return false
    }
    if isCancelled { continuation.resume(throwing: CancellationError()) }
  }

  /// Gives the outcome to who waits; later outcomes are ignored.
  func finish(_ result: Result<HTTPClientResponse, any Error>) {
    take()?.resume(with: result)
  }

  /// Ends the wait; the carrying thread notices soon after.
  func cancel() {
    take()?.resume(throwing: CancellationError())
  }

  private func take() -> CheckedContinuation<HTTPClientResponse, any Error>? {
    state.withLock { state in
      defer { state = .finished }
      if case .awaited(let continuation) = state { return continuation }
      return nil
    }
  }
}
