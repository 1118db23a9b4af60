import Foundation

/// A word of a statement, or a quantity.
package struct StatementWord: Sendable, Hashable {
  /// In lower case.
  package let text: String
  /// By which it is compared.
  package let stem: String
  /// Whether it starts with a capital letter.
  package let isCapitalised: Bool
  /// Whether something of it follows, as after `Ana's`.
  package var isPossessive = false
  /// What it measures or dates, if it does.
  package var quantity: Quantity?
}

/// A number, or a time, that something is given by.
package enum Quantity: Sendable, Hashable {
  /// A number of something.
  case number(Double, of: String)
  /// Minutes since midnight.
  case time(Int)
  /// A date, as far as it is told.
  case date(year: Int?, month: Int?, day: Int?)
  /// A day of the week, from 0.
  case weekday(Int)

  /// What can be different from another of its slot.
  package var slot: String {
    switch self {
    case .number(_, let unit): "number of \(unit)"
    case .time: "time"
    case .date, .weekday: "day"
    }
  }

  /// Whether both cannot be true of one thing.
  package func contradicts(_ other: Quantity) -> Bool {
    switch (self, other) {
    case (.number(let one, _), .number(let another, _)): one != another
    case (.time(let one), .time(let another)): one != another
    case (.weekday(let one), .weekday(let another)): one != another
    case (.date(let year, let month, let day), .date(let otherYear, let otherMonth, let otherDay)):
      Self.differ(year, otherYear) || Self.differ(month, otherMonth) || Self.differ(day, otherDay)
    default: false
    }
  }

  private static func differ(_ one: Int?, _ other: Int?) -> Bool { one != nil && other != nil && one != other }
}

