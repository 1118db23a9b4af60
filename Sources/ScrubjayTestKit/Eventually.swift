/// Waits until something that happens by itself has happened.
///
/// - Throws: ``NeverHappened`` when it takes longer than anything should.
public func eventually(
  within limit: Duration = .seconds(60), _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + limit
  var looks = 0
  while try await !condition() {
    looks += 1
    // On a busy machine the time may pass with hardly a look.
    let now = ContinuousClock.now
    if now > deadline, looks >= fewestLooks || now > deadline + limit * 2 { throw NeverHappened() }
    // A pause, lest the wait keeps from running what it waits for.
    try await Task.sleep(for: .milliseconds(5))
  }
}

/// How often it is looked, where that does not take three times as long, before something is said never to happen.
private let fewestLooks = 50

/// Something that was waited for did not happen.
public struct NeverHappened: Error {}
