/// Tells the time; passed in, so that tests can move it.
public protocol Clock: Sendable {
  /// Returns the current time.
  func now() -> Timestamp
}

/// Makes ids; passed in, so that tests can foresee them.
public protocol IDSource: Sendable {
  /// Returns a new id, a UUIDv7 unless a test says otherwise.
  func next(at time: Timestamp) -> String
}
