import Foundation
import ScrubjayHTTPServer

/// A socket that sends exactly the bytes a test writes; what blocks runs on threads of its own.
final class RawClient: Sendable {
  struct Failure: Error {
    let number = errno
  }

  private let socket: Int32

  init(_ address: HTTPAddress) throws {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_NUMERICHOST
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(address.host, String(address.port), &hints, &list) == 0, let first = list?.pointee else {
      throw Failure()
    }
    defer { freeaddrinfo(list) }
    socket = Glibc.socket(first.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    // Only a failing test gets here: no wait may outlast it.
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(socket, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
    guard connect(socket, first.ai_addr, first.ai_addrlen) == 0 else { throw Failure() }
  }

  deinit {
    Glibc.close(socket)
  }

  /// Sends all of `text`; a connection that the server has closed is not an error.
  func send(_ text: String) async {
    await send(Array(text.utf8))
  }

  func send(_ bytes: [UInt8]) async {
    await onThread {
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.send(self.socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        if count <= 0 { return }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// Everything until the server closes the connection.
  func readToEnd() async -> String {
    await read { _ in false }
  }

  /// One response with a `Content-Length`, and no byte more than it.
  func readResponse() async -> String {
    var response = await readHead()
    let length = response.split(whereSeparator: \.isNewline).first { $0.lowercased().hasPrefix("content-length:") }
    let count = length.flatMap { Int($0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)) } ?? 0
    if count > 0 { response += await read { $0.unicodeScalars.count == count } }
    return response
  }

  /// A response up to and including the empty line.
  func readHead() async -> String {
    await read { $0.unicodeScalars.suffix(4).elementsEqual("\r\n\r\n".unicodeScalars) }
  }

  /// Reads byte by byte until `isComplete` or the end.
  private func read(until isComplete: @escaping @Sendable (String) -> Bool) async -> String {
    await onThread {
      var text = ""
      var byte: UInt8 = 0
      while !isComplete(text), recv(self.socket, &byte, 1, 0) == 1 {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      }
      return text
    }
  }

  /// Ends the sending half, as `close` does for the server to see.
  func finishSending() {
    shutdown(socket, Int32(SHUT_WR))
  }

  /// Closes the connection with a reset instead of in order.
  func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    var none = sockaddr()
    none.sa_family = sa_family_t(AF_UNSPEC)
    connect(socket, &none, socklen_t(MemoryLayout<sockaddr>.size))
  }

  private func onThread<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: work()) }
    }
  }
}
