import ScrubjayCore

/// The day of asking, from which what is relative to it is counted.
struct Today {
  let day: Int

  /// A day or a week names what happened then; a year says little of one conversation in it.
  static let nearStrength = 1.0
  static let yearStrength = 0.5
  /// Without a year the last such month is meant, and those of other years are not ruled out.
  static let otherYearStrength = 0.7
  /// How many years back a date without its year is looked for.
  private static let yearsBack = 10

  private var date: CalendarDay { CalendarDay(dayNumber: day) }

  /// The years in which a date without its year is looked for, this one first.
  var years: [Int] { (date.year - Self.yearsBack...date.year).reversed() }

  /// The days of a date: of several years where it names none, the last that has begun above all.
  func spans(of date: PartialDate) -> [DaySpan] {
    if date.year != nil {
      let strength = date.month == nil ? Self.yearStrength : Self.nearStrength
      return date.days().map { [DaySpan(days: $0, strength: strength)] } ?? []
    }
    return alternatives(years.compactMap(date.days), isBounded: false)
  }

  /// Days of several years, those that have begun, the first of them above all.
  func alternatives(_ days: [ClosedRange<Int>], isBounded: Bool) -> [DaySpan] {
    days.filter { $0.lowerBound <= day }.enumerated().map { index, days in
      DaySpan(
        days: days, strength: index == 0 ? Self.nearStrength : Self.otherYearStrength, isBounded: isBounded)
    }
  }

  func span(_ days: RelativeDays) -> DaySpan? {
    // Weeks begin on Monday; day 0, the first of January 1970, was a Thursday.
    let monday = day - (day + 3) % 7
    switch days {
    case .day(let offset): return near(day + offset...day + offset)
    case .week(let offset): return near(monday + 7 * offset...monday + 7 * offset + 6)
    case .weekend(let offset): return near(monday + 7 * offset + 5...monday + 7 * offset + 6)
    case .month(let offset):
      let month = date.year * 12 + date.month - 1 + offset
      return spans(of: PartialDate(year: month / 12, month: month % 12 + 1)).first
    case .year(let offset): return spans(of: PartialDate(year: date.year + offset)).first
    }
  }

  /// What lies some units back: the more of them, the less exactly it is meant.
  func ago(_ count: Int, _ unit: RelativeDays.Unit) -> DaySpan {
    let middle = day - count * unit.days
    let slack = unit.days / 2
    return near(middle - slack...middle + slack)
  }

  /// The time from some units back until now, by the calendar.
  func past(_ count: Int, _ unit: RelativeDays.Unit) -> DaySpan {
    let first: Int =
      switch unit {
      case .day, .week: day - count * unit.days
      case .month: monthsBack(count)
      case .year: monthsBack(12 * count)
      }
    return bounded(first...day)
  }

  /// The same day of a month some months back, or the last one of that month.
  private func monthsBack(_ count: Int) -> Int {
    let month = date.year * 12 + date.month - 1 - count
    let first = Timestamp(year: month / 12, month: month % 12 + 1, day: 1)?.dayNumber
    let last = DaySpan.end(ofYear: month / 12, month: month % 12 + 1)
    guard let first, let last else { return DaySpan.firstDay }
    return min(first + date.day - 1, last)
  }

  /// The last such day of the week before today.
  func last(_ weekday: Int) -> Int { day - ((day + 3 - weekday + 6) % 7 + 1) }

  /// The last such season that has ended, in the months of the northern hemisphere.
  func lastSeason(_ season: Int) -> DaySpan? {
    (date.year - 2...date.year).reversed().lazy.compactMap { year -> DaySpan? in
      let month = 3 + 3 * season
      let end = month + 2 > 12 ? (year + 1, month - 10) : (year, month + 2)
      guard let first = PartialDate(year: year, month: month).days()?.lowerBound,
        let last = DaySpan.end(ofYear: end.0, month: end.1), last < day
      else { return nil }
      return near(first...last)
    }.first
  }

  /// Days whose ends are named.
  func bounded(_ days: ClosedRange<Int>) -> DaySpan {
    DaySpan(
      days: days, strength: days.count > DaySpan.mostDaysOfMonths ? Self.yearStrength : Self.nearStrength,
      isBounded: true)
  }

  private func near(_ days: ClosedRange<Int>) -> DaySpan { DaySpan(days: days, strength: Self.nearStrength) }
}
