package import Foundation
package import ScrubjayCore

/// A time as a clock on the wall shows it where something is said, so that "yesterday" is the day before there.
package struct LocalTime: Sendable, Hashable {
  /// The point in time.
  package let time: Timestamp
  /// The time zone of the clock: a fixed offset, or one with its own rules for summer time.
  package let zone: TimeZone

  /// A time in a time zone; in UTC unless another one is given.
  package init(_ time: Timestamp, in zone: TimeZone = .gmt) {
    self.time = time
    self.zone = zone
  }

  /// The number of the day there, see `Timestamp.dayNumber`.
  package var dayNumber: Int { time.advanced(by: .seconds(offset(at: time))).dayNumber }

  /// The calendar day there.
  package var day: CalendarDay { CalendarDay(dayNumber: dayNumber) }

  /// Returns when a day begins there; `nil` for a day that does not exist.
  package func start(year: Int, month: Int = 1, day: Int = 1) -> Timestamp? {
    guard let wall = Timestamp(year: year, month: month, day: day) else { return nil }
    // The offset at that midnight is within a day of what it would be if the wall showed UTC.
    let guess = wall.advanced(by: .seconds(-offset(at: wall)))
    return wall.advanced(by: .seconds(-offset(at: guess)))
  }

  private func offset(at time: Timestamp) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.microseconds) / 1_000_000))
  }
}
