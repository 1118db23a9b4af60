import Foundation
import ScrubjayCore

/// Threads that each own a connection and take their work from one queue.
final class ConnectionThreads<Job: Sendable>: Sendable {
  private let queue = JobQueue<Job>()
  private let running = DispatchGroup()

  /// Starts a thread for each connection.
  ///
  /// - Parameters:
  ///   - connections: Connections that nothing else uses.
  ///   - name: What the threads are called.
  ///   - count: How many jobs a thread takes at once, at most.
  ///   - work: Does jobs on a connection.
  init(
    _ connections: [Owned<SQLiteConnection>], name: String, upTo count: Int,
    _ work: @escaping @Sendable ([Job], SQLiteConnection) -> Void
  ) {
    for connection in connections {
      running.enter()
      let thread = Thread { [queue, running] in
        while let jobs = queue.take(upTo: count) { work(jobs, connection.value) }
        connection.release()
        running.leave()
      }
      thread.name = name
      thread.start()
    }
  }

  /// Hands over a job.
  ///
  /// - Throws: `closed` after ``close()``.
  func add(_ job: Job) throws { try queue.add(job) }

  /// Completes queued work, then closes the connections.
  func close() async {
    queue.close()
    await withCheckedContinuation { continuation in
      running.notify(queue: .global()) { continuation.resume() }
    }
  }
}
