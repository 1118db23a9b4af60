import ScrubjayCore

/// What a query asks for beside its words: when, how many, of which days, and of whom.
struct QueryAnalysis {
  let kind: QuestionKind
  /// The days that it names.
  let spans: [DaySpan]

  /// - Parameter reference: When it is asked; "yesterday" is the day before.
  init(_ text: String, asked reference: Timestamp) {
    kind = QuestionKind(PhraseText(text))
    spans = Array(DaySpanReader.spans(in: text, asked: reference).suffix(Limits.spansPerRecall))
  }

  /// The index terms of the days that it names, each with how well what holds it fits.
  var dateTerms: [String: Double] {
    Dictionary(spans.flatMap { span in span.terms.map { ($0, span.strength) } }, uniquingKeysWith: max)
  }

  /// How well a time fits the days that the query names, from 0 to 1; 0 where it names none.
  func fit(_ time: Timestamp) -> Double {
    spans.isEmpty ? 0 : spans.reduce(0) { max($0, $1.fit(time.dayNumber)) }
  }
}
