/// What became of jobs, for a log; it does not show what they are about.
public struct JobReport: Sendable, Hashable {
  /// The queue.
  public let queue: String
  /// The jobs.
  public let jobs: [String]
  /// What became of them.
  public let outcome: Outcome

  /// What became of jobs.
  public enum Outcome: Sendable, Hashable {
    /// They are done, after so many seconds of work.
    case completed(seconds: Double)
    /// It failed, and is tried again.
    case failed(reason: String)
    /// It failed for good; someone has to look.
    case discarded(reason: String)
    /// Jobs could not be claimed or settled; that is tried again.
    case interrupted(reason: String)
  }
}
