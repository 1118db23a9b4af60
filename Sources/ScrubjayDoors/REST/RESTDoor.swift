import Foundation
import ScrubjayAPI
import ScrubjayCore
import ScrubjayEngine
import ScrubjayHTTPServer

/// REST over HTTP: each operation of the table at its path, and what an operator asks of a server.
final class RESTDoor: Sendable {
  private let engine: Engine
  private let router = Router(Operation.table)
  private let authenticator: Authenticator
  private let rates: RequestRates
  private let metrics = Metrics()
  private let log: RequestLog
  private let hasMetricsPort: Bool

  /// A door to an engine.
  ///
  /// - Parameters:
  ///   - isLoopback: Whether the server answers only on this machine, and so may do without keys until there is one.
  ///   - hasMetricsPort: Whether the metrics are read at a port of their own, and so not here.
  ///   - log: Where each request is noted.
  init(engine: Engine, isLoopback: Bool, hasMetricsPort: Bool, log: RequestLog) {
    self.engine = engine
    self.hasMetricsPort = hasMetricsPort
    self.log = log
    rates = RequestRates(engine.tenants)
    authenticator = Authenticator(keys: engine.keys, isLoopback: isLoopback)
  }

  /// Answers a request.
  func answer(_ request: HTTPRequest) async -> HTTPResponse { await answer(request, by: respond) }

  /// Answers a request at the metrics' own port, which only this machine reaches and which needs no key.
  func answerMetrics(_ request: HTTPRequest) async -> HTTPResponse {
    await answer(request) { request, route in
      guard request.path == [Self.metricsName] else {
        throw ScrubjayError(.noSuchPath, "The path does not exist; this port serves only /metrics.")
      }
      guard Self.readingMethods.contains(request.method) else {
        throw ScrubjayError(.methodNotAllowed, "This path supports GET.")
      }
      try Authenticator.checkOrigin(
        request.headers, orElse: "The metrics port answers only to the host name 'localhost'; use that.")
      route = "/\(Self.metricsName)"
      return await figures()
    }
  }

  private static let metricsName = "metrics"
  private static let readingMethods: Set = ["GET", "HEAD"]

  /// Answers a request by what is given, which says its route, and notes that.
  private func answer(
    _ request: HTTPRequest, by respond: (HTTPRequest, inout String) async throws -> HTTPResponse
  ) async -> HTTPResponse {
    metrics.begin()
    let id = UUIDv7Source().next(at: SystemClock().now())
    var route = "unknown"
    var response: HTTPResponse
    var failure: (any Error)?
    do {
      response = try await respond(request, &route)
    } catch {
      failure = error
      let problem = ScrubjayError(showing: error)
      response = HTTPResponse(problem: problem)
      if problem.code == .methodNotAllowed {
        response.headers.add("Allow", request.path == [Self.metricsName] ? "GET" : router.methods(request.path))
      }
    }
    response.headers.add("Scrubjay-Request", id)
    let seconds = (ContinuousClock.now - request.receivedAt) / .seconds(1)
    metrics.end(route: route, method: request.method, status: response.status, seconds: seconds)
    note(request, id: id, route: route, status: response.status, seconds: seconds, failure)
    return response
  }

  /// Answers what the transport refuses.
  func reject(_ rejection: HTTPRejection) -> HTTPResponse {
    let response = HTTPResponse(problem: ScrubjayError(rejection))
    metrics.refuse(status: response.status)
    return response
  }

  /// Answers a request, and says which route it took, also when it fails on its way.
  private func respond(_ request: HTTPRequest, _ route: inout String) async throws -> HTTPResponse {
    if let response = try await operate(request, &route) { return response }
    let (operation, pathFields) = try router.route(method: request.method, path: request.path)
    route = operation.path
    let caller = try await authenticator.caller(request)
    if let tenant = caller.access?.tenant { try await rates.admit(tenant) }
    if request.headers["If-Match"] != nil, !operation.takesRevision {
      throw ScrubjayError(.invalidRequest, "The header 'If-Match' is not supported here; leave it out.")
    }
    let reader = RequestReader(operation: operation, request: request)
    let arguments = try reader.arguments(pathFields)
    let context = try reader.context(engine, caller)
    if operation.answer.form == .lines { return try await Self.lines(of: operation, arguments, context) }
    let answer = try await operation.perform(arguments, context)
    return operation.status == 204 ? HTTPResponse(status: 204) : Self.json(answer, status: operation.status)
  }

