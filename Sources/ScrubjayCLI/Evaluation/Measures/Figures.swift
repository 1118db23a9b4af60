/// The measures of a group of questions: their means, and how far these can be trusted.
struct Figures<Key: Hashable & Sendable>: Sendable {
  /// How many questions were asked.
  let questions: Int
  private let means: [Key: Double]
  private let intervals: [Key: Interval]

  /// The figures of questions of which something is measured.
  ///
  /// - Parameter value: A measure of a question.
  init<Question>(_ questions: [Question], _ keys: some Sequence<Key>, _ value: (Question, Key) -> Double) {
    self.questions = questions.count
    let values = Dictionary(
      keys.map { key in (key, questions.map { value($0, key) }) }, uniquingKeysWith: { first, _ in first })
    means = values.mapValues(\.mean)
    intervals = values.mapValues(Bootstrap.interval)
  }

  /// The mean of a measure; 0 for no questions.
  subscript(measure: Key) -> Double { means[measure] ?? 0 }

  /// Between which values a measure's mean probably lies.
  func interval(_ measure: Key) -> Interval { intervals[measure] ?? Interval(low: 0, high: 0) }
}

extension Figures<Measure> {
  /// The figures of questions with evidence.
  init(_ asked: [AskedQuestion]) {
    self.init(asked, Measure.allCases) { $1.value(ranks: $0.ranks) }
  }
}

extension [Double] {
  /// The mean of the values; 0 for none.
  var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }
}
