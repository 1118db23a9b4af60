import ScrubjayCore

/// Finds the days that a text names, each by itself: dates in full, dates without their year, and what is relative to the
/// time of asking, such as "last week" or "three days ago".
struct DaySpanReader {
  /// The days that a text names, asked at a time.
  static func spans(in text: String, asked reference: LocalTime) -> [DaySpan] {
    let normalised = Folding.normalised(text)
    let today = Today(day: reference.dayNumber)
    let language = Reading(Array(normalised.unicodeScalars), singleIdeographs: false).latin
    return NamedTimes.all(in: DateText(normalised), language, today, besideBounds: false).flatMap { time -> [DaySpan] in
      switch time.meaning {
      case .date(let date): today.spans(of: date)
      case .days(let span): [span]
      case .weekday: []
      }
    }
  }
}
