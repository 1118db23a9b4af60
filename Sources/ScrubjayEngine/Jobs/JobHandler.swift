import ScrubjayCore

/// Does the jobs of one queue. A job may be done twice, by two workers even, so what it does must be the same then.
protocol JobHandler: Sendable {
  /// The queue.
  var queue: String { get }
  /// How many jobs of a tenant are done together, at most.
  var batch: Int { get }
  /// How many batches are done at the same time, so that a long one does not hold up the others.
  var lanes: Int { get }
  /// Whether completed jobs stay visible for a while; otherwise what they leave behind says enough.
  var keepsCompleted: Bool { get }
  /// Whether anything of this queue could be done here for a tenant.
  func canWork(in call: Call) async throws -> Bool
  /// Does what takes long, outside any transaction.
  func work(on jobs: [Job], as call: Call) async throws -> JobResult
  /// Notes that a job was given up, together with that.
  func giveUp(_ job: Job, _ reason: String, _ tx: any WriteTransaction) throws
}

extension JobHandler {
  /// Most jobs leave nothing behind that would have to know.
  func giveUp(_ job: Job, _ reason: String, _ tx: any WriteTransaction) throws {}
}

/// What came of jobs.
struct JobResult: Sendable {
  /// What to store, which commits together with what becomes of the jobs.
  let effect: @Sendable (any WriteTransaction, Timestamp) throws -> Void
  /// How long to wait before they are looked at again, when something of them could not be done here; `nil` when they are
  /// done.
  let pause: Duration?

  /// Jobs that are done.
  static func done(_ effect: @escaping @Sendable (any WriteTransaction, Timestamp) throws -> Void) -> JobResult {
    JobResult(effect: effect, pause: nil)
  }
}
