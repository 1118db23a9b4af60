public import ScrubjayCore

/// Where the server writes what it did: one JSON object a line, never what was said.
public struct RequestLog: Sendable {
  private let write: @Sendable (JSON) -> Void
  private let clock: any Clock

  /// A log.
  ///
  /// - Parameters:
  ///   - clock: Tells the time of each line.
  ///   - write: Takes each line.
  public init(clock: any Clock, write: @escaping @Sendable (JSON) -> Void) {
    self.clock = clock
    self.write = write
  }

  /// Writes an event with its members.
  public func write(_ event: String, level: String = "info", _ members: [JSON.Member] = []) {
    write(
      .object(
        [
          JSON.Member("time", .time(clock.now())), JSON.Member("level", .string(level)),
          JSON.Member("event", .string(event)),
        ] + members))
  }
}
