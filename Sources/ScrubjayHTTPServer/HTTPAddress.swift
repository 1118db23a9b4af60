/// Where a server listens.
public struct HTTPAddress: Hashable, Sendable {
  /// The address in digits, such as `127.0.0.1` or `::1`.
  public let host: String
  /// The port, the real one if 0 was asked for.
  public let port: Int

  /// An address of this host and port.
  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }
}

extension HTTPAddress: CustomStringConvertible {
  /// `127.0.0.1:8080` or `[::1]:8080`.
  public var description: String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
