/// When conversations are summed up.
public struct SummaryPolicy: Sendable, Hashable {
  /// So many of a session's newest messages are not summed up while it goes on.
  public var keptMessages: Int
  /// So many messages before those that no summary covers are enough for one.
  public var pile: Int
  /// How many are made at the same time by a process.
  public var concurrency: Int
  /// How many are begun in a minute, by all processes together.
  public var perMinute: Int

  /// The messages that are kept unless configured otherwise.
  public static let standardKeptMessages = 10
  /// The messages that are enough unless configured otherwise.
  public static let standardPile = 20
  /// How many at the same time unless configured otherwise.
  public static let standardConcurrency = 2
  /// How many in a minute unless configured otherwise.
  public static let standardPerMinute = 10

  /// A policy.
  public init(
    keptMessages: Int = standardKeptMessages, pile: Int = standardPile, concurrency: Int = standardConcurrency,
    perMinute: Int = standardPerMinute
  ) {
    self.keptMessages = keptMessages
    self.pile = pile
    self.concurrency = concurrency
    self.perMinute = perMinute
  }
}
