import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.000001Z", 1), ("1969-12-31T23:59:59.999999Z", -1),
    ("2026-03-02T18:04:00+02:00", 1_772_467_440_000_000), ("2026-03-02T16:04:00Z", 1_772_467_440_000_000),
    ("2026-03-02T10:34:00-05:30", 1_772_467_440_000_000), ("2026-03-02t16:04:00z", 1_772_467_440_000_000),
    ("2026-03-02 16:04:00Z", 1_772_467_440_000_000), ("2026-03-02T16:04:00.5Z", 1_772_467_440_500_000),
    ("2026-03-02T16:04:00.1234567890123Z", 1_772_467_440_123_456), ("2026-03-02T16:04:00-00:00", 1_772_467_440_000_000),
    ("2000-02-29T00:00:00Z", 951_782_400_000_000), ("2024-02-29T12:00:00+23:59", 1_709_121_660_000_000),
    ("1900-03-01T00:00:00Z", -2_203_891_200_000_000), ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
    ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999), ("2016-12-31T23:59:60Z", 1_483_228_799_000_000),
    ("0001-01-01T05:00:00+05:00", -62_135_596_800_000_000),
  ])
  func `Reads RFC 3339`(text: String, microseconds: Int64) {
    #expect(Timestamp(rfc3339: text)?.microseconds == microseconds)
  }

  @Test(arguments: [
    "", "2026-03-02", "2026-03-02T16:04:00", "2026-03-02T16:04Z", "2026-03-02T16:04:00.Z", "2026-3-2T16:04:00Z",
    "26-03-02T16:04:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
    "2026-01-32T00:00:00Z", "2026-04-31T00:00:00Z", "2025-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
    "2100-02-29T00:00:00Z", "2026-03-02T24:00:00Z", "2026-03-02T16:60:00Z", "2026-03-02T16:04:61Z",
    "2026-03-02T16:04:00+24:00", "2026-03-02T16:04:00+02:60", "2026-03-02T16:04:00+2:00", "2026-03-02T16:04:00+0200",
    "2026-03-02T16:04:00Z ", " 2026-03-02T16:04:00Z", "2026-03-02T16:04:00ZZ", "0000-01-01T00:00:00Z",
    "10000-01-01T00:00:00Z", "+2026-03-02T16:04:00Z", "2026-03-02T16:04:00,5Z", "２０２６-03-02T16:04:00Z",
    "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "1772467440",
  ])
  func `Refuses anything else`(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
    (1_772_467_440_000_001, "2026-03-02T16:04:00.000001Z"), (-62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z"),
    (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
  ])
  func `Writes RFC 3339 in UTC, with microseconds`(microseconds: Int64, text: String) {
    #expect(Timestamp(microseconds: microseconds).description == text)
  }

  @Test(
    arguments: [
      ("2026-03-02T18:04:00Z", nil), ("2026-03-02T18:04:00z", nil), ("2026-03-02T18:04:00-00:00", nil),
      ("2026-03-02T18:04:00+00:00", 0), ("2026-03-03T07:04:00+13:00", 780), ("2026-03-02T14:34:00-03:30", -210),
    ] as [(String, Int?)])
  func `The offset of a clock is kept, and Z tells of none`(text: String, offset: Int?) throws {
    let stated = try #require(StatedTimestamp(rfc3339: text))
    #expect(stated.utcOffset == offset)
    #expect(stated.time.description == "2026-03-02T18:04:00.000000Z")
    let written = stated.time.rfc3339(utcOffset: offset)
    #expect(StatedTimestamp(rfc3339: written) == stated)
    #expect(written.prefix(19) == text.uppercased().prefix(19))
  }

  @Test(arguments: 0..<8 as Range<UInt64>) func `What is written reads back the same`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<500 {
      let time = Timestamp(
        microseconds: Int64.random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &random))
      #expect(Timestamp(rfc3339: time.description) == time, "\(random): \(time)")
      let minutes = Int.random(in: -1_439...1_439, using: &random)
      let local = time.advanced(by: .seconds(minutes * 60)).description
      let sign = minutes < 0 ? "-" : "+"
      let (hour, minute) = abs(minutes).quotientAndRemainder(dividingBy: 60)
      let offset = "\(sign)\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
      // Near either end of the calendar the local time has no four-digit year.
      guard local.utf8.count == 27, local.first?.isNumber == true else { continue }
      #expect(Timestamp(rfc3339: local.dropLast() + offset) == time || local.hasPrefix("0000"), "\(random): \(time)")
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>) func `Days are those of Foundation's calendar`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for _ in 0..<300 {
      // Foundation has the Julian calendar before 1582.
      let seconds = Int64.random(in: -12_000_000_000...253_402_300_799, using: &random)
      let day = Timestamp(seconds: seconds).day
      let theirs = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: TimeInterval(seconds)))
      #expect(theirs.year == day.year && theirs.month == day.month && theirs.day == day.day, "\(random): \(seconds)")
    }
  }

  @Test func `Every day of four hundred years is followed by the next`() throws {
    var time = try #require(Timestamp(year: 1801, month: 1, day: 1))
    var seen = 0
    for year in 1801...2200 {
      for month in 1...12 {
        for day in 1...31 {
          guard let date = Timestamp(year: year, month: month, day: day) else { continue }
          #expect(date == time)
          #expect(date.day.year == year && date.day.month == month && date.day.day == day)
          time = time.advanced(by: .seconds(86_400))
          seen += 1
        }
      }
    }
    #expect(seen == 146_097)
  }

  @Test(arguments: [
    (0, 1, 1, 0), (2026, 0, 1, 0), (2026, 13, 1, 0), (2026, 1, 0, 0), (2026, 2, 29, 0), (10_000, 1, 1, 0),
    (2026, 1, 1, 24), (2026, 1, 1, -1),
  ])
  func `A day that does not exist is none`(year: Int, month: Int, day: Int, hour: Int) {
    #expect(Timestamp(year: year, month: month, day: day, hour: hour) == nil)
  }

  @Test func `Durations move it to the microsecond`() {
    let time = Timestamp(seconds: 10)
    #expect(time.advanced(by: .microseconds(1)).microseconds == 10_000_001)
    #expect(time.advanced(by: .zero - .microseconds(1)).microseconds == 9_999_999)
    #expect(time.advanced(by: .nanoseconds(999)) == time)
    #expect(Timestamp(seconds: 1) < Timestamp(seconds: 2))
  }
}
