import ScrubjayCore

/// Does the jobs of one queue. A job may be done twice, by two workers even, so what it does must be the same then.
protocol JobHandler: Sendable {
  /// The queue.
  var queue: String { get }
  /// How many jobs of a tenant are done together, at most.
  var batch: Int { get }
  /// Whether completed jobs stay visible for a while; otherwise what they leave behind says enough.
  var keepsCompleted: Bool { get }
  /// Does what takes long, outside any transaction.
  ///
  /// - Returns: What to store, which commits together with the jobs' completion.
  func work(on jobs: [Job], as call: Call) async throws -> JobEffect
}

/// What a job stores when it is completed.
typealias JobEffect = @Sendable (any WriteTransaction, Timestamp) throws -> Void
