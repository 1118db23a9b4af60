import ScrubjayCore

/// A day to come, named from the day of writing in English, made absolute: "next Friday", "tomorrow", "in two weeks".
enum ComingTime {
  private static let units: [String: RelativeDays.Unit] = [
    "day": .day, "days": .day, "week": .week, "weeks": .week, "month": .month, "months": .month, "year": .year,
    "years": .year,
  ]

  /// The words with the first such day in them made absolute.
  static func absolute(_ words: [SpokenWord], at reference: LocalTime) -> [SpokenWord] {
    for index in words.indices {
      guard let (count, text) = text(at: index, in: words, reference) else { continue }
      var before = words[..<index]
      if let last = before.last, ["on", "in", "by", "for"].contains(last.lower),
        text.hasPrefix("on ") || text.hasPrefix("in ")
      {
        before = before.dropLast()
      }
      var new = text.split(separator: " ").map { SpokenWord(String($0)) }
      new[new.count - 1].endsPhrase = words[index + count - 1].endsPhrase
      return before + new + words[(index + count)...]
    }
    return words
  }

  /// What words from a place on say, and how many they are.
  private static func text(at index: Int, in words: [SpokenWord], _ reference: LocalTime) -> (Int, String)? {
    let today = reference.dayNumber
    func day(_ number: Int) -> String { EnglishDate.text(CalendarDay(dayNumber: number)) }
    let word = words[index].lower
    let next = index + 1 < words.count ? words[index + 1].lower : ""
    if word == "tomorrow" { return (1, "on \(day(today + 1))") }
    if words[index...].begins(with: ["day", "after", "tomorrow"]) { return (3, "on \(day(today + 2))") }
    if word == "next" || word == "this" || word == "coming", let weekday = RelativeDays.weekdays[next] {
      let ahead = (weekday - (today + 3) % 7 + 6) % 7 + 1
      // "Next Friday" on a Wednesday may be the one in two days or that of the week after: both are told by the day of writing.
      guard word != "next" || ahead > today.daysToSunday else {
        return (2, "next \(words[index + 1].text) (as of \(day(today)))")
      }
      return (2, "on \(day(today + ahead))")
    }
    let date = CalendarDay(dayNumber: today)
    if word == "next" {
      switch next {
      case "week": return (2, "in the week of \(day(today - (today + 3) % 7 + 7))")
      case "month":
        return (2, "in \(EnglishDate.months[date.month % 12]) \(date.month == 12 ? date.year + 1 : date.year)")
      case "year": return (2, "in \(date.year + 1)")
      default:
        guard let month = EnglishDate.months.firstIndex(where: { $0.lowercased() == next }) else { return nil }
        return (2, "in \(EnglishDate.months[month]) \(month + 1 > date.month ? date.year : date.year + 1)")
      }
    }
    guard word == "in", index + 2 < words.count, let count = RelativeDays.count(next),
      let unit = units[words[index + 2].lower]
    else { return nil }
    return (3, unit == .day ? "on \(day(today + count))" : "around \(day(today + count * unit.days))")
  }
}

extension Int {
  /// Of the number of a day, how many days there are until the week's last one.
  fileprivate var daysToSunday: Int { 6 - (self + 3) % 7 }
}
