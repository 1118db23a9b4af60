/// For how long what happened is kept in sight.
public struct RetentionPolicy: Sendable, Hashable {
  /// Days after its last change until an episodic memory is deleted, softly; 0 for never.
  public var episodicDays: Int
  /// Days after its termination until a session is archived; 0 for never.
  public var sessionDays: Int

  /// The days of an episodic memory, unless said otherwise.
  public static let standardEpisodicDays = 90
  /// The days of a terminated session, unless said otherwise.
  public static let standardSessionDays = 30

  /// For how long what happened is kept in sight.
  public init(episodicDays: Int = standardEpisodicDays, sessionDays: Int = standardSessionDays) {
    self.episodicDays = episodicDays
    self.sessionDays = sessionDays
  }
}
