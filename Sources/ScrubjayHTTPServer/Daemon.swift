import CScrubjayMicroHTTP
import Glibc
import ScrubjayCore

/// libmicrohttpd at work: polling threads that accept, parse and send.
///
/// `@unchecked Sendable`: the pointer never changes, and one task calls ``quiesce()`` and ``stop()``, in that order.
struct Daemon: @unchecked Sendable {
  private let daemon: OpaquePointer
  private let socket: Int32

  /// Starts to serve `socket`, which belongs to the daemon from then on. `core` must outlive ``stop()``.
  init(socket: Int32, core: ServerCore) throws(ScrubjayError) {
    let limits = core.limits
    var configuration = scrubjay_mhd_configuration(
      listen_socket: socket,
      threads: UInt32(HTTPServerLimits.pollingThreads),
      connections: UInt32(clamping: limits.connections),
      connections_per_address: UInt32(clamping: limits.connectionsPerAddress ?? 0),
      connection_memory: limits.headerBytes,
      idle_seconds: UInt32(clamping: max(1, limits.idleTime.wholeSecondsRoundedUp)),
      context: Unmanaged.passUnretained(core).toOpaque(),
      on_request: onRequest,
      on_request_line: onRequestLine,
      on_completed: onCompleted,
      on_connection: onConnection)
    guard let daemon = scrubjay_mhd_start(&configuration) else {
      // The socket is left alone: whether libmicrohttpd has closed it depends on how far it came.
      let reason = String(cString: strerror(errno))
      throw ScrubjayError(.cannotListen, "The HTTP server could not start its polling threads: \(reason).")
    }
    self.daemon = daemon
    self.socket = socket
  }

  /// Accepts no more connections; new ones are refused by the system.
  func quiesce() {
    MHD_quiesce_daemon(daemon)
    // Closed only when the threads have ended: one of them may be accepting, and the number must stay taken till then.
    shutdown(socket, Int32(SHUT_RDWR))
  }

  /// Closes every connection and ends the threads. No connection may stay suspended.
  func stop() {
    MHD_stop_daemon(daemon)
    Glibc.close(socket)
  }
}

extension Duration {
  fileprivate var wholeSecondsRoundedUp: Int64 {
    components.seconds + (components.attoseconds > 0 ? 1 : 0)
  }
}
