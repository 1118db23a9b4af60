import ScrubjayCore
import ScrubjayEngine

/// What an import did.
struct ImportSummary: Sendable {
  var sessions = 0
  var messages = 0
  var events = 0
  var memories = 0
  /// Records whose content was there already.
  var skipped = 0
  var seconds = 0.0
  var isInterrupted = false

  /// How many records have been dealt with.
  var records: Int { sessions + messages + events + memories + skipped }

  var json: JSON {
    [
      "sessions": .integer(sessions), "messages": .integer(messages), "events": .integer(events),
      "memories": .integer(memories), "skipped": .integer(skipped),
      "seconds": .real((seconds * 1_000).rounded() / 1_000),
    ]
  }

  var text: String {
    let counts = [
      (sessions, "session", "sessions"), (messages, "message", "messages"), (events, "event", "events"),
      (memories, "memory", "memories"),
    ]
    let parts = counts.filter { $0.0 > 0 || $0.1 == "message" }.map { count, one, many in
      "\(count) \(count == 1 ? one : many)"
    }
    let skipped = skipped > 0 ? "; \(skipped) records already existed" : ""
    return "Imported \(parts.joined(separator: ", "))\(skipped) (\(Decimals.text(seconds, digits: 1)) s)."
  }
}

/// An import that could not go on: where it stopped, and why.
struct ImportStopped: Error {
  let place: String
  let error: any Error
}

/// A short digest of text.
enum Digest {
  static func of(_ text: String) -> String { String(Fingerprint.of(text).prefix(24)) }
}
