import ScrubjayCore
import ScrubjayHTTPClient

/// A model's server, asked over HTTP; what keeps it from answering becomes a ``ChatFailure``.
struct RemoteServer: Sendable {
  /// The address that paths are added to, without `/` at its end.
  let base: String
  /// What every request says, the key among it.
  let headers: [HTTPClientHeader]
  /// The key, which no message may show.
  let key: String?
  /// How long a whole answer may take.
  let answerTime: Duration
  private let client = HTTPClient()

  init(base: String, key: String?, headers: [HTTPClientHeader], answerTime: Duration) {
    self.base = String(base.reversed().drop { $0 == "/" }.reversed())
    self.key = key
    self.headers = headers
    self.answerTime = answerTime
  }

  /// A server that speaks as OpenAI's does.
  static func openAI(base: String, key: String?, answerTime: Duration) -> RemoteServer {
    let headers = key.map { [HTTPClientHeader("Authorization", "Bearer \($0)")] } ?? []
    return RemoteServer(base: base, key: key, headers: headers, answerTime: answerTime)
  }

  /// Sends JSON and answers what comes back, whatever its status.
  ///
  /// - Parameter write: Takes the body of a success as it comes.
  /// - Throws: ``ChatFailure`` if nothing came; what `write` throws; `CancellationError`.
  func post(
    _ path: String, _ body: JSON, to write: (@Sendable (ArraySlice<UInt8>) throws -> Void)? = nil
  ) async throws -> HTTPClientResponse {
    let request = HTTPClientRequest(
      method: "POST", url: base + path, headers: headers + [HTTPClientHeader("Content-Type", "application/json")],
      body: body.bytes, connectTimeout: RemoteLimits.connectTime, totalTimeout: answerTime,
      maxResponseBytes: RemoteLimits.responseBytes)
    return try await send(request, to: write)
  }

  /// Asks for something that costs nothing, to see whether the server is there and knows the key.
  ///
  /// - Throws: ``ChatFailure``; `CancellationError`.
  func checkReach(_ path: String) async throws {
    let request = HTTPClientRequest(
      url: base + path, headers: headers, connectTimeout: RemoteLimits.reachTime,
      totalTimeout: RemoteLimits.reachTime, maxResponseBytes: RemoteLimits.responseBytes)
    let response = try await send(request, to: nil)
    // Some have no list of models; that they say so shows that they are there.
    guard !response.isSuccess, response.status != 404, response.status != 405 else { return }
    throw Discretion(key: key, asked: []).failure(of: response)
  }

  private func send(
    _ request: HTTPClientRequest, to write: (@Sendable (ArraySlice<UInt8>) throws -> Void)?
  ) async throws -> HTTPClientResponse {
    try Task.checkCancellation()
    do { return try await client.send(request, to: write) } catch let error as HTTPClientError {
      let kind: ChatFailure.Kind =
        switch error.code {
        case .timedOut: .timedOut
        case .responseTooLarge: .malformed
        case .invalidRequest: .refused
        case .nameNotResolved, .connectionRefused, .unreachable, .notSecure, .connectionLost, .failed: .unreachable
        }
      throw ChatFailure(kind, error.message)
    }
  }
}

extension HTTPClientResponse {
  /// Whether the server did what was asked.
  var isSuccess: Bool { (200..<300).contains(status) }
}
