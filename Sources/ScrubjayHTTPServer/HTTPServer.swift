import Synchronization

/// An HTTP/1.1 server: transport only, no routes and no error format of its own.
///
/// libmicrohttpd's threads read and write; a handler runs as a Swift task, and its connection waits without a thread.
/// A handler's task is cancelled when its client closes the connection, also when it only half-closes it.
public final class HTTPServer: Sendable {
  private let host: String
  private let port: Int
  private let core: ServerCore
  private let hasRun = Atomic(false)
  private let stopping = Latch()
  private let hurrying = Latch()
  private let grace = Mutex(Duration.zero)

  /// A server that is not listening yet.
  ///
  /// - Parameters:
  ///   - host: A name or an address: `127.0.0.1`, `::1`, `0.0.0.0`, or `::` for every address of both kinds. A name that
  ///     has several, as `localhost` may, stands for its first IPv4 address.
  ///   - port: From 1 to 65535, or 0 for a free one.
  ///   - limits: What clients may use up.
  ///   - reject: How a refusal looks. Called on a polling thread: it must not block.
  ///   - handler: Answers a request. Runs beside others; when its task is cancelled, nobody waits for the answer.
  public init(
    host: String = "127.0.0.1",
    port: Int,
    limits: HTTPServerLimits = HTTPServerLimits(),
    reject: @escaping @Sendable (HTTPRejection) -> HTTPResponse = { $0.plainResponse },
    handler: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
  ) {
    self.host = host
    self.port = port
    core = ServerCore(limits: limits, reject: reject, handler: handler)
  }

  /// Serves until ``shutDown(grace:)`` or until the task is cancelled, which is a shutdown without grace. Runs once.
  ///
  /// - Parameter onListening: Called once the system accepts connections, with the real port.
  /// - Throws: `ScrubjayError` if it cannot listen, with what to do about it.
  public func run(onListening: @Sendable (HTTPAddress) -> Void = { _ in }) async throws {
    precondition(!hasRun.exchange(true, ordering: .relaxed), "An HTTPServer runs once; make another one.")
    let socket = try ListenSocket(host: host, port: port)
    let daemon = try Daemon(socket: socket.descriptor, core: core)
    onListening(socket.address)

    await withTaskCancellationHandler {
      await withDiscardingTaskGroup { group in
        group.addTask { await self.core.sweep() }
        await stopping.wait()
        // Unstructured: a cancelled task must still wait for the daemon to let go of `core`.
        await Task { await self.stop(daemon) }.value
        group.cancelAll()
      }
    } onCancel: {
      hurrying.open()
      stopping.open()
    }
  }

  /// Makes ``run(onListening:)`` return: new connections are refused, requests that have begun are finished.
  ///
  /// - Parameter grace: How long the server waits for them; then it cancels their handlers and closes their connections.
  public func shutDown(grace: Duration) {
    self.grace.withLock { $0 = grace }
    stopping.open()
  }

  private func stop(_ daemon: Daemon) async {
    daemon.quiesce()
    core.updateLoad { $0.advance(to: .draining) }
    await Latch.waitForFirst(of: [core.drained, hurrying], atMost: grace.withLock { $0 })
    core.close()
    daemon.stop()
    await Latch.waitForFirst(of: [core.quiet], atMost: core.limits.cancellationTime)
  }

  // MARK: For tests

  /// What stands on the server's hands now.
  var load: ServerLoad { core.currentLoad }

  /// Returns when the last handler of a server that has stopped has returned.
  func untilQuiet() async {
    await core.quiet.wait()
  }
}
