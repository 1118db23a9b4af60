import ScrubjayCore

/// Finds the days that a question is about: dates in full, dates without their year, and what is relative to the time of
/// asking, such as "last week" or "three days ago".
struct DaySpanReader {
  /// The day of asking.
  private let today: Int
  private let text: PhraseText
  /// The language of its words in the Latin alphabet.
  private let language: Language

  /// A day or a week names what happened then; a year says little of one conversation in it.
  private static let nearStrength = 1.0
  private static let yearStrength = 0.5
  /// Without a year the last such month is meant, and those of other years are not ruled out.
  private static let otherYearStrength = 0.7
  /// How many years back a date without its year is looked for.
  private static let yearsBack = 10

  /// The days that a text names, asked at a time.
  static func spans(in text: String, asked reference: LocalTime) -> [DaySpan] {
    let normalised = Folding.normalised(text)
    let scalars = Array(normalised.unicodeScalars)
    let dated = DateReader.mentions(in: scalars)
    let language = Reading(scalars, singleIdeographs: false).latin
    let reader = DaySpanReader(PhraseText(text), language, today: reference.dayNumber)
    return dated.flatMap(reader.spans) + reader.relative
  }

  private init(_ text: PhraseText, _ language: Language, today: Int) {
    self.today = today
    self.text = text
    self.language = language
  }

  private var words: [String] { text.words }

  private func spans(of mention: DateReader.Mention) -> [DaySpan] {
    switch mention {
    case .full(.day(let day)): span(day.year, day.month, day.day).map { [$0] } ?? []
    case .full(.month(let year, let month)): span(year, month).map { [$0] } ?? []
    case .full(.year(let year)): span(year).map { [$0] } ?? []
    case .yearless(let month, let day): yearless(month, day)
    }
  }

  /// The same month or day of several years, the last one that has begun above all.
  private func yearless(_ month: Int, _ day: Int?) -> [DaySpan] {
    let thisYear = CalendarDay(dayNumber: today).year
    let years = (thisYear - Self.yearsBack...thisYear).reversed()
    var spans: [DaySpan] = []
    for year in years {
      let strength = spans.isEmpty ? Self.nearStrength : Self.otherYearStrength
      guard let span = span(year, month, day, strength: strength), span.days.lowerBound <= today else { continue }
      spans.append(span)
    }
    return spans
  }

  private func span(_ year: Int, _ month: Int? = nil, _ day: Int? = nil, strength: Double? = nil) -> DaySpan? {
    guard let first = Timestamp(year: year, month: month ?? 1, day: day ?? 1)?.dayNumber else { return nil }
    let next =
      if day != nil {
        first + 1
      } else if let month {
        Timestamp(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)?.dayNumber
      } else {
        Timestamp(year: year + 1, month: 1, day: 1)?.dayNumber
      }
    guard let next else { return nil }
    return DaySpan(days: first...next - 1, strength: strength ?? (month == nil ? Self.yearStrength : Self.nearStrength))
  }

  // MARK: Relative to today

  private var relative: [DaySpan] {
    var days = RelativeDays.phrases.compactMap { phrases, days in phrases.occur(in: text) ? days : nil }
    if language != .de, language != .nl, RelativeDays.hier.occur(in: text) { days.append(.day(-1)) }
    // The day before yesterday is not yesterday, though it is told with that word.
    if days.contains(.day(-2)) { days.removeAll { $0 == .day(-1) } }
    return days.compactMap(span) + counted + lastWeekday
  }

  private func span(_ days: RelativeDays) -> DaySpan? {
    let date = CalendarDay(dayNumber: today)
    // Weeks begin on Monday; day 0, the first of January 1970, was a Thursday.
    let monday = today - (today + 3) % 7
    switch days {
    case .day(let offset): return DaySpan(days: today + offset...today + offset, strength: Self.nearStrength)
    case .week(let offset):
      return DaySpan(days: monday + 7 * offset...monday + 7 * offset + 6, strength: Self.nearStrength)
    case .weekend(let offset):
      return DaySpan(days: monday + 7 * offset + 5...monday + 7 * offset + 6, strength: Self.nearStrength)
    case .month(let offset):
      let month = date.year * 12 + date.month - 1 + offset
      return span(month / 12, month % 12 + 1)
    case .year(let offset): return span(date.year + offset)
    }
  }

  /// "three days ago", "vor 2 Wochen", "hace tres meses", "il y a deux ans", "3天前".
  private var counted: [DaySpan] {
    words.indices.flatMap { index -> [DaySpan] in
      guard index + 1 < words.count, let count = RelativeDays.count(words[index]),
        let unit = RelativeDays.unit(words[index + 1])
      else { return RelativeDays.unspacedCount(words[index]).map { [ago($0.count, $0.unit)] } ?? [] }
      let isPast =
        index + 2 < words.count && RelativeDays.after.contains(words[index + 2])
        || RelativeDays.before.contains { words[..<index].suffix($0.count).elementsEqual($0) }
      return isPast ? [ago(count, unit)] : []
    }
  }

  /// What lies some units back: the more of them, the less exactly it is meant.
  private func ago(_ count: Int, _ unit: RelativeDays.Unit) -> DaySpan {
    let middle = today - count * unit.days
    let slack = unit.days / 2
    return DaySpan(days: middle - slack...middle + slack, strength: Self.nearStrength)
  }

  /// "last Friday", "vendredi dernier".
  private var lastWeekday: [DaySpan] {
    words.indices.compactMap { index in
      let isMarked =
        index > 0 && RelativeDays.last.contains(words[index - 1])
        || index + 1 < words.count && RelativeDays.lastAfter.contains(words[index + 1])
      guard isMarked, let weekday = RelativeDays.weekdays[words[index]] else { return nil }
      let back = (today + 3 - weekday + 6) % 7 + 1
      return DaySpan(days: today - back...today - back, strength: Self.nearStrength)
    }
  }
}
