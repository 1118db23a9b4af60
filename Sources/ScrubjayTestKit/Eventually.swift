/// Waits until something that happens by itself has happened.
///
/// - Throws: ``NeverHappened`` when it takes longer than anything should.
public func eventually(
  within limit: Duration = .seconds(60), _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + limit
  while try await !condition() {
    if ContinuousClock.now > deadline { throw NeverHappened() }
    // A pause, lest the wait keeps from running what it waits for.
    try await Task.sleep(for: .milliseconds(5))
  }
}

/// Something that was waited for did not happen.
public struct NeverHappened: Error {}
