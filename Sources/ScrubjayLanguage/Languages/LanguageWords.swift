/// What the readers of texts know of a language: its words for times, bounds and questions, and its commonest words.
///
/// A language is a folder with one such value, listed in ``all``; every reader takes its words from there. They are
/// in lower case, words divided by spaces and phrases by bars; accents are folded when the tables are read.
struct LanguageWords: Sendable {
  /// The language as the analyser stems it; `nil` where it has no stems.
  let language: Language?
  let dates: DateWords
  let bounds: BoundWords
  let questions: QuestionWords
  let traits: TraitWords
  /// The words that tell what its writers say on their own account; none where statements are not read in it.
  var speech = SpeechWords()
  /// The words by which facts in it name the user and are compared.
  var facts: FactWords?
  /// How statements in it begin, where they are known by that.
  var openings: OpeningWords?
  /// What understands its statements, where that is more than how they begin.
  var grammar: (any StatementGrammar)?
  /// The words so common that they say nothing about a text, and much about its language. Their apostrophes are gone, as
  /// in ``Tokenizer``.
  ///
  /// Not among them: words that are also names or months and would be missed (`will`, `may`, `us`). Of Chinese they are
  /// single characters, which only queries leave out: texts are found by all of theirs.
  var stopWords = ""
  /// Letters and signs that, among the languages known here, point to few.
  var letters: Set<Unicode.Scalar> = []

  /// Every language that is known here.
  static let all: [LanguageWords] = [
    .english, .german, .spanish, .french, .italian, .portuguese, .dutch, .swedish, .russian, .chinese, .japanese,
  ]

  /// One table of all languages' phrases.
  static func phrases(_ table: (LanguageWords) -> String) -> Phrases {
    Phrases(all.map(table).joined(separator: "|"))
  }

  /// One set of all languages' words.
  static func words(_ table: (LanguageWords) -> String) -> Set<String> {
    Set(all.flatMap { words(of: table($0)) })
  }
}

extension LanguageWords {
  /// The languages in whose tables of dates a word is, of those with stems; `nil` for a word that is in none.
  static func languages(ofDateWord word: String) -> LanguageSet? { dateWords[word] }

  private static let dateWords: [String: LanguageSet] = all.reduce(into: [:]) { languages, words in
    guard let language = words.language else { return }
    for word in words.dates.words { languages[word, default: []].insert(LanguageSet(language)) }
  }

  /// The words of a table, folded.
  fileprivate static func words(of table: String) -> [String] {
    Folding.folded(table).split(whereSeparator: { $0.isWhitespace || $0 == "|" }).map(String.init)
  }
}

extension DateWords {
  /// All words of the tables.
  var words: [String] {
    let tables =
      months + weekdays + seasons + counts + relative.map(\.0) + units.map(\.0)
      + [beforeMonth, fillers, ago, agoBefore, last, lastAfter, counted]
    return tables.flatMap(LanguageWords.words)
  }
}

extension BoundWords {
  /// All words of the tables.
  var words: [String] {
    [
      after, since, before, until, afterFollowing, sinceFollowing, beforeFollowing, untilFollowing, from, onwards, to,
      between, and, betweenFollowing, past, pastOne, few, fillers,
    ].flatMap(LanguageWords.words)
  }
}

/// A language's words for dates, and for days relative to today.
struct DateWords: Sendable {
  /// The names of each month, from January on, with their usual abbreviations and cases.
  let months: [String]
  /// The names of each day of the week, from Monday on.
  var weekdays: [String] = []
  /// The names of spring, summer, autumn and winter.
  var seasons: [String] = []
  /// Words that stand before a month that has no year: "in May".
  var beforeMonth = ""
  /// Words within a date that say nothing of it: "8 of May".
  var fillers = ""
  /// What may follow the digits of a day at once: "8th".
  var ordinalEndings = ""
  /// Phrases for days, weeks, months and years relative to today.
  var relative: [(String, RelativeDays)] = []
  /// The words for days, weeks, months and years.
  let units: [(String, RelativeDays.Unit)]
  /// The words for the numbers from one on.
  let counts: [String]
  /// What says, after a count of units, that it is past: "three days ago".
  var ago = ""
  /// Phrases that say so before it: "vor drei Tagen".
  var agoBefore = ""
  /// What stands before a weekday or a season that is past: "last Friday".
  var last = ""
  /// What stands after it: "viernes pasado".
  var lastAfter = ""
  /// Nouns of what is counted, which make no year of the number before them: "2000 steps".
  var counted = ""
}

/// A language's words for where a span of time begins and ends.
struct BoundWords: Sendable {
  /// Phrases before what is left out, and everything before it: "after 2023".
  var after = ""
  /// Phrases before the beginning: "since May".
  var since = ""
  /// Phrases before what is left out, and everything after it: "before 2024".
  var before = ""
  /// Phrases before the end: "until July".
  var until = ""
  /// The same where they follow the time: "2023年以后", "2023 or later".
  var afterFollowing = ""
  var sinceFollowing = ""
  var beforeFollowing = ""
  var untilFollowing = ""
  /// Phrases before a beginning that something has to follow: "from 2023 on".
  var from = ""
  var onwards = ""
  /// Phrases between a beginning and an end: "May to July".
  var to = ""
  /// Phrases before two ends, between them, and after them.
  var between = ""
  var and = ""
  var betweenFollowing = ""
  /// Words for the time up to now, before or after a count of units: "the past seven days", "sept derniers jours".
  var past = ""
  /// Phrases for it before a single unit: "the past week".
  var pastOne = ""
  /// Words for a few: "the past few days".
  var few = ""
  /// Words that may stand between a bound and its time, or after it: "after the year 2023".
  var fillers = ""
  /// Words that make of the word after them no bound: "look after May".
  var notBefore = ""
}

/// A language's phrases that tell what a question asks for.
struct QuestionWords: Sendable {
  /// A time: "when".
  let time: String
  /// A number: "how many".
  let number: String
  /// What the one who is asked said or did before: "did you", "your advice".
  let asked: String
  /// Several things: "which of", "both".
  var several = ""
  /// Whether a question's words, folded, ask for a plural: "what sports".
  var asksForPlural: @Sendable ([String]) -> Bool = { _ in false }
  /// Several people as one: "both", "together".
  var together = ""
  /// Something to be done or advised: "can you", "should I".
  var request = ""
  /// An overview of what was said: "a summary of".
  var overview = ""
  /// What a question for an overview says about itself, and not about what it is to be about: "throughout our conversations".
  var frame = ""
  /// How questions and requests begin; in a script without spaces, what they hold.
  var openings = ""
}

/// A language's words that tell what a text holds.
struct TraitWords: Sendable {
  /// Words for times: "yesterday", "May".
  let time: String
  /// Words for numbers.
  let number: String
  /// Words for the one who speaks: "I", "my".
  var ownPerson = ""
  /// What says that something is to hold from then on: "always", "I prefer".
  var standing = ""
  /// What stands before the name of the one who is spoken to: "hello".
  var greeting = ""
}
