import Dispatch
import ScrubjayCore
import Synchronization

/// Hands work from Swift's tasks to threads that compute.
final class WorkQueue<Work: Sendable>: Sendable {
  private struct Contents {
    var waiting: [Work] = []
    /// How many of those waiting have been taken; they are removed many at a time.
    var taken = 0
    var isClosed = false

    mutating func next() -> Work? {
      guard taken < waiting.count else { return nil }
      defer {
        taken += 1
        if taken == waiting.count {
          waiting.removeAll(keepingCapacity: true)
          taken = 0
        }
      }
      return waiting[taken]
    }
  }

  private let contents = Mutex(Contents())
  private let arrivals = DispatchSemaphore(value: 0)

  /// Adds work.
  ///
  /// - Throws: `closed` after ``close()``.
  func add(_ work: Work) throws(ScrubjayError) {
    let isClosed = contents.withLock { contents in
      if !contents.isClosed { contents.waiting.append(work) }
      return contents.isClosed
    }
    if isClosed { throw ScrubjayError(.closed, "The embedder is closed.") }
    arrivals.signal()
  }

  /// Waits for work and takes the oldest; `nil` once the queue is closed and empty.
  func take() -> Work? {
    while true {
      arrivals.wait()
      let (work, isClosed) = contents.withLock { ($0.next(), $0.isClosed) }
      if let work { return work }
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
