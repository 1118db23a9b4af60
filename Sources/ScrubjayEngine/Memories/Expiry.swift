import ScrubjayCore

/// Retires memories whose time is over: nobody is shown them as it is, now they are deleted, softly.
struct Expiry: Sendable {
  let work: Work
  let directory: any KeyDirectory

  /// How soon after its time a memory is retired.
  static let interval = Duration.seconds(60)
  /// How many memories are retired in one transaction.
  private static let batch = 250

  /// Retires what has expired in every tenant, and answers how many memories that were.
  @discardableResult
  func sweep() async throws -> Int {
    var count = 0
    for tenant in try await directory.tenants() {
      let call = Call(access: Access(tenant: tenant.id, principal: "system", grants: [.admin]))
      // Reading first, so that nothing is written where there is nothing to do.
      while try await work.read(
        call,
        { [now = work.clock.now()] tx in
          try !tx.memories.expired(by: now, limit: 1).isEmpty
        })
      {
        count += try await work.storage.write(call) { [clock = work.clock] tx in
          let now = clock.now()
          let expired = try tx.memories.expired(by: now, limit: Self.batch)
          for memory in expired { try tx.delete(memory, .expire, call, now) }
          return expired.count
        }
        try Task.checkCancellation()
      }
    }
    return count
  }
}
