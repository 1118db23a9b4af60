import ScrubjayHTTPClient
import Testing

@testable import ScrubjayHTTPServer

@Suite struct ConversationTests {
  @Test func `A request is echoed with its segments, body and duplicate headers`() async throws {
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse = { request in
      var response = await echo(request)
      response.headers.add("Twice", "1")
      response.headers.add("Twice", "2")
      return response
    }
    try await withServer(handler: handler) { _, address in
      let response = try await HTTPClient().send(
        HTTPClientRequest(method: "PATCH", url: "http://\(address)/a%2Fb/../c?d", body: Array("héllo".utf8)))
      #expect(response.status == 200)
      #expect(response.headers.first("method") == "PATCH")
      #expect(response.headers.first("path") == "a/b|..|c")
      #expect(response.headers.filter { $0.name == "Twice" }.map(\.value) == ["1", "2"])
      #expect(response.body == Array("héllo".utf8))
    }
  }

  @Test func `Two hundred requests at a time are all answered`() async throws {
    try await withServer { _, address in
      let client = HTTPClient(concurrency: 100)
      try await withThrowingTaskGroup { group in
        for number in 0..<200 {
          group.addTask {
            let body = Array("\(number)".utf8) + [UInt8](repeating: 7, count: number * 100)
            let response = try await client.send(
              HTTPClientRequest(method: "POST", url: "http://\(address)/", body: body))
            return response.body == body
          }
        }
        for try await isSame in group { #expect(isSame) }
      }
    }
  }

  @Test func `A connection is used again, and pipelined requests are answered in order`() async throws {
    try await withServer { _, address in
      let client = try RawClient(address)
      await client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(await client.readResponse().contains("Path: 1\r\n"))
      await client.send(
        "GET /2 HTTP/1.1\r\nHost: a\r\n\r\nPOST /3 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"
          + "GET /4 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(await client.readResponse().contains("Path: 2\r\n"))
      let third = await client.readResponse()
      #expect(third.contains("Path: 3\r\n") && third.hasSuffix("\r\n\r\nhi"))
      let rest = await client.readToEnd()
      #expect(rest.contains("Path: 4\r\n") && rest.contains("Connection: close"))
    }
  }

  @Test func `HEAD has the length of the body and not the body`() async throws {
    try await withServer(handler: { HTTPResponse(status: 200, text: $0.method) }) { _, address in
      let client = try RawClient(address)
      await client.send("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      let response = await client.readToEnd()
      #expect(response.contains("Content-Length: 5\r\n") && response.hasSuffix("\r\n\r\n"))
    }
  }

  @Test func `A chunked body is put together`() async throws {
    try await withServer { _, address in
      let client = try RawClient(address)
      await client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
      await client.send("4;x=y\r\ndefg\r\n0\r\n\r\n")
      #expect(await client.readResponse().hasSuffix("\r\n\r\nabcdefg"))
    }
  }

  @Test func `A client that asks first is told to continue`() async throws {
    try await withServer { _, address in
      let client = try RawClient(address)
      await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
      #expect(await client.readResponse().hasPrefix("HTTP/1.1 100 "))
      await client.send("hi")
      #expect(await client.readResponse().hasSuffix("\r\n\r\nhi"))
    }
  }

  @Test func `A handler that takes long holds nobody up`() async throws {
    let release = Latch()
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse = { request in
      if request.path == ["slow"] { await release.wait() }
      return await echo(request)
    }
    try await withServer(handler: handler) { _, address in
      let client = HTTPClient()
      async let slow = client.send(HTTPClientRequest(url: "http://\(address)/slow"))
      for _ in 0..<20 {
        #expect(try await client.send(HTTPClientRequest(url: "http://\(address)/fast")).status == 200)
      }
      release.open()
      let response = try await slow
      #expect(response.headers.first("Path") == "slow")
    }
  }

  @Test func `A response that HTTP cannot express is an empty 500`() async throws {
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse = { request in
      request.path == ["status"]
        ? HTTPResponse(status: 99) : HTTPResponse(status: 200, headers: ["A": "b\r\nSet-Cookie: c"])
    }
    try await withServer(handler: handler) { _, address in
      for path in ["status", "header"] {
        let response = try await HTTPClient().send(HTTPClientRequest(url: "http://\(address)/\(path)"))
        #expect(response.status == 500 && response.body.isEmpty && response.headers.first("Set-Cookie") == nil)
      }
    }
  }

  @Test(.enabled(if: hasIPv6, "this machine has no IPv6 loopback"))
  func `IPv6 is served`() async throws {
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse = { HTTPResponse(status: 200, text: $0.remoteAddress) }
    try await withServer(host: "::1", handler: handler) { _, address in
      #expect(address.description.hasPrefix("[::1]:"))
      let response = try await HTTPClient().send(HTTPClientRequest(url: "http://\(address)/"))
      #expect(String(decoding: response.body, as: UTF8.self) == "::1\n")
    }
  }

  @Test func `localhost is served and clients are named by their address`() async throws {
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse = { HTTPResponse(status: 200, text: $0.remoteAddress) }
    try await withServer(host: "localhost", handler: handler) { _, address in
      let response = try await HTTPClient().send(HTTPClientRequest(url: "http://localhost:\(address.port)/"))
      #expect(["127.0.0.1\n", "::1\n"].contains(String(decoding: response.body, as: UTF8.self)))
    }
  }

  private static let hasIPv6 = (try? ListenSocket(host: "::1", port: 0).close()) != nil
}
