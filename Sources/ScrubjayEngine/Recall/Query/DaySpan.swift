import Foundation

/// Days that a question is about.
struct DaySpan: Equatable {
  /// From which to which day, by their numbers.
  let days: ClosedRange<Int>
  /// How well something fits that was said within them, up to 1.
  let strength: Double

  /// For so many days afterwards people still tell what happened; it fades by this measure.
  private static let memoryInDays = 14.0
  /// After so many days it is not looked at any more.
  private static let longestDelay = 30

  /// How well a day fits, from 0 to 1: within the days, or a little after them.
  func fit(_ day: Int) -> Double {
    if days.contains(day) { return strength }
    let delay = day - days.upperBound
    guard (1...Self.longestDelay).contains(delay) else { return 0 }
    return strength * exp(-Double(delay) / Self.memoryInDays)
  }
}
