import Foundation
package import ScrubjayCore

/// What a query asks for beside its words: when, how many, of which days, and of whom.
package struct QueryAnalysis {
  package let kind: QuestionKind
  /// Whether who asks speaks of themselves.
  package let isOfAsker: Bool
  /// What it is about: the query, without what only says that an overview is asked for.
  package let topic: String
  /// The days that it names.
  package let spans: [DaySpan]
  /// Where it is asked.
  private let zone: TimeZone

  /// Days of a query that count; those before them do not.
  private static let mostSpans = 256

  /// - Parameter reference: When it is asked; "yesterday" is the day before.
  package init(_ text: String, asked reference: LocalTime) {
    zone = reference.zone
    kind = QuestionKind(text)
    isOfAsker = TurnTraits(text).tellsOfItself
    topic = kind.contains(.overview) ? QueryFrame.topic(of: text) : text
    spans = Array(BoundedSpanReader.spans(in: text, asked: reference).suffix(Self.mostSpans))
  }

  /// The index terms of the days that it names, each with how well what holds it fits.
  package var dateTerms: [String: Double] {
    Dictionary(spans.flatMap { span in span.terms.map { ($0, span.strength) } }, uniquingKeysWith: max)
  }

  /// How well a time fits the days that the query names, from 0 to 1; 0 where it names none. It is a time of the place
  /// where the query is asked.
  package func fit(_ time: Timestamp) -> Double { fit(LocalTime(time, in: zone)) }

  /// How well a time of another place fits, by the day there.
  package func fit(_ time: LocalTime) -> Double {
    guard !spans.isEmpty else { return 0 }
    let day = time.dayNumber
    return spans.reduce(0) { max($0, $1.fit(day)) }
  }
}
