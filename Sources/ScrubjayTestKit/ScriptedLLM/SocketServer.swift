import Foundation
import Synchronization

/// The sockets of a server that may misbehave: a thread for each connection, and no rules.
final class SocketServer: Sendable {
  /// Where it listens, on 127.0.0.1.
  let port: Int
  private let socket: Int32
  private let connections = Mutex<[Int32: SocketConnection]?>([:])
  private let threads = DispatchGroup()

  /// Listens.
  ///
  /// - Throws: ``SocketFailure``.
  init(port: Int) throws {
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(clamping: port).bigEndian)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    var isOn: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
    let failed = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, length) != 0 || listen(socket, SOMAXCONN) != 0
          || getsockname(socket, address, &length) != 0
      }
    }
    guard !failed else {
      let reason = String(cString: strerror(errno))
      close(socket)
      throw SocketFailure(description: "Port \(port) cannot be listened at: \(reason)")
    }
    self.socket = socket
    self.port = Int(UInt16(bigEndian: address.sin_port))
  }

  /// Lets `serve` have each connection, on a thread of its own, until it returns.
  func start(_ serve: @escaping @Sendable (SocketConnection) -> Void) {
    let (socket, threads) = (socket, threads)
    threads.enter()
    Thread.detachNewThread { [weak self] in
      defer { threads.leave() }
      while true {
        let accepted = accept(socket, nil, nil)
        if accepted < 0, errno == EINTR || errno == ECONNABORTED { continue }
        guard accepted >= 0 else { return }
        let connection = SocketConnection(accepted)
        guard let self, self.add(connection) else {
          connection.close()
          return
        }
        threads.enter()
        Thread.detachNewThread {
          defer { threads.leave() }
          serve(connection)
          self.remove(connection)
        }
      }
    }
  }

  /// Breaks every connection off and returns when all threads have ended.
  func stop() async {
    shutdown(socket, Int32(SHUT_RDWR))
    let open = connections.withLock { connections in
      defer { connections = nil }
      return connections?.values.map(\.self) ?? []
    }
    for connection in open { connection.breakOff() }
    await withCheckedContinuation { continuation in
      threads.notify(queue: .global()) { continuation.resume() }
    }
    for connection in open { connection.close() }
    close(socket)
  }

  /// `false` when the server has stopped.
  private func add(_ connection: SocketConnection) -> Bool {
    connections.withLock { connections in
      guard connections != nil else { return false }
      connections?[connection.descriptor] = connection
      return true
    }
  }

  /// Closes a connection, unless the server's end does it.
  private func remove(_ connection: SocketConnection) {
    connections.withLock { connections in
      guard connections?.removeValue(forKey: connection.descriptor) != nil else { return }
      connection.close()
    }
  }
}

/// A socket that could not be made.
public struct SocketFailure: Error, CustomStringConvertible {
  /// What the system said.
  public let description: String
}
