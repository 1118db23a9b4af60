/// The measures of a group of questions: their means, and how far these can be trusted.
struct Figures: Sendable {
  /// How many questions were asked.
  let questions: Int
  private let means: [Measure: Double]
  private let intervals: [Measure: Interval]

  /// The figures of questions with evidence.
  init(_ asked: [AskedQuestion]) {
    questions = asked.count
    let values = Dictionary(
      uniqueKeysWithValues: Measure.allCases.map { measure in (measure, asked.map { measure.value(ranks: $0.ranks) }) })
    means = values.mapValues(Self.mean)
    intervals = values.mapValues(Bootstrap.interval)
  }

  /// The mean of a measure; 0 for no questions.
  subscript(measure: Measure) -> Double { means[measure] ?? 0 }

  /// Between which values a measure's mean probably lies.
  func interval(_ measure: Measure) -> Interval { intervals[measure] ?? Interval(low: 0, high: 0) }

  /// The mean of values; 0 for none.
  static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
