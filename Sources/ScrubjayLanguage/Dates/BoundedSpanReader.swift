import ScrubjayCore

/// Finds the days that a question is about, with what it says of their ends: "after 2023", "since May", "25–26 July",
/// "between 2021 and 2023", "the past seven days".
///
/// A span with an open end reaches back to the first day there is, or on to the time of asking.
struct BoundedSpanReader {
  private let text: DateText
  private let language: Language
  private let today: Today

  /// The days that a question names, asked at a time.
  static func spans(in question: String, asked reference: LocalTime) -> [DaySpan] {
    let normalised = Folding.normalised(question)
    let language = Reading(Array(normalised.unicodeScalars), singleIdeographs: false).latin
    let reader = BoundedSpanReader(
      text: DateText(normalised), language: language, today: Today(day: reference.dayNumber))
    return reader.read()
  }

  /// Days that are named: by themselves, of one or several years, or from or up to a day.
  private enum Named {
    case spans([DaySpan])
    case from(Int)
    case upTo(Int)
  }

  private func read() -> [DaySpan] {
    let times = NamedTimes.all(in: text, language, today, besideBounds: true)
    var named: [Named] = []
    var index = 0
    while index < times.count {
      let range = range(at: index, of: times)
      if let range, let found = days(range) { named.append(found) }
      if range == nil, let found = days(times[index]) { named.append(found) }
      index += range?.times ?? 1
    }
    return combined(named)
  }

  // MARK: One time

  private func days(_ time: NamedTime) -> Named? {
    let bound = Bounds.bound(of: time.words, in: text.words, language, isNarrow: time.isWeak, isRange: false)
    switch time.meaning {
    case .days(let span): return bound.flatMap { opened($0, span.days) } ?? .spans([span])
    case .date(let date):
      guard let bound else { return time.isWeak ? nil : .spans(today.spans(of: date)) }
      return today.spans(of: date).first.flatMap { opened(bound, $0.days) }
    case .weekday(let weekday):
      // "Before Friday" may be a Friday to come.
      guard let bound, bound == .since || bound == .after else { return nil }
      let day = today.last(weekday)
      return opened(bound, day...day)
    }
  }

  private func opened(_ bound: Bound, _ days: ClosedRange<Int>) -> Named? {
    switch bound {
    case .after: .from(days.upperBound + 1)
    case .since: .from(days.lowerBound)
    case .before: .upTo(days.lowerBound - 1)
    case .until: .upTo(days.upperBound)
    }
  }

  // MARK: Two ends

  /// Two ends of a span, the words that name it, and how many of the times that takes.
  private struct Range {
    let first: NamedTime.Meaning
    let last: NamedTime.Meaning
    let words: Swift.Range<Int>
    let times: Int
  }

  private func range(at index: Int, of times: [NamedTime]) -> Range? {
    let time = times[index]
    let next = index + 1 < times.count ? times[index + 1] : nil
    let previous = index > 0 ? times[index - 1].words.upperBound : 0
    if let next, Bounds.join(time.words, next.words, in: text) {
      return Range(
        first: time.meaning, last: next.meaning, words: time.words.lowerBound..<next.words.upperBound, times: 2)
    }
    guard !time.isWeak, case .date(let date) = time.meaning else { return nil }
    if let range = beginningWithDay(time, date, after: previous) { return range }
    return endingWithDay(time, date, before: next)
  }

  /// "25–26 July", "between the 8th and the 10th of May".
  private func beginningWithDay(_ time: NamedTime, _ date: PartialDate, after previous: Int) -> Range? {
    guard date.day != nil else { return nil }
    let dates = DateReader(text)
    let start = time.words.lowerBound
    for place in stride(from: start - 1, through: max(previous, start - Self.mostWordsOfJoin), by: -1) {
      guard let day = dates.dayOfMonth(at: place) else { continue }
      guard Bounds.join(place..<place + 1, time.words, in: text) else { return nil }
      let first = PartialDate(year: date.year, month: date.month, day: day)
      return Range(
        first: .date(first), last: .date(date), words: place..<time.words.upperBound, times: 1)
    }
    return nil
  }

