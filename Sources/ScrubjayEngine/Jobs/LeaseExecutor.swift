import Dispatch

/// Runs what keeps leases on a queue of its own: where the threads that tasks share are all busy with the jobs themselves,
/// it would come too late, and another worker would take over what is not lost.
///
/// A task that sleeps is woken by way of the shared threads, whatever its executor; hence the timer.
final class LeaseExecutor: TaskExecutor {
  static let shared = LeaseExecutor()

  private let queue = DispatchQueue(label: "scrubjay-leases")

  private init() {}

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// Does something again and again for as long as `body` runs.
  func every<Result>(
    _ interval: Duration, _ task: @escaping @Sendable () async -> Void, during body: () async -> Result
  ) async -> Result {
    let timer = DispatchSource.makeTimerSource(queue: queue)
    let milliseconds = Int(interval / .milliseconds(1))
    timer.schedule(deadline: .now() + .milliseconds(milliseconds), repeating: .milliseconds(milliseconds))
    timer.setEventHandler { Task(executorPreference: self) { await task() } }
    timer.resume()
    defer { timer.cancel() }
    return await body()
  }
}
