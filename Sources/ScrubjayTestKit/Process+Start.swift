public import Foundation
import Synchronization

extension Process {
  private static let starting = Mutex(())

  /// Starts the process. Foundation's `run()` crashes on Linux when two threads call it at once, as tests do.
  public func start() throws { try Self.starting.withLock { _ in try run() } }
}
