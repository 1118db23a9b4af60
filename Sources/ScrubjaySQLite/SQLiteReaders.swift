import ScrubjayCore
import ScrubjaySQL

/// Connections that only read, each with a thread of its own.
final class SQLiteReaders: Sendable {
  private typealias Read = @Sendable (SQLiteConnection) -> Void

  private let threads: ConnectionThreads<Read>

  /// Starts a thread for each connection.
  init(connections: [Owned<SQLiteConnection>]) {
    threads = ConnectionThreads(connections, name: "scrubjay-reader", upTo: 1) { reads, connection in
      for read in reads { read(connection) }
    }
  }

  /// Runs a read over one consistent state.
  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      do {
        try threads.add { connection in
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

  /// Completes queued work, then closes the connections.
  func close() async { await threads.close() }
}
