import Glibc
import ScrubjayCore

/// A socket that listens, made here rather than by libmicrohttpd so that a failure can say what to do.
struct ListenSocket {
  let descriptor: Int32
  let address: HTTPAddress

  /// Listens at the first address of `host`, IPv4 before IPv6; `::` takes IPv4 too.
  init(host: String, port: Int) throws(ScrubjayError) {
    guard let service = UInt16(exactly: port) else {
      throw ScrubjayError(.invalidConfiguration, "\(port) is not a valid port; choose one from 0 to 65535.")
    }
    let candidate = try Self.resolve(host, port: service)
    let descriptor = socket(
      Int32(candidate.family), Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else {
      throw .listening(at: HTTPAddress(host: host, port: port), failedWith: errno)
    }
    var opened = false
    defer { if !opened { Glibc.close(descriptor) } }

    // Else a restart would have to wait until the last connections of the run before have timed out.
    Self.set(SO_REUSEADDR, at: SOL_SOCKET, to: 1, on: descriptor)
    if candidate.family == AF_INET6 {
      Self.set(IPV6_V6ONLY, at: Int32(IPPROTO_IPV6), to: host == "::" ? 0 : 1, on: descriptor)
    }
    let bound = candidate.withAddress { bind(descriptor, $0, $1) }
    guard bound == 0, listen(descriptor, SOMAXCONN) == 0 else {
      throw .listening(at: HTTPAddress(host: host, port: port), failedWith: errno)
    }
    opened = true
    self.descriptor = descriptor
    address = Self.localAddress(of: descriptor)
  }

  /// Stops listening.
  func close() {
    Glibc.close(descriptor)
  }

  private static func resolve(_ host: String, port: UInt16) throws(ScrubjayError) -> SocketAddress {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(host, String(port), &hints, &list)
    defer { if let list { freeaddrinfo(list) } }
    let found = sequence(first: list, next: { $0?.pointee.ai_next }).prefix { $0 != nil }.compactMap(\.self)
    let best = found.first { $0.pointee.ai_family == AF_INET } ?? found.first
    guard status == 0, let best, let address = SocketAddress(best.pointee.ai_addr, best.pointee.ai_addrlen) else {
      let reason = status == 0 ? "it has no address" : String(cString: gai_strerror(status))
      throw ScrubjayError(
        .invalidConfiguration,
        "The host '\(host)' cannot be resolved (\(reason)); use an address such as 127.0.0.1 or ::1.")
    }
    return address
  }

  private static func localAddress(of descriptor: Int32) -> HTTPAddress {
    var address = SocketAddress()
    address.withMutableAddress { _ = getsockname(descriptor, $0, $1) }
    return HTTPAddress(host: address.host, port: address.port)
  }

  private static func set(_ option: Int32, at level: Int32, to value: Int32, on descriptor: Int32) {
    withUnsafeBytes(of: value) { _ = setsockopt(descriptor, level, option, $0.baseAddress, socklen_t($0.count)) }
  }
}
