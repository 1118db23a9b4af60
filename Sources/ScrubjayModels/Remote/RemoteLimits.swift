/// What a model's server may take, at most.
public enum RemoteLimits {
  /// Time for a connection to be made.
  public static let connectTime = Duration.seconds(10)
  /// Time for a whole answer, unless a model is given another.
  public static let answerTime = Duration.seconds(120)
  /// Time for a server to show that it is there.
  public static let reachTime = Duration.seconds(5)
  /// Bytes of an answer, its headers included: 8 MiB.
  public static let responseBytes = 8 * 1_024 * 1_024
  /// Characters that are kept of what a server says of its failure.
  public static let messageCharacters = 300
  /// The longest time that a server can ask to be left alone for; a longer one counts as this.
  public static let retryAfter = Duration.seconds(86_400)
}
