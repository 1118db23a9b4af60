import ScrubjayCore
import ScrubjaySQL

/// The one writer of this process: writes that arrive together share a transaction and its one fsync.
///
/// Each write runs in a savepoint, so that it succeeds or fails on its own. Nobody hears of success or failure
/// before the commit: a failure may rest on what another write of the group did. When a group cannot commit, its
/// writes run again one by one, so that one too large for the disk does not take the others with it.
final class SQLiteWriter: Sendable {
  /// A write that waits for its turn.
  struct Write: Sendable {
    /// Whether it cannot be part of a transaction.
    var isAlone = false
    /// Does the work and keeps its result; run again when its transaction was rolled back.
    let attempt: @Sendable (SQLiteConnection) throws -> Void
    /// Hands over the result that was kept, or the error.
    let finish: @Sendable ((any Error)?) -> Void
  }

  private let thread: ConnectionThreads<Write>

  /// Starts the writer's thread on a connection that nothing else uses.
  init(connection: Owned<SQLiteConnection>) {
    thread = ConnectionThreads([connection], name: "scrubjay-writer", upTo: SQLiteLimits.writesPerCommit) {
      writes, connection in
      for group in writes.divided(where: { $0.isAlone || $1.isAlone }) { Self.commit(group, connection) }
    }
  }

  /// Runs a write and returns once it is durable.
  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result {
    try await perform(isAlone: false, body)
  }

  /// Runs something outside of transactions, while the writes that come wait for it.
  func performAlone<Result: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result {
    try await perform(isAlone: true, body)
  }

  private func perform<Result: Sendable>(
    isAlone: Bool, _ body: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      let kept = Kept<Result>()
      let write = Write(
        isAlone: isAlone,
        attempt: { connection in kept.value = try body(connection) },
        finish: { error in
          if let error { continuation.resume(throwing: error) } else { continuation.resume(with: kept.result) }
        })
      do { try thread.add(write) } catch { continuation.resume(throwing: error) }
    }
  }

  /// Completes queued work, then closes the connection.
  func close() async { await thread.close() }

  private static func commit(_ writes: [Write], _ connection: SQLiteConnection) {
    if writes.count == 1, writes[0].isAlone {
      do {
        try writes[0].attempt(connection)
        writes[0].finish(nil)
      } catch {
        writes[0].finish(error)
      }
      return
    }
    do {
      let failures = try transaction(writes, connection)
      for (write, failure) in zip(writes, failures) { write.finish(failure) }
    } catch let error where writes.count == 1 || !isWorthRetrying(error) {
      for write in writes { write.finish(error) }
    } catch {
      for write in writes { commit([write], connection) }
    }
  }

  /// A database that stayed locked for the group would stay so for each of its writes.
  private static func isWorthRetrying(_ error: any Error) -> Bool { (error as? ScrubjayError)?.code != .databaseBusy }

  /// Runs writes in one transaction; answers the error of each that failed.
  ///
  /// - Throws: When the transaction as a whole came to nothing.
  private static func transaction(_ writes: [Write], _ connection: SQLiteConnection) throws -> [(any Error)?] {
    try connection.executePatiently("BEGIN IMMEDIATE")
    do {
      let failures = try writes.map { write in try savepoint(write, connection) }
      try connection.execute("COMMIT", [])
      return failures
    } catch {
      if connection.isInTransaction { try? connection.run("ROLLBACK") }
      throw error
    }
  }

  /// Runs one write; answers its error after undoing it, and throws that error when the transaction went with it.
  private static func savepoint(_ write: Write, _ connection: SQLiteConnection) throws -> (any Error)? {
    try connection.execute("SAVEPOINT one", [])
    do {
      try write.attempt(connection)
      try connection.execute("RELEASE one", [])
      return nil
    } catch {
      guard connection.isInTransaction else { throw error }
      try connection.execute("ROLLBACK TO one", [])
      try connection.execute("RELEASE one", [])
      return error
    }
  }
}

/// The result of an attempt; written on the connection's thread, read there once it is over, hence unchecked.
final class Kept<Value: Sendable>: @unchecked Sendable {
  var value: Value?

  /// The value; there is none only if no attempt succeeded.
  var result: Result<Value, any Error> {
    value.map(Result.success) ?? .failure(SQLError(message: "a unit of work kept no result", sql: nil))
  }
}

/// A value given to one thread for good; nothing else touches it, hence unchecked.
final class Owned<Value>: @unchecked Sendable {
  private var owned: Value?

  init(_ value: sending Value) { owned = value }

  var value: Value {
    guard let owned else { preconditionFailure("a thread used what it had released") }
    return owned
  }

  func release() { owned = nil }
}

extension Array {
  /// The elements in their order, divided between those that are not to be together.
  fileprivate func divided(where areApart: (Element, Element) -> Bool) -> [[Element]] {
    var groups: [[Element]] = []
    for element in self {
      if let last = groups.last?.last, !areApart(last, element) {
        groups[groups.count - 1].append(element)
      } else {
        groups.append([element])
      }
    }
    return groups
  }
}
