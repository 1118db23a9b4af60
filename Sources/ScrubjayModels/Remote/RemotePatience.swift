import ScrubjayCore

/// How often a server is asked again that fails for the moment, and after which pauses.
struct RemotePatience: Sendable {
  /// How a pause is made.
  let pause: @Sendable (Duration) async throws -> Void

  /// How often a server is asked for background jobs.
  private static let attemptsForDocuments = 4
  /// How often a server is asked while someone waits.
  private static let attemptsForQueries = 2
  /// The first pause; each one after is twice as long as the one before.
  private static let firstPause = Duration.milliseconds(250)
  /// The longest pause; a server that asks for a longer one is left to whoever asks later.
  private static let longestPause = Duration.seconds(5)

  init(pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }) {
    self.pause = pause
  }

  /// Runs `body` until it works, fails for good, or has failed as often as it may.
  ///
  /// - Throws: The last ``ChatFailure``; what else `body` throws; `CancellationError`.
  func run<Result>(_ purpose: EmbeddingPurpose, _ body: () async throws -> Result) async throws -> Result {
    let attempts = purpose == .document ? Self.attemptsForDocuments : Self.attemptsForQueries
    var wait = Self.firstPause
    for _ in 1..<attempts {
      do { return try await body() } catch let failure as ChatFailure {
        let next = max(wait, failure.retryAfter ?? .zero)
        guard failure.isWorthAnotherTry, next <= Self.longestPause else { throw failure }
        try await pause(next)
        wait *= 2
      }
    }
    return try await body()
  }
}

extension ChatFailure {
  /// Whether the same request may work in a moment. A server that took too long has had its time.
  fileprivate var isWorthAnotherTry: Bool {
    switch kind {
    case .overloaded, .failed, .unreachable: true
    case .timedOut, .unauthorized, .refused, .malformed: false
    }
  }
}
