import Foundation
import ScrubjayCore

/// Days that a question is about.
package struct DaySpan: Equatable {
  /// From which to which day, by their numbers.
  package let days: ClosedRange<Int>
  /// How well something fits that was said within them, up to 1.
  package let strength: Double

  /// The index terms by which something is found that was said within the days, or in the first week after a few of them.
  package var terms: [String] {
    let first = CalendarDay(dayNumber: days.lowerBound)
    let last = CalendarDay(dayNumber: days.upperBound)
    if days.count <= Self.mostDays {
      return (days.lowerBound...days.upperBound + Self.daysAfter).map { CalendarDay(dayNumber: $0).terms[2] }
    }
    if first.year == last.year, days.count > Self.mostDaysOfMonths { return [first.terms[0]] }
    let months = first.year * 12 + first.month...last.year * 12 + last.month
    return months.compactMap { Timestamp(year: ($0 - 1) / 12, month: ($0 - 1) % 12 + 1, day: 1)?.day.terms[1] }
  }

  /// Up to so many days are looked for one by one, with those after them.
  private static let mostDays = 10
  private static let daysAfter = 7
  /// Up to so many days by their months.
  private static let mostDaysOfMonths = 124
  /// For so many days afterwards people still tell what happened; it fades by this measure.
  private static let memoryInDays = 14.0
  /// After so many days it is not looked at any more.
  private static let longestDelay = 30

  /// How well a day fits, from 0 to 1: within the days, or a little after them.
  package func fit(_ day: Int) -> Double {
    if days.contains(day) { return strength }
    let delay = day - days.upperBound
    guard (1...Self.longestDelay).contains(delay) else { return 0 }
    return strength * exp(-Double(delay) / Self.memoryInDays)
  }
}
