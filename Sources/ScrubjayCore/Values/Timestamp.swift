/// A point in time: microseconds since 1970-01-01T00:00:00Z, without leap seconds.
public struct Timestamp: Sendable, Hashable, Comparable, Codable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public let microseconds: Int64

  /// The time so many microseconds after 1970-01-01T00:00:00Z.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// The time so many whole seconds after 1970-01-01T00:00:00Z.
  public init(seconds: Int64) { microseconds = seconds * 1_000_000 }

  /// Earlier before later.
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

  /// The time `duration` after this one.
  public func advanced(by duration: Duration) -> Timestamp {
    let (seconds, attoseconds) = duration.components
    return Timestamp(microseconds: microseconds + seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
  }

  /// A time by its UTC calendar fields; `nil` for a day that does not exist.
  public init?(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0
  ) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, year: year)).contains(day),
      (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
      (0...999_999).contains(microsecond)
    else { return nil }
    let seconds = Self.dayNumber(year: year, month: month, day: day) * 86_400 + hour * 3_600 + minute * 60 + second
    microseconds = Int64(seconds) * 1_000_000 + Int64(microsecond)
  }

  /// The calendar day in UTC.
  public var day: CalendarDay { CalendarDay(dayNumber: dayNumber) }

  /// The number of the day in UTC, counted from 1970-01-01, which is 0.
  public var dayNumber: Int {
    let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: 86_400_000_000)
    return Int(remainder < 0 ? quotient - 1 : quotient)
  }

  private static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year.isMultiple(of: 4) && !year.isMultiple(of: 100)) || year.isMultiple(of: 400) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 in the Gregorian calendar, counting years from March so that leap days come last.
  private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let century = shifted / 400
    let yearOfCentury = shifted - century * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return century * 146_097 + yearOfCentury * 365 + yearOfCentury / 4 - yearOfCentury / 100 + dayOfYear - 719_468
  }
}

/// A day of the Gregorian calendar, in UTC.
public struct CalendarDay: Sendable, Hashable {
  /// The year, 1 to 9999.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, 1 to 31.
  public let day: Int

  /// The day with a number, see ``Timestamp/dayNumber``.
  public init(dayNumber: Int) {
    let shifted = dayNumber + 719_468
    let century = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfCentury = shifted - century * 146_097
    let yearOfCentury =
      (dayOfCentury - dayOfCentury / 1_460 + dayOfCentury / 36_524 - dayOfCentury / 146_096) / 365
    let dayOfYear = dayOfCentury - (365 * yearOfCentury + yearOfCentury / 4 - yearOfCentury / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfCentury + century * 400 + (month <= 2 ? 1 : 0)
  }
}

extension Timestamp: CustomStringConvertible {
  /// The time as RFC 3339 in UTC with microseconds, such as `2026-03-02T18:04:00.000000Z`.
  public var description: String {
    let date = day
    var rest = microseconds % 86_400_000_000
    if rest < 0 { rest += 86_400_000_000 }
    let seconds = Int(rest / 1_000_000)
    return "\(digits(date.year, 4))-\(digits(date.month, 2))-\(digits(date.day, 2))"
      + "T\(digits(seconds / 3_600, 2)):\(digits(seconds / 60 % 60, 2)):\(digits(seconds % 60, 2))"
      + ".\(digits(Int(rest % 1_000_000), 6))Z"
  }

  private func digits(_ value: Int, _ count: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  /// 0001-01-01T00:00:00Z, in microseconds.
  private static let earliest: Int64 = -62_135_596_800_000_000
  /// 9999-12-31T23:59:59.999999Z, in microseconds.
  private static let latest: Int64 = 253_402_300_799_999_999

  /// Reads an RFC 3339 time with an offset; digits beyond microseconds are dropped, a leap second counts as the
  /// second before it. `nil` for anything else.
  public init?(rfc3339 text: String) {
    guard let time = StatedTimestamp(rfc3339: text) else { return nil }
    self = time.time
  }

  /// Reads an RFC 3339 time, and the offset that it names in minutes; `nil` for one in `Z`.
  fileprivate static func read(_ text: String) -> (time: Timestamp, utcOffset: Int?)? {
    var reader = Digits(text)
    guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
      let day = reader.number(2), reader.skip("Tt "), let hour = reader.number(2), reader.skip(":"),
      let minute = reader.number(2), reader.skip(":"), let second = reader.number(2)
    else { return nil }
    var microsecond = 0
    if reader.skip(".") {
      guard let fraction = reader.fraction() else { return nil }
      microsecond = fraction
    }
    guard let (offset, isStated) = reader.offset(), reader.isAtEnd,
      let local = Timestamp(
        year: year, month: month, day: day, hour: hour, minute: minute, second: min(second, 59),
        microsecond: microsecond), second <= 60
    else { return nil }
    let utc = local.microseconds - Int64(offset) * 60_000_000
    // An offset can lead out of the years that RFC 3339 can write.
    guard (Self.earliest...Self.latest).contains(utc) else { return nil }
    return (Timestamp(microseconds: utc), isStated ? offset : nil)
  }

  /// Steps through the digits of a time.
  private struct Digits {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ characters: String) -> Bool {
      guard let first = rest.first, characters.utf8.contains(first) else { return false }
      rest.removeFirst()
      return true
    }

    mutating func number(_ count: Int) -> Int? {
      var value = 0
      for _ in 0..<count {
        guard let byte = rest.popFirst(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }

    /// The digits after the point, as microseconds.
    mutating func fraction() -> Int? {
      var value = 0
      var count = 0
      while let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        rest.removeFirst()
        if count < 6 { value = value * 10 + Int(byte - UInt8(ascii: "0")) }
        count += 1
      }
      guard count > 0 else { return nil }
      for _ in min(count, 6)..<6 { value *= 10 }
      return value
    }

    /// The offset from UTC in minutes, and whether it tells of a clock: `Z` and `-00:00` name the time in UTC alone.
    mutating func offset() -> (minutes: Int, isStated: Bool)? {
      if skip("Zz") { return (0, false) }
      let sign = skip("+") ? 1 : skip("-") ? -1 : 0
      guard sign != 0, let hours = number(2), skip(":"), let minutes = number(2), hours < 24, minutes < 60
      else { return nil }
      let offset = sign * (hours * 60 + minutes)
      return (offset, sign > 0 || offset != 0)
    }
  }

  /// The time as RFC 3339 on a clock at an offset from UTC in minutes, such as `2026-03-02T19:04:00.000000+01:00`; in
  /// UTC without one.
  public func rfc3339(utcOffset: Int?) -> String {
    guard let utcOffset else { return description }
    let wall = advanced(by: .seconds(60 * utcOffset)).description.dropLast()
    let minutes = abs(utcOffset)
    return "\(wall)\(utcOffset < 0 ? "-" : "+")\(digits(minutes / 60, 2)):\(digits(minutes % 60, 2))"
  }
}

/// A time as someone gave it: with the offset of their clock, where they named one.
public struct StatedTimestamp: Sendable, Hashable {
  /// The point in time.
  public let time: Timestamp
  /// The clock's offset from UTC in minutes; `nil` for a time in `Z` or `-00:00`, which tells of no clock.
  public let utcOffset: Int?

  /// A time, and the offset of the clock that showed it.
  public init(_ time: Timestamp, utcOffset: Int? = nil) {
    self.time = time
    self.utcOffset = utcOffset
  }

  /// Reads an RFC 3339 time with an offset, as `Timestamp` does.
  public init?(rfc3339 text: String) {
    guard let (time, offset) = Timestamp.read(text) else { return nil }
    self.init(time, utcOffset: offset)
  }
}
