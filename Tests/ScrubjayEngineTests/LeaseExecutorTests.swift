import Foundation
import ScrubjayTestKit
import Synchronization
import Testing

@testable import ScrubjayEngine

@Suite struct LeaseExecutorTests {
  /// More tasks than there are threads for them, each of which keeps its thread for a second.
  private static func keepAllThreads(_ end: @escaping @Sendable () -> Void) async {
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<2 * ProcessInfo.processInfo.activeProcessorCount {
        group.addTask {
          let limit = ContinuousClock.now + .seconds(1)
          while ContinuousClock.now < limit {}
          end()
        }
      }
    }
  }

  @Test func `What keeps leases is done while all threads that tasks share are busy`() async {
    let count = Atomic(0)
    let counts = Mutex<[Int]>([])
    await LeaseExecutor.shared.every(.milliseconds(10)) {
      count.add(1, ordering: .relaxed)
    } during: {
      await Self.keepAllThreads { counts.withLock { $0.append(count.load(ordering: .relaxed)) } }
    }
    // What the first of them saw when it ended: nobody else had had a thread until then.
    #expect(counts.withLock { $0.first ?? 0 } >= 5)
    let end = count.load(ordering: .relaxed)
    try? await Task.sleep(for: .milliseconds(100))
    #expect(count.load(ordering: .relaxed) <= end + 1)
  }
}
