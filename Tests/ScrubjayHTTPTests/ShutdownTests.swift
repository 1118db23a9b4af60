import ScrubjayCore
import ScrubjayHTTPClient
import Testing

@testable import ScrubjayHTTPServer

@Suite struct ShutdownTests {
  @Test func `A shutdown finishes what has begun and takes nothing more`() async throws {
    let began = Latch()
    let release = Latch()
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse = { request in
      began.open()
      await release.wait()
      return await echo(request)
    }
    try await withServer(handler: handler) { server, address in
      let client = HTTPClient()
      async let answer = client.send(HTTPClientRequest(url: "http://\(address)/last"))
      await began.wait()
      server.shutDown(grace: .seconds(5))
      await untilRefused(address)
      release.open()
      let response = try await answer
      #expect(response.status == 200 && response.headers.first("Connection") == "close")
    }
  }

  @Test func `When the grace is over, handlers are cancelled and their connections closed`() async throws {
    let began = Latch()
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse = { request in
      began.open()
      await Latch().wait()
      return await echo(request)
    }
    try await withServer(handler: handler) { server, address in
      let client = try RawClient(address)
      await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      await began.wait()
      server.shutDown(grace: .milliseconds(50))
      #expect(await client.readToEnd() == "")
    }
  }

  @Test func `A handler that ignores its cancellation does not hold the server up`() async throws {
    let began = Latch()
    let release = Latch()
    let server = HTTPServer(port: 0, limits: .with { $0.cancellationTime = .milliseconds(20) }) { request in
      began.open()
      await Task.detached { await release.wait() }.value
      return await echo(request)
    }
    let (addresses, listening) = AsyncStream.makeStream(of: HTTPAddress.self)
    let run = Task { try await server.run { listening.yield($0) } }
    let address = try #require(await addresses.first { _ in true })
    let client = try RawClient(address)
    await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    await began.wait()
    run.cancel()
    try await run.value
    #expect(server.load.exchanges == 0 && server.load.handlers == 1)
    release.open()
    await server.untilQuiet()
  }

  @Test func `Cancelling the task stops the server, also before it began`() async throws {
    for waits in [true, false] {
      let server = HTTPServer(port: 0, handler: echo)
      let listening = Latch()
      let run = Task { try await server.run { _ in listening.open() } }
      if waits { await listening.wait() }
      run.cancel()
      try await run.value
    }
  }

  @Test func `A server that is stopped under load leaves nothing behind`() async throws {
    for _ in 0..<5 {
      try await withServer { server, address in
        let client = HTTPClient(concurrency: 16)
        await withTaskGroup { group in
          for number in 0..<200 {
            group.addTask {
              if number == 100 { server.shutDown(grace: .zero) }
              _ = try? await client.send(HTTPClientRequest(url: "http://\(address)/"))
            }
          }
        }
      }
    }
  }

  @Test func `A port in use is an error that says what to do`() async throws {
    try await withServer { _, address in
      let error = await #expect(throws: ScrubjayError.self) {
        try await HTTPServer(port: address.port, handler: echo).run()
      }
      #expect(error?.code == .addressInUse)
      #expect(error?.message.contains("\(address)") == true && error?.message.contains("another port") == true)
    }
  }

  @Test(arguments: ["no-such-host.invalid", "192.0.2.1", ""])
  func `A host that is not here is an error that says what to do`(host: String) async throws {
    let error = await #expect(throws: ScrubjayError.self) {
      try await HTTPServer(host: host, port: 0, handler: echo).run()
    }
    #expect(error?.code == .invalidConfiguration)
    #expect(error?.message.contains("127.0.0.1") == true)
  }

  @Test func `A number that is no port is an error`() async throws {
    let error = await #expect(throws: ScrubjayError.self) { try await HTTPServer(port: 70_000, handler: echo).run() }
    #expect(error?.code == .invalidConfiguration)
  }

  /// Returns when the system refuses connections, which is soon after a shutdown begins.
  private func untilRefused(_ address: HTTPAddress) async {
    while (try? RawClient(address)) != nil { await Task.yield() }
  }
}
