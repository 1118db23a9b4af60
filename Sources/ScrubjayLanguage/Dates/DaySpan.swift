import Foundation
import ScrubjayCore

/// Days that a question is about.
package struct DaySpan: Equatable {
  /// From which to which day, by their numbers.
  package let days: ClosedRange<Int>
  /// How well something fits that was said within them, up to 1.
  package let strength: Double
  /// Whether its ends were named, so that nothing outside of them is meant: not even what was told soon after.
  package let isBounded: Bool

  init(days: ClosedRange<Int>, strength: Double, isBounded: Bool = false) {
    self.days = days
    self.strength = strength
    self.isBounded = isBounded
  }

  /// The first day there is.
  static let firstDay = Timestamp(year: 1, month: 1, day: 1)?.dayNumber ?? 0

  /// The index terms by which something is found that was said within the days, or in the first week after a few of them.
  package var terms: [String] {
    if isBounded { return exactTerms }
    let first = CalendarDay(dayNumber: days.lowerBound)
    let last = CalendarDay(dayNumber: days.upperBound)
    if days.count <= Self.mostDays {
      return (days.lowerBound...days.upperBound + Self.daysAfter).map { CalendarDay(dayNumber: $0).terms[2] }
    }
    if first.year == last.year, days.count > Self.mostDaysOfMonths { return [first.terms[0]] }
    let months = first.year * 12 + first.month...last.year * 12 + last.month
    return months.compactMap { Timestamp(year: ($0 - 1) / 12, month: ($0 - 1) % 12 + 1, day: 1)?.day.terms[1] }
  }

  /// The terms of these days and no others: whole years where there are some, then whole months, then days.
  private var exactTerms: [String] {
    var terms: [String] = []
    let earliest = Timestamp(year: DateReader.years.lowerBound, month: 1, day: 1)?.dayNumber ?? days.lowerBound
    var next = max(days.lowerBound, earliest)
    while next <= days.upperBound {
      let date = CalendarDay(dayNumber: next)
      let whole = [(date.month == 1, 0), (true, 1)].lazy.filter { $0.0 && date.day == 1 }.map(\.1)
        .compactMap { unit in Self.end(ofYear: date.year, month: unit == 0 ? nil : date.month).map { (unit, $0) } }
        .first { $0.1 <= days.upperBound }
      terms.append(date.terms[whole?.0 ?? 2])
      next = (whole?.1 ?? next) + 1
    }
    return terms
  }

  /// The number of the last day of a year, or of a month in it.
  static func end(ofYear year: Int, month: Int?) -> Int? {
    let next = month == nil || month == 12 ? (year + 1, 1) : (year, (month ?? 0) + 1)
    return Timestamp(year: next.0, month: next.1, day: 1).map { $0.dayNumber - 1 }
  }

  /// Up to so many days are looked for one by one, with those after them.
  private static let mostDays = 10
  private static let daysAfter = 7
  /// Up to so many days by their months.
  static let mostDaysOfMonths = 124
  /// For so many days afterwards people still tell what happened; it fades by this measure.
  private static let memoryInDays = 14.0
  /// After so many days it is not looked at any more.
  private static let longestDelay = 30

  /// How well a day fits, from 0 to 1: within the days, or a little after them.
  package func fit(_ day: Int) -> Double {
    if days.contains(day) { return strength }
    let delay = day - days.upperBound
    guard !isBounded, (1...Self.longestDelay).contains(delay) else { return 0 }
    return strength * exp(-Double(delay) / Self.memoryInDays)
  }
}