/// Splits English sentences into words and quantities.
package struct StatementReader {
  private let stem: (String) -> String

  package init(_ stem: @escaping (String) -> String) { self.stem = stem }

  /// The sentences of a text, up to a limit.
  package static func sentences(of text: String, limit: Int) -> [Substring] {
    var sentences: [Substring] = []
    var start = text.startIndex
    var index = text.startIndex
    while index < text.endIndex, sentences.count < limit {
      let next = text.index(after: index)
      let isEnd = next == text.endIndex || text[next].isWhitespace
      if text[index].isNewline || text[index] == ";" || (isEnd && ".!?".contains(text[index])) {
        sentences.append(text[start..<next])
        start = next
      }
      index = next
    }
    if sentences.count < limit, start < text.endIndex { sentences.append(text[start...]) }
    return sentences.filter { $0.contains { $0.isLetter } }
  }

  /// The words of a sentence.
  package func words(of sentence: Substring) -> [StatementWord] {
    var words: [StatementWord] = []
    let text = sentence.replacing("’", with: "'")
    for piece in text.split(whereSeparator: { $0.isWhitespace || "\"“”()[]{}".contains($0) }) {
      let piece = piece.drop { ",.;:!?".contains($0) }
      guard let last = piece.lastIndex(where: { !",.;:!?".contains($0) }) else { continue }
      append(String(piece[...last]), to: &words)
    }
    return dated(numbered(words))
  }

  private func append(_ piece: String, to words: inout [StatementWord]) {
    // One spelling of "colour", "favourite" and "licence".
    let lower = piece.lowercased().replacing("olour", with: "olor").replacing("avour", with: "avor")
      .replacing("licence", with: "license")
    if let (base, rest) = Self.contraction(lower) {
      words.append(word(base, piece))
      if let rest { words.append(word(rest, rest)) } else { words[words.count - 1].isPossessive = true }
      return
    }
    if Self.possessives.contains(lower) {
      words.append(StatementWord(text: "@self", stem: "@self", isCapitalised: false, isPossessive: true))
    } else if Self.selves.contains(lower) {
      words.append(StatementWord(text: "@self", stem: "@self", isCapitalised: false))
    } else {
      words.append(word(lower, piece))
    }
  }

  private func word(_ lower: String, _ piece: String) -> StatementWord {
    if Self.selves.contains(lower) { return StatementWord(text: "@self", stem: "@self", isCapitalised: false) }
    return StatementWord(text: lower, stem: stem(lower), isCapitalised: piece.first?.isUppercase == true)
  }

  private static let selves: Set<String> = ["i", "me", "myself", "user"]
  private static let possessives: Set<String> = ["my", "mine"]

  /// The parts of a contraction: `doesn't` is `does not`; without a second part it is a possessive.
  private static func contraction(_ word: String) -> (base: String, rest: String?)? {
    if word == "can't" { return ("can", "not") }
    if word == "won't" { return ("will", "not") }
    if word.hasSuffix("n't") { return (String(word.dropLast(3)), "not") }
    for (ending, rest) in [("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would"), ("'m", "am")]
    where word.hasSuffix(ending) { return (String(word.dropLast(ending.count)), rest) }
    if word.hasSuffix("'s") {
      let base = String(word.dropLast(2))
      return (base, ["he", "she", "it", "that", "there"].contains(base) ? "is" : nil)
    }
    if word.hasSuffix("s'") { return (String(word.dropLast()), nil) }
    return nil
  }

  // MARK: Quantities

  /// The words with the numbers and times among them read.
  private func numbered(_ words: [StatementWord]) -> [StatementWord] {
    var result: [StatementWord] = []
    var index = 0
    while index < words.count {
      var word = words[index]
      let next = index + 1 < words.count ? words[index + 1] : nil
      if let time = Self.time(word.text, next?.text) {
        word.quantity = .time(time.minutes)
        index += time.usesNext ? 1 : 0
      } else if let number = Self.number(word.text) {
        // "Two children" counts them, "port 8080" is one of them.
        let unit = Self.currency(word.text) ?? next.flatMap(Self.unit) ?? result.last.flatMap(Self.unit) ?? ""
        word.quantity = .number(number, of: unit)
      } else if let weekday = Self.weekdays.firstIndex(of: word.text) {
        word.quantity = .weekday(weekday)
      }
      result.append(word)
      index += 1
    }
    return result
  }

  private static func unit(_ word: StatementWord) -> String? {
    word.text.first?.isLetter == true && !functionWords.contains(word.text) ? word.stem : nil
  }

  private static let functionWords: Set<String> = [
    "on", "in", "at", "to", "of", "and", "or", "for", "per", "a", "the", "with", "from", "by", "but", "until", "since",
    "during", "every", "each", "when", "if", "is", "are", "was", "were", "not",
  ]

  private static func time(_ text: String, _ next: String?) -> (minutes: Int, usesNext: Bool)? {
    if text == "noon" { return (720, false) }
    if text == "midnight" { return (0, false) }
    guard let match = text.wholeMatch(of: /(\d{1,2})(?::(\d{2}))?(am|pm)?/), let hour = Int(match.output.1), hour < 25
    else { return nil }
    let following = next == "am" || next == "pm" || next == "o'clock"
    guard match.output.2 != nil || match.output.3 != nil || following else { return nil }
    let minute = match.output.2.flatMap { Int($0) } ?? 0
    switch match.output.3.map(String.init) ?? next {
    case "pm": return ((hour % 12 + 12) * 60 + minute, following)
    case "am": return (hour % 12 * 60 + minute, following)
    default: return (hour * 60 + minute, following)
    }
  }

  private static func number(_ text: String) -> Double? {
    if let number = EnglishNumber.value(of: text) { return Double(number) }
    var digits = text.drop { "$€£~#".contains($0) }
    if digits.hasSuffix("%") { digits = digits.dropLast() }
    guard digits.wholeMatch(of: /\d[\d,]*(\.\d+)?/) != nil else { return nil }
    return Double(digits.replacing(",", with: ""))
  }

  private static func currency(_ text: String) -> String? {
    text.first.flatMap { ["$": "dollar", "€": "euro", "£": "pound"][$0] }
      ?? (text.hasSuffix("%") ? "percent" : nil)
  }

  private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  private static let months = EnglishDate.months.map { $0.lowercased() }

  /// The words with the dates among them read: a month with the numbers beside it, an ISO date, a year after a
  /// preposition.
  private func dated(_ words: [StatementWord]) -> [StatementWord] {
    var result: [StatementWord] = []
    var index = 0
    while index < words.count {
      var word = words[index]
      if let iso = word.text.wholeMatch(of: /(\d{4})-(\d{2})-(\d{2})/) {
        word.quantity = .date(year: Int(iso.output.1), month: Int(iso.output.2), day: Int(iso.output.3))
      } else if let month = Self.months.firstIndex(of: word.text), word.isCapitalised {
        var (year, day): (Int?, Int?) = (nil, nil)
        if let before = result.last.flatMap(Self.dayNumber) {
          day = before
          result.removeLast()
        } else if index + 1 < words.count, let after = Self.dayNumber(words[index + 1]) {
          day = after
          index += 1
        }
        if index + 1 < words.count, let after = Self.year(words[index + 1]) {
          year = after
          index += 1
        }
        word.quantity = .date(year: year, month: month + 1, day: day)
      } else if let year = Self.year(word), ["in", "since", "until", "by", "from"].contains(result.last?.text) {
        word.quantity = .date(year: year, month: nil, day: nil)
      }
      result.append(word)
      index += 1
    }
    return result
  }

  private static func dayNumber(_ word: StatementWord) -> Int? {
    word.text.wholeMatch(of: /(\d{1,2})(st|nd|rd|th)?/).flatMap { Int($0.output.1) }.flatMap {
      (1...31).contains($0) ? $0 : nil
    }
  }

  private static func year(_ word: StatementWord) -> Int? {
    word.text.count == 4 ? Int(word.text).flatMap { DateReader.years.contains($0) ? $0 : nil } : nil
  }
}
