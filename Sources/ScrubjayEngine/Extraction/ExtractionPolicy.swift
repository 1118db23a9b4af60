/// When users' messages are looked at for what is worth remembering, and how many at a time.
public struct ExtractionPolicy: Sendable, Hashable {
  /// Whether that is done by itself; asked for, it is done all the same.
  public var isEnabled: Bool
  /// How long after the beginning of a run the next one begins.
  public var interval: Duration
  /// How many messages a run takes at most, of all users of a tenant together.
  public var batchSize: Int
  /// How many of them are of the same user at most.
  public var batchSizePerUser: Int
  /// Up to which share of what is known of a user one look at the user's messages may declare outdated; what goes beyond
  /// waits for someone to decide.
  public var supersededShare: Double

  /// The interval unless configured otherwise, in milliseconds.
  public static let standardIntervalMilliseconds = 300_000
  /// The messages of a run unless configured otherwise.
  public static let standardBatchSize = 100
  /// The messages of a user in a run unless configured otherwise.
  public static let standardBatchSizePerUser = 25
  /// The share unless configured otherwise.
  public static let standardSupersededShare = 0.2

  /// A policy.
  public init(
    isEnabled: Bool = true, interval: Duration = .milliseconds(standardIntervalMilliseconds),
    batchSize: Int = standardBatchSize, batchSizePerUser: Int = standardBatchSizePerUser,
    supersededShare: Double = standardSupersededShare
  ) {
    self.isEnabled = isEnabled
    self.interval = interval
    self.batchSize = batchSize
    self.batchSizePerUser = batchSizePerUser
    self.supersededShare = supersededShare
  }
}
