import Foundation
import ScrubjayCore
import ScrubjaySQL

/// Connections that only read, each with a thread of its own.
final class SQLiteReaders: Sendable {
  private typealias Read = @Sendable (SQLiteConnection) -> Void

  private let queue = JobQueue<Read>()
  private let threads = DispatchGroup()

  /// Starts a thread for each connection.
  init(connections: [Owned<SQLiteConnection>]) {
    for owned in connections {
      threads.enter()
      let thread = Thread { [queue, threads] in
        while let reads = queue.take(upTo: 1) {
          for read in reads { read(owned.value) }
        }
        owned.release()
        threads.leave()
      }
      thread.name = "scrubjay-reader"
      thread.start()
    }
  }

  /// Runs a read over one consistent state.
  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      do {
        try queue.add { connection in
          continuation.resume(with: Swift.Result { try Self.transaction(connection, body) })
        }
      } catch {
        continuation.resume(throwing: error)
      }
    }
  }

  private static func transaction<Result>(
    _ connection: SQLiteConnection, _ body: (any SQLConnection) throws -> Result
  ) throws -> Result {
    try connection.execute("BEGIN", [])
    defer { _ = try? connection.execute("ROLLBACK", []) }
    return try body(connection)
  }

  /// Finishes what waits, then closes the connections.
  func close() async {
    queue.close()
    await withCheckedContinuation { continuation in
      threads.notify(queue: .global()) { continuation.resume() }
    }
  }
}
