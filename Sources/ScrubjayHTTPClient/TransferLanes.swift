import Foundation
import Synchronization

/// Threads that carry transfers, one at a time each: libcurl blocks, and Swift's own threads must not.
final class TransferLanes: Sendable {
  private struct State {
    var waiting: ArraySlice<Transfer> = []
    var threads = 0
    var idleThreads = 0
  }

  private let limit: Int
  private let state = Mutex(State())
  /// Signalled once for each transfer that is enqueued, and once for each thread when the lanes are closed.
  private let work = DispatchSemaphore(value: 0)

  init(limit: Int) {
    self.limit = limit
  }

  /// Hands a transfer to the next free thread.
  func enqueue(_ transfer: Transfer) {
    let needsThread = state.withLock { state in
      state.waiting.append(transfer)
      guard state.waiting.count > state.idleThreads, state.threads < limit else { return false }
      state.threads += 1
      return true
    }
    if needsThread {
      let thread = Thread { self.runLane() }
      thread.name = "scrubjay-http"
      thread.start()
    }
    work.signal()
  }

  /// Lets the threads end when they have carried what was enqueued.
  func close() {
    for _ in 0..<state.withLock({ $0.threads }) { work.signal() }
  }

  private func runLane() {
    let handle = EasyHandle()
    while let transfer = next() {
      guard !transfer.isAbandoned else { continue }
      transfer.finish(handle.perform(transfer))
    }
  }

  /// The next transfer, waiting for one; `nil` when the lanes are closed and empty.
  private func next() -> Transfer? {
    state.withLock { $0.idleThreads += 1 }
    work.wait()
    return state.withLock { state in
      state.idleThreads -= 1
      return state.waiting.popFirst()
    }
  }
}
