import Foundation
import ScrubjayCore
import ScrubjayLanguage

/// By whose clock something is said: the words around a time, such as "yesterday", mean days there.
///
/// An offset that comes with a time counts, then the time zone of the call, the session's, the user's, and UTC.
struct Clocks {
  /// The time zones, the nearest first.
  private let zones: [TimeZone]

  /// The time zones of those that are named; names that mean none, as of a database from elsewhere, are left out.
  init(_ names: String?...) { zones = names.compactMap { $0.flatMap(TimeZone.init(identifier:)) } }

  /// The time as the clock shows it.
  func local(_ time: Timestamp, utcOffset: Int?) -> LocalTime {
    LocalTime(time, in: utcOffset.map(TimeZone.init(utcOffset:)) ?? zones.first ?? .gmt)
  }

  /// The offset from UTC at a time, in minutes; `nil` where nothing tells of a clock.
  func utcOffset(at time: Timestamp) -> Int? {
    zones.first.map { $0.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.microseconds) / 1_000_000)) / 60 }
  }
}

extension TimeZone {
  fileprivate init(utcOffset minutes: Int) { self = TimeZone(secondsFromGMT: 60 * minutes) ?? .gmt }
}

extension Event {
  /// When it happened by the clock there.
  var localTime: LocalTime { Clocks().local(occurredAt, utcOffset: utcOffset) }
}

extension Check {
  /// A time zone by its IANA name.
  static func timeZone(_ name: String?, _ field: String) throws(ScrubjayError) {
    guard let name else { return }
    try self.name(name, field)
    // Others are abbreviations, which mean several zones, or offsets, which know no summer time.
    guard name == "UTC" || name.contains("/"), TimeZone(identifier: name) != nil else {
      throw failure(field, "is no time zone; give one by its IANA name, such as Europe/Lisbon or America/New_York")
    }
  }

  /// An offset from UTC in minutes, less than a day.
  static func utcOffset(_ minutes: Int?, _ field: String) throws(ScrubjayError) {
    guard let minutes, !Limits.utcOffsetMinutes.contains(minutes) else { return }
    throw failure(field, "is no offset from UTC in minutes, less than a day")
  }
}
