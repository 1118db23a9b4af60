import Testing

@testable import ScrubjayHTTPServer

/// Runs a server for as long as `body` needs it, and sees to it that it leaves nothing behind.
func withServer(
  host: String = "127.0.0.1",
  limits: HTTPServerLimits = HTTPServerLimits(),
  handler: @escaping @Sendable (HTTPRequest) async -> HTTPResponse = echo,
  _ body: (HTTPServer, HTTPAddress) async throws -> Void
) async throws {
  let server = HTTPServer(host: host, port: 0, limits: limits, handler: handler)
  let (addresses, listening) = AsyncStream.makeStream(of: HTTPAddress.self)
  async let run: Void = {
    defer { listening.finish() }
    try await server.run { listening.yield($0) }
  }()
  if let address = await addresses.first(where: { _ in true }) {
    do {
      try await body(server, address)
    } catch {
      Issue.record(error)
    }
  }
  server.shutDown(grace: .seconds(5))
  try await run
  #expect(server.load.exchanges == 0)
  #expect(server.load.handlers == 0)
  #expect(server.load.bufferedBytes == 0)
}

/// Answers with the body that arrived, its method and path segments in headers.
@Sendable func echo(_ request: HTTPRequest) async -> HTTPResponse {
  HTTPResponse(
    status: 200, headers: ["Method": request.method, "Path": request.path.joined(separator: "|")], body: request.body)
}

extension HTTPServerLimits {
  /// The defaults with changes.
  static func with(_ change: (inout HTTPServerLimits) -> Void) -> HTTPServerLimits {
    var limits = HTTPServerLimits()
    change(&limits)
    return limits
  }
}
