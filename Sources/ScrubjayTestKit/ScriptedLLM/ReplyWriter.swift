/// Sends a reply over a connection.
struct ReplyWriter {
  let connection: SocketConnection
  /// Whether what waits to be let go on may.
  let isReleased: @Sendable () -> Bool

  /// Sends a reply; `false` where the connection is of no further use.
  func write(_ reply: ScriptedLLM.Reply) -> Bool {
    guard connection.send(head(of: reply)) else { return false }
    var left = reply.cutAfter ?? .max
    for part in reply.parts {
      switch part {
      case .pause(let duration):
        let end = ContinuousClock.now + duration
        guard connection.wait(until: { ContinuousClock.now >= end }) else { return false }
      case .hold: guard connection.wait(until: isReleased) else { return false }
      case .bytes(let bytes):
        let sent = Array(bytes.prefix(left))
        left -= sent.count
        guard sent.isEmpty || connection.send(reply.isChunked ? Self.chunk(sent) : sent), left > 0 else { return false }
      }
    }
    return !reply.isChunked || connection.send(Self.lastChunk)
  }

  private func head(of reply: ScriptedLLM.Reply) -> [UInt8] {
    var lines = ["HTTP/1.1 \(reply.status) Scripted"] + reply.headers.map { "\($0.name): \($0.value)" }
    lines.append(reply.isChunked ? "Transfer-Encoding: chunked" : "Content-Length: \(reply.body.count)")
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  private static func chunk(_ bytes: [UInt8]) -> [UInt8] {
    Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
  }

  private static let lastChunk = Array("0\r\n\r\n".utf8)
}
