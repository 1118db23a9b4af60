import Foundation
import ScrubjayCore
import ScrubjayHTTPClient

/// When a server may be asked again, as its headers say: `retry-after-ms`, or `Retry-After` in seconds or as a date.
struct RetryAfter: Sendable {
  /// From now on; `nil` where the server does not say.
  let duration: Duration?

  /// Reads the headers. A date is compared with the server's own clock where it shows it, else with this machine's.
  init(_ headers: [HTTPClientHeader], now: Date = Date()) {
    let seconds: Double? =
      if let text = headers.first("retry-after-ms"), let milliseconds = Double(text) {
        milliseconds / 1_000
      } else if let text = headers.first("Retry-After") {
        Double(text)
          ?? Self.date(text).map { date in
            date.timeIntervalSince(headers.first("Date").flatMap(Self.date) ?? now)
          }
      } else {
        nil
      }
    duration = seconds.flatMap { seconds in
      guard seconds.isFinite else { return nil }
      let longest = Double(RemoteLimits.retryAfter.components.seconds)
      return .milliseconds(Int64(min(max(seconds, 0), longest) * 1_000))
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Reads the date of RFC 9110, section 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`.
  private static func date(_ text: String) -> Date? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
      let month = months.firstIndex(of: String(parts[2]))
    else { return nil }
    let time = parts[4].split(separator: ":").compactMap { Int($0) }
    guard time.count == 3,
      let moment = Timestamp(
        year: year, month: month + 1, day: day, hour: time[0], minute: time[1], second: min(time[2], 59))
    else { return nil }
    return Date(timeIntervalSince1970: Double(moment.microseconds) / 1_000_000)
  }
}
