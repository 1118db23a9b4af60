import Foundation
import ScrubjayHTTPClient
import Testing

@testable import ScrubjayHTTPServer

@Suite struct RefusalTests {
  private static let smallBodies = HTTPServerLimits.with { $0.bodyBytes = 1_000 }

  @Test(arguments: ["/%00", "/a%00b", "/%FF", "/%", "/a#b", "/a\u{1}", "/a b", "nothing"])
  func `A malformed target is refused through the door's closure`(target: String) async throws {
    try await withServer { _, address in
      let client = try RawClient(address)
      await client.send("GET \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      let response = await client.readToEnd()
      #expect(response.hasPrefix("HTTP/1.1 400 ") && response.contains("The request target"))
    }
  }

  @Test(arguments: [
    "Content-Length: 3\r\nTransfer-Encoding: chunked", "Content-Length: 3\r\nContent-Length: 4",
    "Transfer-Encoding: gzip", "Host: b",
  ])
  func `A body with two lengths is refused and the connection closed`(headers: String) async throws {
    try await withServer { _, address in
      let client = try RawClient(address)
      await client.send("POST / HTTP/1.1\r\nHost: a\r\n\(headers)\r\n\r\n")
      let response = await client.readToEnd()
      #expect(response.hasPrefix("HTTP/1.1 400 ") || response.hasPrefix("HTTP/1.1 501 "))
      #expect(response.contains("Connection: close"))
    }
  }

  @Test func `Headers that are too large are refused by libmicrohttpd`() async throws {
    try await withServer(limits: .with { $0.headerBytes = 4_096 }) { _, address in
      let client = try RawClient(address)
      await client.send("GET / HTTP/1.1\r\nHost: a\r\nLarge: \(String(repeating: "x", count: 8_000))\r\n\r\n")
      #expect(await client.readToEnd().hasPrefix("HTTP/1.1 431 "))
      #expect(try await HTTPClient().send(HTTPClientRequest(url: "http://\(address)/")).status == 200)
    }
  }

  @Test(arguments: ["POST", "PUT", "PATCH", "DELETE"])
  func `A client that asks first is told at once that its body is too large`(method: String) async throws {
    try await withServer(limits: Self.smallBodies) { _, address in
      let client = try RawClient(address)
      await client.send("\(method) / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n")
      let response = await client.readToEnd()
      #expect(response.hasPrefix("HTTP/1.1 413 ") && response.contains("1000 bytes"))
    }
  }

  @Test(arguments: ["POST", "PATCH"])
  func `A body that is too large is read to its end and then refused`(method: String) async throws {
    try await withServer(limits: Self.smallBodies) { _, address in
      let response = try await HTTPClient().send(
        HTTPClientRequest(method: method, url: "http://\(address)/", body: [UInt8](repeating: 1, count: 1_001)))
      #expect(response.status == 413 && response.headers.first("Connection") == "close")
      let largest = try await HTTPClient().send(
        HTTPClientRequest(method: method, url: "http://\(address)/", body: [UInt8](repeating: 1, count: 1_000)))
      #expect(largest.status == 200)
    }
  }

  @Test func `A chunked body that is too large is refused`() async throws {
    try await withServer(limits: Self.smallBodies) { _, address in
      let client = try RawClient(address)
      await client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
      for _ in 0..<20 { await client.send("64\r\n\(String(repeating: "x", count: 100))\r\n") }
      await client.send("0\r\n\r\n")
      #expect(await client.readToEnd().hasPrefix("HTTP/1.1 413 "))
    }
  }

  @Test func `A hundred megabytes are refused while others are answered, and are not kept`() async throws {
    try await withServer { server, address in
      let client = try RawClient(address)
      let megabyte = [UInt8](repeating: 7, count: 1_000_000)
      await client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
      for number in 0..<100 {
        await client.send("\(String(megabyte.count, radix: 16))\r\n")
        await client.send(megabyte)
        await client.send("\r\n")
        if number % 20 == 0 {
          #expect(try await HTTPClient().send(HTTPClientRequest(url: "http://\(address)/")).status == 200)
        }
      }
      #expect(server.load.bufferedBytes <= HTTPServerLimits().bodyBytes)
      await client.send("0\r\n\r\n")
      #expect(await client.readToEnd().hasPrefix("HTTP/1.1 413 "))
    }
  }

  @Test func `Bodies together stay within their limit`() async throws {
    try await withServer(limits: .with { $0.bufferedBytes = 5_000 }) { _, address in
      let response = try await HTTPClient().send(
        HTTPClientRequest(method: "POST", url: "http://\(address)/", body: [UInt8](repeating: 1, count: 6_000)))
      #expect(response.status == 503 && response.headers.first("Retry-After") == "1")
    }
  }

  @Test func `More requests in flight than the limit are told to come back`() async throws {
    let release = Latch()
    let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse = { request in
      arrived.yield()
      await release.wait()
      return await echo(request)
    }
    try await withServer(limits: .with { $0.requestsInFlight = 2 }, handler: handler) { _, address in
      let client = HTTPClient()
      async let first = client.send(HTTPClientRequest(url: "http://\(address)/1"))
      async let second = client.send(HTTPClientRequest(url: "http://\(address)/2"))
      var waiting = arrivals.makeAsyncIterator()
      await waiting.next()
      await waiting.next()
      let third = try await client.send(HTTPClientRequest(url: "http://\(address)/3"))
      #expect(third.status == 503 && third.headers.first("Retry-After") == "1")
      release.open()
      let statuses = try await [first.status, second.status]
      #expect(statuses == [200, 200])
      #expect(try await client.send(HTTPClientRequest(url: "http://\(address)/4")).status == 200)
    }
  }
}
