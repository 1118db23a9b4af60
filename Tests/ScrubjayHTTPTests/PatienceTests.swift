import Testing

@testable import ScrubjayHTTPServer

@Suite struct PatienceTests {
  private static let short = HTTPServerLimits.with {
    $0.headerTime = .milliseconds(200)
    $0.requestTime = .milliseconds(300)
  }

  @Test func `A request line that trickles is cut off`() async throws {
    try await withServer(limits: Self.short) { _, address in
      let client = try RawClient(address)
      async let end = client.readToEnd()
      await client.send("GET / HT")
      let response = await end
      #expect(response == "")
    }
  }

  @Test func `Headers that trickle are cut off however often a byte comes`() async throws {
    try await withServer(limits: Self.short) { _, address in
      let client = try RawClient(address)
      await client.send("GET / HTTP/1.1\r\nHost: a\r\n")
      async let end = client.readToEnd()
      let trickle = Task {
        while !Task.isCancelled {
          await client.send("A: b\r\n")
          try await Task.sleep(for: .milliseconds(20))
        }
      }
      let response = await end
      #expect(response.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
      trickle.cancel()
    }
  }

  @Test func `A body that does not come is cut off`() async throws {
    try await withServer(limits: Self.short) { _, address in
      let client = try RawClient(address)
      await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc")
      let response = await client.readToEnd()
      #expect(response.hasPrefix("HTTP/1.1 408 ") && response.contains("0.3 seconds"))
    }
  }

  @Test func `A connection beyond the limit waits for its turn`() async throws {
    try await withServer(limits: .with { $0.connections = 2 }) { _, address in
      let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
      let early = [try RawClient(address), try RawClient(address)]
      for client in early {
        await client.send(request)
        #expect(await client.readResponse().hasPrefix("HTTP/1.1 200 "))
      }
      let late = try RawClient(address)
      await late.send(request)
      early.forEach { $0.reset() }
      #expect(await late.readResponse().hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test func `A connection beyond the limit of its address is closed`() async throws {
    try await withServer(limits: .with { $0.connectionsPerAddress = 1 }) { _, address in
      let first = try RawClient(address)
      await first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(await first.readResponse().hasPrefix("HTTP/1.1 200 "))
      #expect(await (try RawClient(address)).readToEnd() == "")
    }
  }

  @Test func `A handler may take longer than a request may take to arrive`() async throws {
    let swept = Latch()
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse = { request in
      if request.path == ["slow"] { await swept.wait() }
      return await echo(request)
    }
    try await withServer(limits: Self.short, handler: handler) { _, address in
      let client = try RawClient(address)
      await client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
      // Another connection's end tells that the time is up.
      let other = try RawClient(address)
      await other.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n")
      #expect(await other.readToEnd().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
      swept.open()
      #expect(await client.readResponse().hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test(arguments: [true, false])
  func `A client that vanishes cancels its handler`(abruptly: Bool) async throws {
    let began = Latch()
    let cancelled = Latch()
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse = { request in
      guard request.path == ["gone"] else { return await echo(request) }
      began.open()
      await Latch().wait()
      cancelled.open()
      return await echo(request)
    }
    try await withServer(limits: Self.short, handler: handler) { _, address in
      let client = try RawClient(address)
      await client.send("GET /gone HTTP/1.1\r\nHost: a\r\n\r\n")
      await began.wait()
      if abruptly { client.reset() } else { client.finishSending() }
      await cancelled.wait()
      let other = try RawClient(address)
      await other.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(await other.readResponse().hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test func `Clients that vanish in the middle of a request or an answer leave nothing behind`() async throws {
    let large = HTTPResponse(status: 200, body: [UInt8](repeating: 7, count: 8_000_000))
    try await withServer(handler: { _ in large }) { _, address in
      for request in ["GE", "GET / HTTP/1.1\r\nHo", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"] {
        let client = try RawClient(address)
        await client.send(request)
        client.reset()
      }
      for _ in 0..<5 {
        let client = try RawClient(address)
        await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = await client.readHead()
        client.reset()
      }
    }
  }
}
