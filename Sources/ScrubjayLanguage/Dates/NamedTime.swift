import ScrubjayCore

/// A time that a text names, and by which of its words.
struct NamedTime {
  var words: Range<Int>
  let meaning: Meaning
  /// Whether the words are a time only beside a word such as "since": a month or a weekday alone.
  var isWeak = false

  /// What the words mean.
  enum Meaning: Equatable {
    case date(PartialDate)
    case days(DaySpan)
    case weekday(Int)
  }
}

/// A date of which the year, or all but the year or the day, may be missing.
struct PartialDate: Equatable {
  var year: Int?
  var month: Int?
  var day: Int?

  init(year: Int? = nil, month: Int? = nil, day: Int? = nil) {
    self.year = year
    self.month = month
    self.day = day
  }

  init(_ mention: DateReader.Mention) {
    switch mention {
    case .full(.year(let year)): self.init(year: year)
    case .full(.month(let year, let month)): self.init(year: year, month: month)
    case .full(.day(let day)): self.init(year: day.year, month: day.month, day: day.day)
    case .yearless(let month, let day): self.init(month: month, day: day)
    }
  }

  /// The days of the date, in a year where it names none; `nil` for a date that does not exist.
  func days(in year: Int? = nil) -> ClosedRange<Int>? {
    guard let year = self.year ?? year, let first = Timestamp(year: year, month: month ?? 1, day: day ?? 1)?.dayNumber
    else { return nil }
    guard day == nil else { return first...first }
    return DaySpan.end(ofYear: year, month: month).map { first...$0 }
  }

  /// Whether it comes earlier in its year than another date.
  func precedes(_ other: PartialDate) -> Bool {
    (month ?? 1, day ?? 1) < (other.month ?? 1, other.day ?? 1)
  }
}
