import Testing

@testable import ScrubjayHTTPClient
@testable import ScrubjayHTTPServer

@Suite struct HTTPClientTests {
  private static let client = HTTPClient()

  @Test func `Redirects are not followed and content is not decoded`() async throws {
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse = { _ in
      HTTPResponse(status: 302, headers: ["Location": "/elsewhere", "Content-Encoding": "gzip"], body: [1, 2, 3])
    }
    try await withServer(handler: handler) { _, address in
      let response = try await Self.client.send(HTTPClientRequest(url: "http://\(address)/"))
      #expect(response.status == 302 && response.body == [1, 2, 3])
      #expect(response.headers.first("content-encoding") == "gzip")
    }
  }

  @Test func `What is sent is what arrives`() async throws {
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse = { request in
      let fields = request.headers.fields.map { "\($0.name)=\($0.value)" }
      return HTTPResponse(status: 200, text: "\(request.method) \(request.target) \(fields.joined(separator: ";"))")
    }
    try await withServer(handler: handler) { _, address in
      let response = try await Self.client.send(
        HTTPClientRequest(
          method: "DELETE", url: "http://\(address)/a/../b?c=%2F",
          headers: [HTTPClientHeader("X", "1"), HTTPClientHeader("X", "2")], body: []))
      let text = String(decoding: response.body, as: UTF8.self)
      #expect(text.hasPrefix("DELETE /a/../b?c=%2F "))
      #expect(text.contains("X=1;X=2"))
      #expect(text.contains("Content-Length=0") && !text.contains("Content-Type") && !text.contains("Expect"))
      let head = try await Self.client.send(HTTPClientRequest(method: "HEAD", url: "http://\(address)/"))
      #expect(head.status == 200 && head.body.isEmpty)
    }
  }

  @Test func `A connection is used again`() async throws {
    try await withServer(limits: .with { $0.connections = 2 }) { _, address in
      let client = HTTPClient(concurrency: 1)
      for _ in 0..<20 {
        let response = try await client.send(HTTPClientRequest(url: "http://\(address)/"))
        #expect(response.status == 200)
      }
    }
  }

  @Test func `A response that is too large is refused`() async throws {
    try await withServer(handler: { _ in HTTPResponse(status: 200, body: .init(repeating: 1, count: 10_000)) }) {
      _, address in
      await expect(.responseTooLarge, HTTPClientRequest(url: "http://\(address)/", maxResponseBytes: 5_000))
    }
  }

  @Test func `An answer that does not come in time is an error`() async throws {
    let release = Latch()
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse = { request in
      await release.wait()
      return await echo(request)
    }
    try await withServer(handler: handler) { _, address in
      await expect(.timedOut, HTTPClientRequest(url: "http://\(address)/", totalTimeout: .milliseconds(50)))
      release.open()
    }
  }

  @Test func `Cancelling ends the wait at once`() async throws {
    let began = Latch()
    let release = Latch()
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse = { request in
      began.open()
      await release.wait()
      return await echo(request)
    }
    try await withServer(handler: handler) { _, address in
      let send = Task { try await Self.client.send(HTTPClientRequest(url: "http://\(address)/")) }
      await began.wait()
      send.cancel()
      await #expect(throws: CancellationError.self) { try await send.value }
      release.open()
    }
  }

  @Test func `Failures are told apart`() async throws {
    let free = try ListenSocket(host: "127.0.0.1", port: 0)
    free.close()
    await expect(.connectionRefused, HTTPClientRequest(url: "http://\(free.address)/secret"))
    await expect(.nameNotResolved, HTTPClientRequest(url: "http://no-such-host.invalid/"))
    await expect(.invalidRequest, HTTPClientRequest(url: "file:///etc/passwd"))
    await expect(.invalidRequest, HTTPClientRequest(url: "nothing"))
    await expect(.invalidRequest, HTTPClientRequest(method: "A B", url: "http://\(free.address)/"))
    await expect(
      .invalidRequest,
      HTTPClientRequest(url: "http://\(free.address)/", headers: [HTTPClientHeader("A", "b\r\nC: d")]))
  }

  @Test(arguments: [
    ("http://localhost", true), ("http://127.9.8.7:80/", true), ("http://[::1]:1/", true),
    ("http://LOCALHOST./", false),
    ("http://a.localhost/", true), ("http://127.0.0.1.example.com/", false), ("https://example.com/", false),
  ])
  func `No proxy is used for this machine`(url: String, isLoopback: Bool) throws {
    #expect(try Origin(of: HTTPClientRequest(url: url)).isLoopback == isLoopback)
  }

  private func expect(_ code: HTTPClientError.Code, _ request: HTTPClientRequest) async {
    let error = await #expect(throws: HTTPClientError.self) { try await Self.client.send(request) }
    #expect(error?.code == code)
    #expect(error?.message.contains("secret") == false)
  }
}
