import ScrubjayCore

/// Finds the dates that a text names: `2023-05-08`, `8 May 2023`, `May 8th, 2023`, `mayo de 2023`, `2023`, and those
/// without their year, such as `8 May` and `in May`.
///
/// What is relative to today needs the time of asking and is not looked for here.
struct DateReader {
  /// The numbers that stand for years without further context.
  static let years = 1900...2100
  /// Numbers beside a year of fewer digits may be the month or the year of a century.
  private static let leastDigitsOfCount = 3

  private let text: DateText
  private var words: [String] { text.words }

  /// A date, in full or without its year.
  enum Mention: Equatable {
    case full(DateMention)
    case yearless(month: Int, day: Int?)
  }

  /// The dates of a normalised text, in its order.
  static func mentions(in scalars: [Unicode.Scalar]) -> [Mention] {
    let reader = DateReader(DateText(String(String.UnicodeScalarView(scalars))))
    var dates: [Mention] = []
    var index = 0
    while index < reader.words.count {
      let date = reader.date(at: index)
      if let date { dates.append(date.mention) }
      index = date?.next ?? index + 1
    }
    return dates
  }

  init(_ text: DateText) { self.text = text }

  /// Returns the date that begins at a word, and the index of the word after it.
  func date(at index: Int) -> (mention: Mention, next: Int)? {
    if let (date, next) = numeric(at: index) ?? written(at: index) { return (.full(date), next) }
    return yearless(at: index).map { (.yearless(month: $0.month, day: $0.day), $0.next) }
  }

  /// A year, or a date in ISO 8601.
  private func numeric(at index: Int) -> (DateMention, next: Int)? {
    guard let year = year(at: index) else { return nil }
    guard let month = tiedNumber(at: index + 1), (1...12).contains(month) else { return (.year(year), index + 1) }
    guard let day = tiedNumber(at: index + 2), let date = Timestamp(year: year, month: month, day: day)?.day else {
      return (.month(year, month), index + 2)
    }
    return (.day(date), index + 3)
  }

  /// A date with the name of its month: day month year, month day year, month year.
  private func written(at index: Int) -> (DateMention, next: Int)? {
    var next = index
    var day = dayOfMonth(at: next)
    if day != nil { next = skippingFillers(from: next + 1) }
    guard let month = month(at: next) else { return nil }
    next = skippingFillers(from: next + 1)
    if day == nil, let following = dayOfMonth(at: next), year(at: skippingFillers(from: next + 1)) != nil {
      day = following
      next = skippingFillers(from: next + 1)
    }
    guard let year = year(at: next) else { return nil }
    if let day, let date = Timestamp(year: year, month: month, day: day)?.day { return (.day(date), next + 1) }
    return (.month(year, month), next + 1)
  }

  /// A date with the name of its month and no year: day month, month day, or after a word such as "in" the month alone,
  /// since some of the names are other words, too.
  private func yearless(at index: Int) -> (month: Int, day: Int?, next: Int)? {
    if let day = dayOfMonth(at: index) {
      let next = skippingFillers(from: index + 1)
      return month(at: next).map { ($0, day, next + 1) }
    }
    guard let month = month(at: index) else { return nil }
    if let day = dayOfMonth(at: index + 1) { return (month, day, index + 2) }
    guard words[index].last == "月" || index > 0 && Self.beforeMonth.contains(words[index - 1]) else { return nil }
    return (month, nil, index + 1)
  }

  /// A month by its name alone, whatever stands before it.
  func month(at index: Int) -> Int? { index < words.count ? RelativeDays.months[words[index]] : nil }

  /// A year of four digits, unless things are counted with it.
  func year(at index: Int) -> Int? {
    guard index < words.count else { return nil }
    let word = words[index]
    if DateText.isYear(word) { return Int(word.dropLast()).flatMap { Self.years.contains($0) ? $0 : nil } }
    guard word.utf8.count == 4, let year = Int(word), Self.years.contains(year) else { return nil }
    return isCount(index) ? nil : year
  }

  /// Whether things are counted with a number: 2000 steps, $2000, 2000 to 3000.
  private func isCount(_ index: Int) -> Bool {
    guard !text.hasSign(index) else { return true }
    guard index + 1 < words.count else { return false }
    if Self.counted.contains(words[index + 1]) { return true }
    let other = Self.joins.contains(words[index + 1]) ? index + 2 : index + 1
    guard other < words.count, other == index + 2 || text.followsDash(other) else { return false }
    return words[other].count >= Self.leastDigitsOfCount && Int(words[other]) != nil && year(at: other) == nil
  }

  /// The two digits of a month or day after a hyphen or slash; a time may follow after a T.
  func tiedNumber(at index: Int) -> Int? {
    guard index < words.count, text.isTied(index) else { return nil }
    let suffix = words[index].dropFirst(2)
    return suffix.isEmpty || suffix.first == "t" ? Int(words[index].prefix(2)) : nil
  }

  /// 8, 8th, 1er, 1º.
  func dayOfMonth(at index: Int) -> Int? {
    guard words.indices.contains(index) else { return nil }
    let digits = words[index].prefix { $0.isASCII && $0.isNumber }
    guard (1...2).contains(digits.count), let day = Int(digits), (1...31).contains(day) else { return nil }
    let ending = words[index][digits.endIndex...]
    return ending.isEmpty || Self.ordinalEndings.contains(String(ending)) ? day : nil
  }

  private func skippingFillers(from index: Int) -> Int {
    var index = index
    while index < words.count, Self.fillers.contains(words[index]) { index += 1 }
    return index
  }

  private static let ordinalEndings = LanguageWords.words(\.dates.ordinalEndings)
  private static let fillers = LanguageWords.words(\.dates.fillers)
  /// What stands before a month that has no year.
  private static let beforeMonth = LanguageWords.words(\.dates.beforeMonth)
  private static let counted = LanguageWords.words(\.dates.counted)
  /// Words between two numbers.
  private static let joins = LanguageWords.words(\.bounds.to).union(LanguageWords.words(\.bounds.and))
}
