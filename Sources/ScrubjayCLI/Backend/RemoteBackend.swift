import ScrubjayAPI
import ScrubjayCore
import ScrubjayHTTPClient

/// A server that is asked over HTTP.
struct RemoteBackend: Backend {
  private let server: String
  private let key: String?
  private let client = HTTPClient(concurrency: Self.connections)

  private static let connections = 4

  /// A server.
  ///
  /// - Parameters:
  ///   - server: Its address, such as `http://127.0.0.1:7411`.
  ///   - key: The API key, if it needs one.
  init(server: String, key: String?) {
    self.server = server.hasSuffix("/") ? String(server.dropLast()) : server
    self.key = key
  }

  var concurrency: Int { Self.connections }

  func perform(_ operation: Operation, _ arguments: [JSON.Member], _ terms: CallTerms) async throws -> JSON {
    let request = OperationRequest(operation, arguments)
    let headers = authorization + Self.headers(terms) + (request.body == nil ? [] : [Self.contentType])
    let response = try await send(
      HTTPClientRequest(
        method: operation.method.rawValue, url: server + request.target, headers: headers, body: request.body,
        totalTimeout: Self.answerTimeout))
    guard (200..<300).contains(response.status) else { throw error(response) }
    if response.body.isEmpty { return .null }
    guard let answer = try? JSON(parsing: response.body) else { throw notScrubjay(response.status) }
    return answer
  }

  func stream(
    _ operation: Operation, _ arguments: [JSON.Member], to write: @escaping @Sendable (ArraySlice<UInt8>) throws -> Void
  ) async throws {
    let request = HTTPClientRequest(
      url: server + OperationRequest(operation, arguments).target, headers: authorization,
      totalTimeout: Self.streamTimeout, maxResponseBytes: .max)
    let response = try await send(request, to: write)
    guard (200..<300).contains(response.status) else { throw error(response) }
  }

  /// How long an answer may take: some operations ask a language model several times.
  private static let answerTimeout = Duration.seconds(600)
  /// How long an answer of many lines may take to come in.
  private static let streamTimeout = Duration.seconds(24 * 3_600)

  /// The status of the answer to a GET of a path that is no operation, such as `/healthz`.
  func status(_ path: String) async throws -> Int {
    try await send(HTTPClientRequest(url: server + path, headers: authorization)).status
  }

  let embedsItself = false

  func finishEmbedding(progress: @escaping @Sendable (Int, Int) throws -> Void) async throws {
    var total = 0
    var last = Int.max
    var movedAt = ContinuousClock.now
    // A server without workers, or one that has given up, is not waited for.
    while ContinuousClock.now - movedAt < Self.patience {
      var left = 0
      for state in ["waiting", "running"] {
        try await forEach("jobs list", [.init("queue", "embedding-generation"), .init("state", .string(state))]) { _ in
          left += 1
        }
      }
      total = max(total, left)
      try progress(total - left, total)
      if left == 0 { return }
      if left < last { (last, movedAt) = (left, .now) }
      try await Task.sleep(for: Self.pollInterval)
    }
  }

  /// How long a server may not get on before it is left alone.
  private static let patience = Duration.seconds(120)
  /// How soon a server is asked again how far it is.
  private static let pollInterval = Duration.milliseconds(200)

  func close() async {}

  private static let contentType = HTTPClientHeader("Content-Type", "application/json")

  private var authorization: [HTTPClientHeader] {
    key.map { [HTTPClientHeader("Authorization", "Bearer \($0)")] } ?? []
  }

  private static func headers(_ terms: CallTerms) -> [HTTPClientHeader] {
    let values = [
      ("Scrubjay-Actor", terms.actor), ("Scrubjay-Task", terms.task), ("Idempotency-Key", terms.idempotencyKey),
      ("If-Match", terms.revision.map { "\"\($0)\"" }),
    ]
    return values.compactMap { name, value in value.map { HTTPClientHeader(name, $0) } }
  }

  private func send(
    _ request: HTTPClientRequest, to write: (@Sendable (ArraySlice<UInt8>) throws -> Void)? = nil
  ) async throws -> HTTPClientResponse {
    do { return try await client.send(request, to: write) } catch let error as HTTPClientError {
      throw Failure(
        ScrubjayError(error.code == .invalidRequest ? .invalidRequest : .serverUnreachable, error.message),
        hint: error.code == .connectionRefused
          ? "Start a server there with 'scrubjay serve', or leave out --server to work on the database itself." : nil)
    }
  }

  private func error(_ response: HTTPClientResponse) -> ScrubjayError {
    guard let json = try? JSON(parsing: response.body), let error = Problem.error(json, status: response.status) else {
      return notScrubjay(response.status)
    }
    return error
  }

  private func notScrubjay(_ status: Int) -> ScrubjayError {
    ScrubjayError(
      .serverUnreachable, "The response (status \(status)) is not from Scrubjay; is \(server) the right address?")
  }
}
