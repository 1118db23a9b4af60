import Foundation
import ScrubjayCore

/// Times as people read them.
enum ShortTime {
  /// The time in a time zone, to the minute, such as `2026-03-02 18:04`.
  static func text(_ time: Timestamp, in zone: TimeZone = .current) -> String {
    let seconds = (Double(time.microseconds) / 1_000_000).rounded(.down)
    let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds))
    let local = time.advanced(by: .seconds(offset)).description
    return String(local.prefix(16)).replacing("T", with: " ")
  }

  /// The time that RFC 3339 text names, in short; the text itself when it names none.
  static func text(_ text: String) -> String { Timestamp(rfc3339: text).map { self.text($0) } ?? text }
}
