/// Which side of a time is meant.
enum Bound {
  case after, since, before, until
}

/// The words that tell where a span of time begins and ends, in every language that is known here.
enum Bounds {
  private typealias Table = PhraseTable<(bound: Bound, language: Language?)>

  private static let leading = Table(
    LanguageWords.all.flatMap { words in
      [
        (words.bounds.after, Bound.after), (words.bounds.since, .since), (words.bounds.before, .before),
        (words.bounds.until, .until),
      ].map { (phrases: $0.0, value: (bound: $0.1, language: words.language)) }
    })
  private static let following = Table(
    LanguageWords.all.flatMap { words in
      [
        (words.bounds.afterFollowing, Bound.after), (words.bounds.sinceFollowing, .since),
        (words.bounds.beforeFollowing, .before), (words.bounds.untilFollowing, .until),
      ].map { (phrases: $0.0, value: (bound: $0.1, language: words.language)) }
    })
  private static let from = table(\.bounds.from)
  private static let onwards = table(\.bounds.onwards)
  private static let to = table(\.bounds.to)
  private static let between = table(\.bounds.between)
  private static let and = table(\.bounds.and)
  private static let betweenFollowing = table(\.bounds.betweenFollowing)
  static let pastOne = table(\.bounds.pastOne)
  static let past = LanguageWords.words(\.bounds.past)
  static let few = LanguageWords.words(\.bounds.few)
  static let fillers = LanguageWords.words(\.bounds.fillers)
  /// What makes a unit of time a part of the time after it: "the last week of May".
  static let parts = LanguageWords.words(\.dates.fillers)
  private static let notBefore = LanguageWords.words(\.bounds.notBefore)

  private static func table(_ phrases: (LanguageWords) -> String) -> PhraseTable<Language?> {
    PhraseTable(LanguageWords.all.map { (phrases: phrases($0), value: $0.language) })
  }

  /// Whether a phrase such as "since" ends before a word.
  static func isBeginning(endingAt end: Int, in words: [String], _ language: Language) -> Bool {
    leading.longest(in: words, endingAt: end) {
      StopWords.allow($1, of: $0.language, in: language)
    }?.value.bound == .since
  }

  /// Returns the bound that some words have by what stands around them, articles and the like aside.
  ///
  /// - Parameters:
  ///   - isNarrow: Whether the words are a time only where the bound is right beside them.
  ///   - isRange: Whether they name two ends, of which a word such as "from" tells nothing more.
  static func bound(
    of time: Range<Int>, in words: [String], _ language: Language, isNarrow: Bool, isRange: Bool
  ) -> Bound? {
    let next = isNarrow ? time.upperBound : skipping(from: time.upperBound, in: words)
    let previous = isNarrow ? time.lowerBound : skipping(downTo: time.lowerBound, in: words)
    if !isRange {
      for start in Set([time.upperBound, next]) {
        if let bound = following.longest(in: words, at: start)?.value.bound { return bound }
        if onwards.longest(in: words, at: start, where: { StopWords.allow($1, of: $0, in: language) }) != nil,
          (previous...time.lowerBound).contains(where: { from.longest(in: words, endingAt: $0) != nil })
        {
          return .since
        }
      }
    }
    let languages = words[time].compactMap(LanguageWords.languages(ofDateWord:))
    var longest: (bound: Bound, count: Int)?
    for end in (previous...time.lowerBound).reversed() {
      let phrase = leading.longest(in: words, endingAt: end) { value, phrase in
        let isOfTime = value.language.map { language in languages.allSatisfy { $0.contains(LanguageSet(language)) } }
        return isOfTime != false && StopWords.allow(phrase, of: value.language, in: language)
      }
      guard let phrase, phrase.count > longest?.count ?? 0 else { continue }
      if end > phrase.count, notBefore.contains(words[end - phrase.count - 1]) { return nil }
      longest = (phrase.value.bound, phrase.count)
    }
    return isRange && longest?.bound == .since ? nil : longest?.bound
  }

  /// Whether what stands between two times makes a span of them: a dash, "to", or "and" with "between".
  static func join(_ first: Range<Int>, _ second: Range<Int>, in text: DateText) -> Bool {
    let words = text.words
    if first.upperBound == second.lowerBound { return text.followsDash(second.lowerBound) }
    guard first.upperBound < second.lowerBound else { return false }
    let start = min(skipping(from: first.upperBound, in: words), second.lowerBound)
    for start in Set([first.upperBound, start]) where start < second.lowerBound {
      if ends(to, at: start, before: second.lowerBound, in: words) { return true }
      guard ends(and, at: start, before: second.lowerBound, in: words) else { continue }
      let previous = skipping(downTo: first.lowerBound, in: words)
      let isBetween = (previous...first.lowerBound).contains { between.longest(in: words, endingAt: $0) != nil }
      let next = skipping(from: second.upperBound, in: words)
      if isBetween || [second.upperBound, next].contains(where: { betweenFollowing.longest(in: words, at: $0) != nil })
      {
        return true
      }
    }
    return false
  }

  private static func ends(
    _ table: PhraseTable<Language?>, at start: Int, before end: Int, in words: [String]
  ) -> Bool {
    guard let phrase = table.longest(in: words, at: start), start + phrase.count <= end else { return false }
    return words[start + phrase.count..<end].allSatisfy(fillers.contains)
  }

  /// At most so many words stand between a bound and its time.
  private static let mostFillers = 3

  private static func skipping(from index: Int, in words: [String]) -> Int {
    var index = index
    let end = min(words.count, index + mostFillers)
    while index < end, fillers.contains(words[index]) { index += 1 }
    return index
  }

  private static func skipping(downTo index: Int, in words: [String]) -> Int {
    var index = index
    let end = max(0, index - mostFillers)
    while index > end, fillers.contains(words[index - 1]) { index -= 1 }
    return index
  }
}
