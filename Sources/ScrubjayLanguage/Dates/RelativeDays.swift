/// Days, weeks, months and years relative to today, and the words for them in every language that is known here.
enum RelativeDays: Sendable, Equatable {
  case day(Int)
  case week(Int)
  case weekend(Int)
  case month(Int)
  case year(Int)

  /// A unit that days are counted in.
  enum Unit {
    case day, week, month, year

    /// How many days it has, by and large.
    var days: Int {
      switch self {
      case .day: 1
      case .week: 7
      case .month: 30
      case .year: 365
      }
    }
  }

  /// The phrases, each with its language.
  static let phrases = PhraseTable(
    LanguageWords.all.flatMap { words in
      words.dates.relative.map { (phrases: $0.0, value: (days: $0.1, language: words.language)) }
    })

  static func unit(_ word: String) -> Unit? { units[word] }

  /// A number in digits or, up to twelve, in words.
  static func count(_ word: String) -> Int? {
    if let number = Int(word), (1...366).contains(number) { return number }
    return counts[word]
  }

  /// What says, after a count, that it is past.
  static let ago = LanguageWords.words(\.dates.ago)
  /// What says so before it.
  static let agoBefore = PhraseTable(LanguageWords.all.map { (phrases: $0.dates.agoBefore, value: ()) })
  /// What stands before a weekday that is past, and what after it.
  static let last = LanguageWords.words(\.dates.last)
  static let lastAfter = LanguageWords.words(\.dates.lastAfter)

  private static let units = table(LanguageWords.all.flatMap(\.dates.units))
  private static let counts = table(LanguageWords.all.flatMap { numbered($0.dates.counts, from: 1) })
  /// The days of the week by their names, Monday being 0.
  static let weekdays = table(LanguageWords.all.flatMap { numbered($0.dates.weekdays, from: 0) })
  /// The seasons by their names, spring being 0.
  static let seasons = table(LanguageWords.all.flatMap { numbered($0.dates.seasons, from: 0) })
  /// The months by their names, January being 1.
  static let months = table(LanguageWords.all.flatMap { numbered($0.dates.months, from: 1) })

  private static func numbered(_ rows: [String], from first: Int) -> [(String, Int)] {
    rows.enumerated().map { ($1, $0 + first) }
  }

  private static func table<Value>(_ rows: [(String, Value)]) -> [String: Value] {
    Dictionary(
      rows.flatMap { words, value in Folding.folded(words).split(separator: " ").map { (String($0), value) } },
      uniquingKeysWith: { first, _ in first })
  }
}
