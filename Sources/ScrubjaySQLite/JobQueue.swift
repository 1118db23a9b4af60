import Dispatch
import ScrubjayCore
import Synchronization

/// Hands work from Swift's tasks to threads that may block.
final class JobQueue<Job: Sendable>: Sendable {
  private struct Contents {
    var waiting: [Job] = []
    var isClosed = false
  }

  private let contents = Mutex(Contents())
  private let arrivals = DispatchSemaphore(value: 0)

  /// Adds a job.
  ///
  /// - Throws: `closed` after ``close()``.
  func add(_ job: Job) throws {
    let isClosed = contents.withLock { contents in
      if !contents.isClosed { contents.waiting.append(job) }
      return contents.isClosed
    }
    if isClosed { throw ScrubjayError(.closed, "The storage is closed.") }
    arrivals.signal()
  }

  /// Waits for jobs and takes the oldest of them; `nil` once the queue is closed and empty.
  func take(upTo limit: Int) -> [Job]? {
    while true {
      arrivals.wait()
      let (jobs, isClosed) = contents.withLock { contents in
        let jobs = Array(contents.waiting.prefix(limit))
        contents.waiting.removeFirst(jobs.count)
        return (jobs, contents.isClosed)
      }
      if !jobs.isEmpty { return jobs }
      if isClosed {
        // Another thread may be waiting for the same news.
        arrivals.signal()
        return nil
      }
    }
  }

  /// Lets the threads finish what is there and then stop.
  func close() {
    contents.withLock { $0.isClosed = true }
    arrivals.signal()
  }
}
