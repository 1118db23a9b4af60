import Foundation
import Synchronization

/// SIGTERM and SIGINT: the first one asks for an orderly end, a second one ends the process.
///
/// Not by a dispatch source: that is registered some time after it was asked for, and a signal that comes before is lost.
enum StopSignals {
  /// What a signal's handler writes to, which may do little else.
  private static let pipe = Atomic<Int32>(-1)

  /// Runs `body`; the first signal during it calls `stop`.
  static func during(_ body: () async throws -> Void, stop: @escaping @Sendable () -> Void) async throws {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else {
      try await body()
      return
    }
    let (reading, writing) = (ends[0], ends[1])
    pipe.store(writing, ordering: .sequentiallyConsistent)
    for number in [SIGTERM, SIGINT] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in
        var byte: UInt8 = 1
        _ = write(StopSignals.pipe.load(ordering: .relaxed), &byte, 1)
      }
      // The next one finds the system's own handler.
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      sigaction(number, &action, nil)
    }
    // It ends when a signal has come, or the writing end is closed.
    Thread.detachNewThread {
      var byte: UInt8 = 0
      if read(reading, &byte, 1) == 1 { stop() }
      close(reading)
    }
    defer {
      for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
      pipe.store(-1, ordering: .sequentiallyConsistent)
      close(writing)
    }
    try await body()
  }
}