  /// What an operator asks: health and the interface's description, which need no key, and metrics, which do as
  /// operations do.
  private func operate(_ request: HTTPRequest, _ route: inout String) async throws -> HTTPResponse? {
    guard request.path.count == 1, let name = request.path.first, Self.readingMethods.contains(request.method) else {
      return nil
    }
    let response: HTTPResponse
    switch name {
    case "healthz": response = Self.json(["status": "ok"])
    case "readyz":
      _ = try await engine.keys.exist()
      response = Self.json(["status": "ready"])
    case Self.metricsName where !hasMetricsPort:
      route = "/\(name)"
      try await authenticator.caller(request).requireMetrics()
      response = await figures()
    case "openapi.json": response = Self.json(OpenAPI.document)
    case "docs":
      response = HTTPResponse(
        status: 200,
        headers: [
          "Content-Type": "text/html; charset=utf-8",
          "Content-Security-Policy":
            "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'",
        ], body: Array(DocumentationPage.html.utf8))
    default: return nil
    }
    route = "/\(name)"
    return response
  }

  /// The metrics, as Prometheus reads them.
  private func figures() async -> HTTPResponse {
    let text = metrics.text(
      size: try? await engine.inspection.size(), backlog: (try? await engine.jobs.backlog()) ?? [],
      residentBytes: Self.residentBytes)
    return HTTPResponse(
      status: 200, headers: ["Content-Type": "text/plain; version=0.0.4; charset=utf-8"], body: Array(text.utf8))
  }

  /// An answer of many lines, written to a file before the first of them is sent: whoever reads it slowly keeps nothing
  /// from going on, and what goes wrong on the way is an error and not half an answer.
  private static func lines(
    of operation: ScrubjayAPI.Operation, _ arguments: [JSON.Member], _ context: Context
  ) async throws -> HTTPResponse {
    var response = HTTPResponse(status: operation.status, headers: ["Content-Type": "application/jsonl"])
    do {
      let file = try HTTPFile()
      _ = try await operation.perform(arguments, context) { try file.write($0.bytes + [0x0A]) }
      response.file = file
    } catch let failure as HTTPFile.Failure {
      throw failure.code == ENOSPC || failure.code == EDQUOT
        ? ScrubjayError(.diskFull, "The directory for temporary files is full, so the response could not be prepared.")
        : failure
    }
    return response
  }

  private static func json(_ json: JSON, status: Int = 200) -> HTTPResponse {
    HTTPResponse(status: status, headers: ["Content-Type": "application/json"], body: json.bytes)
  }

  /// The memory that this process has resident, in bytes; `nil` where the system does not say.
  private static var residentBytes: Int64? {
    guard let fields = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " "),
      fields.count > 1
    else { return nil }
    return Int64(fields[1]).map { $0 * Int64(sysconf(Int32(_SC_PAGESIZE))) }
  }

  private func note(
    _ request: HTTPRequest, id: String, route: String, status: Int, seconds: Double, _ failure: (any Error)?
  ) {
    var members: [JSON.Member] = [
      JSON.Member("request", .string(id)), JSON.Member("method", .string(request.method)),
      JSON.Member("route", .string(route)), JSON.Member("status", .integer(status)),
      JSON.Member("ms", .real((seconds * 100_000).rounded() / 100)),
      JSON.Member("bytes_in", .integer(request.body.count)), JSON.Member("client", .string(request.remoteAddress)),
    ]
    if let error = failure as? ScrubjayError { members.append(JSON.Member("code", .string(error.code.name))) }
    if let failure, !(failure is ScrubjayError) { members.append(JSON.Member("failure", .string("\(failure)"))) }
    log.write("request", level: status >= 500 ? "error" : "info", members)
  }
}
