import ScrubjayCore

/// Which messages a run takes: the first stored first, so many of each user at most, so that nobody keeps the others
/// waiting.
struct ExtractionBatch: Sendable {
  /// The messages by user, in the order in which the users' first ones were stored.
  private(set) var users: [(user: String, messages: [Int64])] = []

  /// How many messages are looked at in one statement.
  private static let page = 256

  /// Chooses the messages of a run.
  ///
  /// - Parameter user: The only user whose messages are taken; `nil` for all who have no job of an earlier run.
  init(_ policy: ExtractionPolicy, of user: String?, _ extractions: any ExtractionReader) throws {
    if let user {
      let waiting = try extractions.waiting(of: user, limit: policy.batchSizePerUser).map(\.message)
      if !waiting.isEmpty { users = [(user, waiting)] }
      return
    }
    var places: [String: Int] = [:]
    var full: [String] = []
    var count = 0
    var last: Int64 = 0
    while count < policy.batchSize {
      let page = try extractions.waiting(
        after: last, notOf: full, nor: ExtractionHandler.queue, limit: Self.page)
      for waiting in page where count < policy.batchSize {
        last = waiting.message
        let place = places[waiting.user] ?? users.count
        if place == users.count {
          places[waiting.user] = place
          users.append((waiting.user, []))
        }
        guard users[place].messages.count < policy.batchSizePerUser else { continue }
        users[place].messages.append(waiting.message)
        count += 1
        if users[place].messages.count == policy.batchSizePerUser { full.append(waiting.user) }
      }
      if page.count < Self.page { return }
    }
  }

}
