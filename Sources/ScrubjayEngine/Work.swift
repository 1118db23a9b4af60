import ScrubjayCore
import Foundation

/// Units of work with a clock and ids, and with the answers to retried requests.
struct Work: Sendable {
  let storage: any Storage
  let clock: any Clock
  let ids: any IDSource
  /// Told when there may be jobs to do.
  let wake = Wake()

  /// How long the answer to a request with an idempotency key is kept.
  static let answerLifetime = Duration.seconds(24 * 3_600)
  /// How many outdated answers a write with an idempotency key removes on its way.
  private static let answersPrunedAtOnce = 8

  /// Runs a unit of work that may write; a retry of it gets the first answer and does nothing.
  ///
  /// - Parameters:
  ///   - shown: The memories that the answer shows, in which version.
  ///   - user: The user whose session the answer shows something of.
  ///   - session: The session whose content the answer shows.
  /// - Throws: `idempotency_conflict` when the key was used for something else; `answer_erased` when what the first
  ///   answer showed is gone for good.
  func write<Result: Sendable & Codable>(
    _ call: Call, showing shown: @escaping @Sendable (Result) -> [Memory] = { _ in [] },
    of user: @escaping @Sendable (Result) -> String? = { _ in nil },
    in session: @escaping @Sendable (Result) -> String? = { _ in nil },
    _ body: @escaping @Sendable (any WriteTransaction, Timestamp) throws -> Result
  ) async throws -> Result {
    try await storage.write(call) { tx in
      let now = clock.now()
      guard let idempotency = call.idempotency else { return try body(tx, now) }
      let principal = call.access.principal
      let oldest = now.advanced(by: .zero - Self.answerLifetime)
      try tx.answers.prune(before: oldest, limit: Self.answersPrunedAtOnce)
      if let given = try tx.answers.find(idempotency.key, principal: principal), given.createdAt >= oldest {
        guard given.fingerprint == idempotency.fingerprint else {
          throw ScrubjayError(
            .idempotencyConflict, "This idempotency key was already used for a different request; use a new one.")
        }
        guard let answer = given.answer else {
          throw ScrubjayError(
            .answerErased,
            "This request succeeded earlier; the data in its response has since been redacted, purged, deleted or erased."
          )
        }
        return try JSONDecoder().decode(Result.self, from: Data(answer.text.utf8))
      }
      let result = try body(tx, now)
      let answer = JSONText(stored: String(decoding: try JSONEncoder().encode(result), as: UTF8.self))
      try tx.answers.insert(
        StoredAnswer(
          fingerprint: idempotency.fingerprint, answer: answer, user: user(result), session: session(result),
          createdAt: now),
        showing: shown(result).map { MemoryVersion($0.id, $0.version) }, key: idempotency.key, principal: principal)
      return result
    }
  }

  /// Runs a unit of work that only reads.
  func read<Result: Sendable>(
    _ call: Call, _ body: @escaping @Sendable (any ReadTransaction) throws -> Result
  ) async throws -> Result {
    try await storage.read(call, body)
  }
}

/// What an operation answers about a user's session, when it does not say whose it is.
struct UsersOwn<Value: Sendable & Codable>: Sendable, Codable {
  let value: Value
  let user: String?

  init(_ value: Value, of user: String?) {
    self.value = value
    self.user = user
  }
}

/// What an operation answers that has nothing to say.
struct Done: Sendable, Codable {}
