/// An HTTP/1.1 and HTTP/2 client that reports what the server said and nothing else.
///
/// No redirects, no decompression, no cookies. The proxy settings of the environment (`https_proxy`, `no_proxy` …) hold,
/// but not for this machine's own addresses. Connections are kept alive and used again.
public final class HTTPClient: Sendable {
  private let lanes: TransferLanes

  /// A client that sends at most `concurrency` requests at a time; more wait in line. Its threads start when needed.
  public init(concurrency: Int = 8) {
    lanes = TransferLanes(limit: max(1, concurrency))
  }

  deinit {
    lanes.close()
  }

  /// Sends a request and returns the whole response, whatever its status.
  ///
  /// - Parameter write: Takes the body of a response that reports success, as it comes; the response has none then.
  /// - Throws: ``HTTPClientError`` if no response came; what `write` throws; `CancellationError` at once when the task is
  ///   cancelled.
  public func send(
    _ request: HTTPClientRequest, to write: (@Sendable (ArraySlice<UInt8>) throws -> Void)? = nil
  ) async throws -> HTTPClientResponse {
    let transfer = Transfer(request, write: write)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        transfer.await(with: continuation)
        lanes.enqueue(transfer)
      }
    } onCancel: {
      transfer.cancel()
    }
  }
}
