import ScrubjayCore

/// Dates in English words.
enum EnglishDate {
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// Returns a day such as "8 May 2026".
  static func text(_ day: CalendarDay) -> String { "\(day.day) \(months[day.month - 1]) \(day.year)" }
}
