import Foundation

/// A request as it came over a socket.
struct SocketMessage: Sendable {
  let target: String
  /// The header fields, their names in lower case.
  let headers: [String: String]
  let body: [UInt8]
}

/// One connection of a ``SocketServer``, used by its thread alone but for ``breakOff()``.
struct SocketConnection: Sendable {
  let descriptor: Int32

  /// How long a wait sleeps before it looks again, in milliseconds.
  private static let lookMilliseconds: Int32 = 5
  /// Bytes that are read at once.
  private static let pieceBytes = 65_536

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    // Each piece of a stream goes out by itself.
    var isOn: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
  }

  /// The next request; `nil` when none comes any more.
  func receive() -> SocketMessage? {
    var bytes: [UInt8] = []
    let separator = Data("\r\n\r\n".utf8)
    while true {
      guard let end = Data(bytes).range(of: separator) else {
        guard read(into: &bytes) else { return nil }
        continue
      }
      let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
      let fields = lines.dropFirst().map { $0.split(separator: ":", maxSplits: 1) }.filter { $0.count == 2 }
      let headers = Dictionary(
        fields.map { ($0[0].lowercased(), $0[1].trimmingCharacters(in: .whitespaces)) }
      ) { first, _ in first }
      let length = headers["content-length"].flatMap { Int($0) } ?? 0
      while bytes.count < end.upperBound + length { guard read(into: &bytes) else { return nil } }
      let words = lines[0].split(separator: " ")
      return SocketMessage(
        target: words.count > 1 ? String(words[1]) : "", headers: headers,
        body: Array(bytes[end.upperBound..<end.upperBound + length]))
    }
  }

  private func read(into bytes: inout [UInt8]) -> Bool {
    var piece = [UInt8](repeating: 0, count: Self.pieceBytes)
    let count = recv(descriptor, &piece, piece.count, 0)
    guard count > 0 else { return false }
    bytes += piece[..<count]
    return true
  }

  /// Sends all of it; `false` when the other end has gone.
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Waits until something is so; `false` when the other end has gone before.
  func wait(until condition: () -> Bool) -> Bool {
    while !condition() {
      var look = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      // A client that waits for its answer says nothing, so that what can be read here is its end.
      guard poll(&look, 1, Self.lookMilliseconds) == 0 else { return false }
    }
    return true
  }

  /// Ends what is being sent or received, from any thread.
  func breakOff() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  func close() { Foundation.close(descriptor) }
}
