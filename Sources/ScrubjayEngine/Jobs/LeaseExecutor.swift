import Dispatch

/// Runs what keeps leases on a thread of its own: where all others are busy with the jobs themselves, it would come too
/// late, and another worker would take over what is not lost.
final class LeaseExecutor: TaskExecutor {
  static let shared = LeaseExecutor()

  private let queue = DispatchQueue(label: "scrubjay-leases")

  private init() {}

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
