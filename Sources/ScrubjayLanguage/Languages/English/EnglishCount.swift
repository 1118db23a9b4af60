/// What is counted from the day on which it is said: an age, a number of years.
enum EnglishCount {
  private static let hedges = EnglishWords.set(
    "almost nearly about around only just now over already currently approximately roughly turning last past the more than some"
  )
  private static let units = EnglishWords.set("year years month months week weeks decade decades day days")
  private static let stages = EnglishWords.set(
    "teens twenties thirties forties fifties sixties seventies eighties nineties 20s 30s 40s 50s 60s 70s 80s 90s")

  /// Whether a predicate would say something else on another day.
  ///
  /// - Parameter words: The predicate, in the third person.
  static func isFromNow(_ words: [SpokenWord], subject: EnglishClause.Subject) -> Bool {
    if subject.isAttribute, subject.text.lowercased() == "age" { return true }
    return isAge(words) || isDuration(words)
      || words.contains { ["pregnant", "expecting"].contains($0.lower) || stages.contains($0.lower) }
      || words.indices.contains { isGrade(at: $0, in: words) }
  }

  /// "Is 32", "is almost 5 years old".
  private static func isAge(_ words: [SpokenWord]) -> Bool {
    guard let verb = words.first?.lower, ["is", "are"].contains(verb), !words.contains(where: { $0.lower == "tall" })
    else { return false }
    let rest = words.dropFirst().drop { hedges.contains($0.lower) }
    guard let number = rest.first, count(number.lower) != nil else { return false }
    guard rest.count > 1, !number.endsPhrase else { return true }
    let next = rest[rest.startIndex + 1].lower
    return units.contains(next) || ["old", "and", "but", "now", "today"].contains(next)
  }

  /// "For three years", "since three years", "for the last ten months".
  private static func isDuration(_ words: [SpokenWord]) -> Bool {
    words.indices.contains { index in
      guard ["for", "since", "in"].contains(words[index].lower) else { return false }
      let rest = words[(index + 1)...].drop { hedges.contains($0.lower) }
      guard let first = rest.first else { return false }
      // "For years" is counted from no day.
      guard count(first.lower) != nil || ["a", "several", "many", "few"].contains(first.lower) else { return false }
      return rest.dropFirst().prefix(2).contains { units.contains($0.lower) }
        && (words[index].lower != "in" || ["last", "past"].contains(words[index + 1].lower) || isPast(words, index + 2))
    }
  }

  private static func isPast(_ words: [SpokenWord], _ index: Int) -> Bool {
    index < words.count && ["last", "past"].contains(words[index].lower)
  }

  /// "In second grade", "in their third year", "in year 9".
  private static func isGrade(at index: Int, in words: [SpokenWord]) -> Bool {
    guard words[index].lower == "in", words.first.map({ ["is", "are"].contains($0.lower) }) == true else {
      return false
    }
    return words[(index + 1)...].prefix(4).contains {
      ["grade", "year", "kindergarten", "semester"].contains($0.lower)
    }
  }

  private static func count(_ word: String) -> Int? { Int(word) ?? EnglishNumber.value(of: word) }
}

/// Numbers in English words.
enum EnglishNumber {
  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

  /// The number that a word stands for, up to 99: "seven", "forty", "forty-two".
  static func value(of word: String) -> Int? {
    if let index = small.firstIndex(of: word) { return index }
    let parts = word.split(separator: "-").map(String.init)
    guard let ten = parts.first.flatMap(tens.firstIndex) else { return nil }
    guard parts.count == 2 else { return parts.count == 1 ? (ten + 2) * 10 : nil }
    return small.firstIndex(of: parts[1]).flatMap { (1...9).contains($0) ? (ten + 2) * 10 + $0 : nil }
  }
}
