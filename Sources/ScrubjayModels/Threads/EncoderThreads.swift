import Foundation
import ScrubjayCore

/// Threads that each have an encoder of one model and take their work from one queue; they end with this object.
final class EncoderThreads: Sendable {
  private typealias Work = @Sendable (EncoderThread) -> Void

  private let queue = WorkQueue<Work>()
  private let running = DispatchGroup()

  /// oneDNN compiles on the thread that asks, which takes more than some systems give a thread; in bytes.
  private static let stackBytes = 8 << 20

  /// How little of a processor that others want goes to threads that nobody waits for: the system's smallest share.
  private static let yieldingNiceness: Int32 = 19

  /// Starts threads, which load the model when the first work arrives.
  ///
  /// - Parameter isYielding: Whether nobody waits for them, so that whatever else there is to do goes first.
  init(_ model: LazyModel, name: String, count: Int, isYielding: Bool) {
    for _ in 0..<count {
      running.enter()
      let thread = Thread { [queue, running] in
        // On Linux this is the calling thread's alone; where it is refused, the thread works like any other.
        if isYielding { _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, Self.yieldingNiceness) }
        OneDNN.useOneThread()
        let encoder = EncoderThread(model)
        while let work = queue.take() { work(encoder) }
        running.leave()
      }
      thread.name = name
      thread.stackSize = Self.stackBytes
      thread.start()
    }
  }

  deinit { queue.close() }

  /// Runs `body` on the next thread that is free.
  ///
  /// - Throws: `closed` after ``close()``, and what `body` throws.
  func run<Result: Sendable>(_ body: @escaping @Sendable (EncoderThread) throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      do {
        try queue.add { thread in continuation.resume(with: Swift.Result { try body(thread) }) }
      } catch {
        continuation.resume(throwing: error)
      }
    }
  }

  /// Completes queued work, then stops the threads.
  func close() async {
    queue.close()
    await withCheckedContinuation { continuation in
      running.notify(queue: .global()) { continuation.resume() }
    }
  }
}