  /// "July 25–26, 2026", "2026-07-25/26", "2023-24".
  private func endingWithDay(_ time: NamedTime, _ date: PartialDate, before next: NamedTime?) -> Range? {
    let dates = DateReader(text)
    let end = time.words.upperBound
    if date.month == nil, let year = date.year, let short = dates.tiedNumber(at: end), short > year % 100,
      text.words[end].count == 2
    {
      let last = PartialDate(year: year - year % 100 + short)
      return Range(first: .date(date), last: .date(last), words: time.words.lowerBound..<end + 1, times: 1)
    }
    guard let month = date.month, date.day != nil else { return nil }
    for place in end..<min(text.words.count, end + Self.mostWordsOfJoin) {
      guard let day = dates.dayOfMonth(at: place) else { continue }
      guard next.map({ $0.words.lowerBound > place }) ?? true,
        Bounds.join(time.words, place..<place + 1, in: text)
      else { return nil }
      if let dayOfMonth = dates.tiedNumber(at: place + 1), place == end {
        let last = PartialDate(year: date.year, month: day, day: dayOfMonth)
        return Range(first: .date(date), last: .date(last), words: time.words.lowerBound..<place + 2, times: 1)
      }
      var (first, last) = (date, PartialDate(year: date.year, month: month, day: day))
      guard date.year == nil, let next, next.words.lowerBound == place + 1, case .date(let year) = next.meaning,
        year.month == nil
      else {
        return Range(first: .date(first), last: .date(last), words: time.words.lowerBound..<place + 1, times: 1)
      }
      (first.year, last.year) = (year.year, year.year)
      return Range(first: .date(first), last: .date(last), words: time.words.lowerBound..<place + 2, times: 2)
    }
    return nil
  }

  /// At most so many words are between the days of a range, the first of them included.
  private static let mostWordsOfJoin = 4

  private func days(_ range: Range) -> Named? {
    let spans = spans(range.first, range.last)
    let bound = Bounds.bound(of: range.words, in: text.words, language, isNarrow: false, isRange: true)
    guard let bound, let last = spans.first else { return .spans(spans) }
    return opened(bound, last.days)
  }

  /// The days from a beginning to an end, of several years where neither names one.
  private func spans(_ first: NamedTime.Meaning, _ last: NamedTime.Meaning) -> [DaySpan] {
    switch (first, last) {
    case (.date(var first), .date(var last)):
      if first.year == nil, first.month != nil, let year = last.year, last.month != nil {
        first.year = last.precedes(first) ? year - 1 : year
      } else if last.year == nil, first.month != nil, let year = first.year {
        last.year = last.precedes(first) ? year + 1 : year
      }
      guard first.year == nil, last.year == nil else {
        return ends(today.spans(of: first).first?.days, today.spans(of: last).first?.days)
      }
      let days = today.years.compactMap { year in
        first.days(in: year).flatMap { start in
          last.days(in: last.precedes(first) ? year + 1 : year).map { start.lowerBound...$0.upperBound }
        }
      }
      return today.alternatives(days, isBounded: true)
    case (.weekday(let first), .weekday(let last)):
      let end = today.last(last)
      return [today.bounded(end - (last - first + 7) % 7...end)]
    default: return ends(days(first), days(last))
    }
  }

  private func ends(_ first: ClosedRange<Int>?, _ last: ClosedRange<Int>?) -> [DaySpan] {
    guard let first, let last else { return [] }
    return [
      today.bounded(min(first.lowerBound, last.lowerBound)...max(first.upperBound, last.upperBound))
    ]
  }

  private func days(_ meaning: NamedTime.Meaning) -> ClosedRange<Int>? {
    switch meaning {
    case .date(let date): return today.spans(of: date).first?.days
    case .days(let span): return span.days
    case .weekday(let weekday): return today.last(weekday)...today.last(weekday)
    }
  }

  // MARK: Together

  /// All that is named: a beginning and an end that are apart make one span, and of the days of several years those are
  /// left that lie within the ends.
  private func combined(_ named: [Named]) -> [DaySpan] {
    var beginnings: [Int] = []
    var ends: [Int] = []
    for case .from(let day) in named { beginnings.append(day) }
    for case .upTo(let day) in named { ends.append(day) }
    let open: [DaySpan] =
      if beginnings.count == 1, ends.count == 1, beginnings[0] <= ends[0] {
        [today.bounded(beginnings[0]...ends[0])]
      } else {
        beginnings.map { today.bounded($0...max($0, today.day)) }
          + ends.map { today.bounded(min(DaySpan.firstDay, $0)...$0) }
      }
    var days = open
    for case .spans(let spans) in named {
      days += spans.count > 1 && !open.isEmpty ? spans.compactMap { within(open, $0) } : spans
    }
    return days
  }

  /// What of days lies within others.
  private func within(_ open: [DaySpan], _ span: DaySpan) -> DaySpan? {
    open.first { $0.days.overlaps(span.days) }.map {
      DaySpan(days: span.days.clamped(to: $0.days), strength: span.strength, isBounded: true)
    }
  }
}
