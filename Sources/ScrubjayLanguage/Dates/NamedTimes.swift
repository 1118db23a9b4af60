/// Finds the times that a text names, in its order: dates, what is relative to the time of asking, and, where bounds are
/// looked for, what is a time only beside one.
struct NamedTimes {
  private let text: DateText
  private let dates: DateReader
  /// The language of the text's words in the Latin alphabet.
  private let language: Language
  private let today: Today
  private let besideBounds: Bool

  /// - Parameter besideBounds: Whether what is a time only beside a bound is found, too: "since Monday", "the past week".
  static func all(in text: DateText, _ language: Language, _ today: Today, besideBounds: Bool) -> [NamedTime] {
    let reader = NamedTimes(
      text: text, dates: DateReader(text), language: language, today: today, besideBounds: besideBounds)
    var times: [NamedTime] = []
    var index = 0
    while index < text.words.count {
      let time = reader.time(at: index, after: times.last?.words.upperBound ?? 0)
      if let time { times.append(time) }
      index = time?.words.upperBound ?? index + 1
    }
    return times
  }

  private var words: [String] { text.words }

  private func time(at index: Int, after end: Int) -> NamedTime? {
    let exact = besideBounds ? past(at: index) : nil
    if let time = exact ?? relative(at: index) ?? counted(at: index, after: end) ?? marked(at: index) { return time }
    if let (mention, next) = dates.date(at: index) {
      return time(PartialDate(mention), index..<next, after: end)
    }
    guard besideBounds else { return nil }
    if let month = dates.month(at: index) {
      return time(PartialDate(month: month), index..<index + 1, after: end, isWeak: true)
    }
    return RelativeDays.weekdays[words[index]].map {
      NamedTime(words: index..<index + 1, meaning: .weekday($0), isWeak: true)
    }
  }

  /// A date, and where it has no year what says that it is past, as in "last March", which means the month alone.
  private func time(_ date: PartialDate, _ range: Range<Int>, after end: Int, isWeak: Bool = false) -> NamedTime {
    var (first, next) = (range.lowerBound, range.upperBound)
    if date.year == nil {
      if first > end, RelativeDays.last.contains(words[first - 1]) { first -= 1 }
      if next < words.count, RelativeDays.lastAfter.contains(words[next]) { next += 1 }
    }
    return NamedTime(words: first..<next, meaning: .date(date), isWeak: isWeak)
  }

  private func time(_ span: DaySpan?, _ words: Range<Int>) -> NamedTime? {
    span.map { NamedTime(words: words, meaning: .days($0)) }
  }

  private func relative(at index: Int) -> NamedTime? {
    let phrase = RelativeDays.phrases.longest(in: words, at: index) {
      StopWords.allow($1, of: $0.language, in: language)
    }
    return phrase.flatMap { time(today.span($0.value.days), index..<index + $0.count) }
  }

  /// "three days ago", "vor 2 Wochen", "hace tres meses", "il y a deux ans", "3天前".
  private func counted(at index: Int, after end: Int) -> NamedTime? {
    guard let (count, unit) = units(at: index) else { return nil }
    if index + 2 < words.count, RelativeDays.ago.contains(words[index + 2]) {
      return time(today.ago(count, unit), index..<index + 3)
    }
    if let before = RelativeDays.agoBefore.longest(in: words, endingAt: index), index - before.count >= end {
      return time(today.ago(count, unit), index - before.count..<index + 2)
    }
    // "Desde a semana passada" counts no weeks.
    guard besideBounds, RelativeDays.phrases.longest(in: words, at: index + 1) == nil,
      Bounds.isBeginning(endingAt: index, in: words, language)
    else { return nil }
    return time(today.past(count, unit), index..<index + 2)
  }

  private func units(at index: Int) -> (Int, RelativeDays.Unit)? {
    guard index + 1 < words.count, let count = RelativeDays.count(words[index]),
      let unit = RelativeDays.unit(words[index + 1])
    else { return nil }
    return (count, unit)
  }

  /// "last Friday", "vendredi dernier", and where bounds are looked for "last summer".
  private func marked(at index: Int) -> NamedTime? {
    if RelativeDays.last.contains(words[index]), index + 1 < words.count {
      return last(words[index + 1], index..<index + 2)
    }
    guard index + 1 < words.count, RelativeDays.lastAfter.contains(words[index + 1]) else { return nil }
    return last(words[index], index..<index + 2)
  }

  private func last(_ word: String, _ words: Range<Int>) -> NamedTime? {
    if let weekday = RelativeDays.weekdays[word] {
      let day = today.last(weekday)
      return time(DaySpan(days: day...day, strength: Today.nearStrength), words)
    }
    guard besideBounds else { return nil }
    return time(RelativeDays.seasons[word].flatMap(today.lastSeason), words)
  }

  /// "the past seven days", "last 3 months", "sept derniers jours", "过去七天", "the past week".
  private func past(at index: Int) -> NamedTime? {
    let one = Bounds.pastOne.longest(in: words, at: index)
    if let one, let unit = unit(at: index + one.count), isWhole(index + one.count) {
      return time(today.past(1, unit), index..<index + one.count + 1)
    }
    let isBefore = Bounds.past.contains(words[index])
    let number = isBefore ? index + 1 : index
    guard let count = count(at: number), isBefore || number + 1 < words.count && Bounds.past.contains(words[number + 1])
    else { return nil }
    var next = isBefore ? number + 1 : number + 2
    while next < words.count, Bounds.fillers.contains(words[next]) { next += 1 }
    guard let unit = unit(at: next), isWhole(next) else { return nil }
    return time(today.past(count, unit), index..<next + 1)
  }

  /// How many a few are taken to be.
  private static let few = 5

  private func count(at index: Int) -> Int? {
    guard index < words.count else { return nil }
    return RelativeDays.count(words[index]) ?? (Bounds.few.contains(words[index]) ? Self.few : nil)
  }

  private func unit(at index: Int) -> RelativeDays.Unit? {
    index < words.count ? RelativeDays.unit(words[index]) : nil
  }

  /// Whether a unit is not part of something else, as in "the last week of May".
  private func isWhole(_ unit: Int) -> Bool {
    unit + 1 >= words.count || !Bounds.parts.contains(words[unit + 1])
  }
}
