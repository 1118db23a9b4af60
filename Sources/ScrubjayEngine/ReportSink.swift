import Synchronization

/// Where reports go of background jobs, once someone listens.
final class ReportSink<Report: Sendable>: Sendable {
  private let listener = Mutex<(@Sendable (Report) -> Void)?>(nil)

  /// Has reports told from now on.
  func listen(_ listener: @escaping @Sendable (Report) -> Void) { self.listener.withLock { $0 = listener } }

  /// Tells who listens.
  func tell(_ report: Report) { listener.withLock { $0 }?(report) }
}
