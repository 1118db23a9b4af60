import Foundation
import ScrubjayCore
import Testing

@testable import ScrubjayLanguage

/// Days by the clock on the wall.
@Suite struct LocalTimeTests {
  private static func local(_ time: String, _ zone: String) throws -> LocalTime {
    LocalTime(try #require(Timestamp(rfc3339: time)), in: try #require(TimeZone(identifier: zone)))
  }

  @Test(arguments: [
    ("2026-01-01T00:30:00+13:00", "Pacific/Auckland", "2026-01-01"),
    ("2026-01-01T00:30:00+13:00", "UTC", "2025-12-31"),
    ("2026-11-03T22:00:00Z", "America/Los_Angeles", "2026-11-03"),
    ("2026-11-04T07:59:59Z", "America/Los_Angeles", "2026-11-03"),
    ("2026-11-04T08:00:00Z", "America/Los_Angeles", "2026-11-04"),
  ])
  func `A day is that of the place`(time: String, zone: String, day: String) throws {
    #expect(DateMention.day(try Self.local(time, zone).day).text == day)
  }

  @Test(arguments: [
    ("Europe/Lisbon", 2026, 7, 1, "2026-06-30T23:00:00.000000Z"),
    ("Europe/Lisbon", 2026, 1, 1, "2026-01-01T00:00:00.000000Z"),
    // The clock goes forward on this day, two hours after it began.
    ("America/New_York", 2026, 3, 8, "2026-03-08T05:00:00.000000Z"),
    ("America/New_York", 2026, 3, 9, "2026-03-09T04:00:00.000000Z"),
    ("Asia/Kathmandu", 2026, 3, 9, "2026-03-08T18:15:00.000000Z"),
  ])
  func `A day begins at midnight there`(zone: String, year: Int, month: Int, day: Int, start: String) throws {
    let local = try Self.local("2026-01-01T12:00:00Z", zone)
    #expect(local.start(year: year, month: month, day: day)?.description == start)
    #expect(local.start(year: year, month: month, day: 32) == nil)
  }
}
