import ScrubjayCore

/// A time within a sentence, made absolute.
struct StatedTime {
  /// Which words it takes.
  private let range: Range<Int>
  private let meaning: Meaning
  private let reference: LocalTime

  /// The longest expression that is looked for, in words.
  private static let mostWords = 4
  /// How many words of a sentence are looked at.
  private static let wordsPerSentence = 60
  static let prepositions: Set<String> = ["since", "in", "on", "until", "from"]
  /// What is said of a number of days is said by its month, and of more by its year.
  private static let daysOfMonths = 62
  private static let daysOfWeeks = 10

  private enum Meaning: Equatable {
    case absolute(DateMention)
    /// A month or a day without its year, which is the last one that has begun.
    case last(DateMention)
    case relative(DaySpan)
  }

  /// When the time begins that some words name; `nil` where they name none.
  static func start(in words: [SpokenWord], at reference: LocalTime) -> Timestamp? {
    first(in: words, at: reference)?.start
  }

  /// Whether the words are a time and nothing else.
  static func isTime(_ words: [SpokenWord], at reference: LocalTime) -> Bool {
    guard let time = first(in: words, at: reference), time.range.upperBound == words.count else { return false }
    return words[..<time.range.lowerBound].allSatisfy { prepositions.contains($0.lower) || $0.lower == "back" }
  }

  /// The words with what is relative to the time of writing made absolute, in English, and when the time begins.
  static func absolute(_ words: [SpokenWord], at reference: LocalTime) -> (words: [SpokenWord], start: Timestamp?) {
    guard let time = first(in: words, at: reference) else { return (words, nil) }
    guard let text = time.text else { return (words, time.start) }
    // "The day before yesterday" is a day without an article.
    let before = words[..<time.range.lowerBound].last?.lower
    let kept = before == "the" ? words[..<(time.range.lowerBound - 1)] : words[..<time.range.lowerBound]
    let isIntroduced = kept.last.map { prepositions.contains($0.lower) } == true
    var new = text.split(separator: " ").dropFirst(isIntroduced ? 1 : 0).map { SpokenWord(String($0)) }
    new[new.count - 1].endsPhrase = words[time.range.upperBound - 1].endsPhrase
    return (kept + new + words[time.range.upperBound...], time.start)
  }

  /// The first time of the fewest words, and of what encloses it what means something else: "the day before yesterday".
  private static func first(in words: [SpokenWord], at reference: LocalTime) -> StatedTime? {
    let words = words.prefix(wordsPerSentence).map(\.lower)
    var found: StatedTime?
    for count in 1...mostWords where count <= words.count {
      for start in 0...(words.count - count) {
        let range = start..<start + count
        if let found, !(range.lowerBound <= found.range.lowerBound && range.upperBound >= found.range.upperBound) {
          continue
        }
        guard let meaning = meaning(of: words[range].joined(separator: " "), at: reference), meaning != found?.meaning
        else {
          continue
        }
        found = StatedTime(range: range, meaning: meaning, reference: reference)
        break
      }
    }
    return found
  }

  private static func meaning(of text: String, at reference: LocalTime) -> Meaning? {
    if let date = DateReader.mentions(in: Array(text.unicodeScalars)).first {
      switch date {
      case .full(let mention): return .absolute(mention)
      case .yearless(let month, let day): return last(month, day, at: reference).map(Meaning.last)
      }
    }
    return DaySpanReader.spans(in: text, asked: reference).first.map(Meaning.relative)
  }

  private static func last(_ month: Int, _ day: Int?, at reference: LocalTime) -> DateMention? {
    let today = reference.day
    let isOver = (month, day ?? 1) <= (today.month, today.day)
    let year = isOver ? today.year : today.year - 1
    guard let day else { return .month(year, month) }
    return Timestamp(year: year, month: month, day: day).map { .day($0.day) }
  }

  private var middle: CalendarDay? {
    guard case .relative(let span) = meaning else { return nil }
    return CalendarDay(dayNumber: (span.days.lowerBound + span.days.upperBound) / 2)
  }

  private var days: Int {
    if case .relative(let span) = meaning { span.days.count } else { 0 }
  }

  /// In words; `nil` where it is absolute already.
  private var text: String? {
    switch meaning {
    case .last(.day(let day)): return "on \(EnglishDate.text(day))"
    case .last(.month(let year, let month)): return "in \(EnglishDate.months[month - 1]) \(year)"
    default: break
    }
    return middle.map { middle in
      let month = "\(EnglishDate.months[middle.month - 1]) \(middle.year)"
      return switch days {
      case 1: "on \(EnglishDate.text(middle))"
      case ...Self.daysOfWeeks: "around \(EnglishDate.text(middle))"
      case ...Self.daysOfMonths: "in \(month)"
      default: "in \(middle.year)"
      }
    }
  }

  private var start: Timestamp? {
    switch meaning {
    case .absolute(.year(let year)), .last(.year(let year)): reference.start(year: year)
    case .absolute(.month(let year, let month)), .last(.month(let year, let month)):
      reference.start(year: year, month: month)
    case .absolute(.day(let day)), .last(.day(let day)): reference.start(year: day.year, month: day.month, day: day.day)
    case .relative:
      middle.flatMap { middle in
        switch days {
        case ...Self.daysOfWeeks: reference.start(year: middle.year, month: middle.month, day: middle.day)
        case ...Self.daysOfMonths: reference.start(year: middle.year, month: middle.month)
        default: reference.start(year: middle.year)
        }
      }
    }
  }
}
