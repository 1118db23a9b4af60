import Foundation

/// What would be left of the first ten hits if only those with at least a certain score were asked for.
///
/// It says which `min_score` keeps what answers and leaves out what does not: of questions that have an answer, and of
/// those that have none.
struct Calibration: Sendable {
  let answerable: Int
  let unanswerable: Int
  let points: [Point]
  /// The least threshold, to four digits, at which half of the unanswerable questions get no hit; `nil` where there are no
  /// questions of one of the kinds.
  let halfSilent: Point?

  /// The outcome of one threshold.
  struct Point: Sendable {
    let minimumScore: Double
    /// The share of the hits that are evidence, over answerable questions; `nil` where there are none.
    let precision: Double?
    /// The share of the evidence that is among the hits; `nil` where there are no answerable questions.
    let recall: Double?
    /// The share of answerable questions that keep evidence.
    let answered: Double?
    /// The share of answerable questions that keep any hit, evidence or not.
    let kept: Double?
    /// The share of unanswerable questions that get no hit.
    let silent: Double?
    let hitsPerAnswerable: Double?
    let hitsPerUnanswerable: Double?
  }

  /// How many steps there are from 0 to 1; the first and the last would leave all and nothing.
  private static let steps = 20
  /// The digits of the threshold at which half are silent.
  private static let digits = 10_000.0

  init(_ asked: [AskedQuestion]) {
    let answerable = asked.measured
    let unanswerable = asked.filter { !$0.question.isAnswerable }
    self.answerable = answerable.count
    self.unanswerable = unanswerable.count
    points = (1..<Self.steps).map { step in
      Self.point(Double(step) / Double(Self.steps), answerable, unanswerable)
    }
    // Questions without a hit are silent whatever the threshold, and those come first.
    let best = unanswerable.map { $0.hits.first?.score ?? -1 }.sorted()
    halfSilent =
      best.isEmpty || answerable.isEmpty
      ? nil
      : Self.point(
        max(0, (floor(best[(best.count - 1) / 2] * Self.digits) + 1) / Self.digits), answerable, unanswerable)
  }

  private static func point(
    _ minimum: Double, _ answerable: [AskedQuestion], _ unanswerable: [AskedQuestion]
  ) -> Point {
    func hits(_ asked: AskedQuestion) -> Int { asked.hits.prefix(Measure.firstHits).count { $0.score >= minimum } }
    let evidence = answerable.map { asked in
      asked.ranks.count { rank in
        rank.map { $0 <= Measure.firstHits && asked.hits[$0 - 1].score >= minimum } ?? false
      }
    }
    let found = evidence.reduce(0, +)
    let answerableHits = answerable.map(hits)
    let unanswerableHits = unanswerable.map(hits)
    return Point(
      minimumScore: minimum,
      precision: share(found, of: answerableHits.reduce(0, +)),
      recall: share(found, of: answerable.reduce(0) { $0 + $1.ranks.count }),
      answered: share(evidence.count { $0 > 0 }, of: answerable.count),
      kept: share(answerableHits.count { $0 > 0 }, of: answerable.count),
      silent: share(unanswerableHits.count { $0 == 0 }, of: unanswerable.count),
      hitsPerAnswerable: share(answerableHits.reduce(0, +), of: answerable.count),
      hitsPerUnanswerable: share(unanswerableHits.reduce(0, +), of: unanswerable.count))
  }

  private static func share(_ part: Int, of whole: Int) -> Double? { whole == 0 ? nil : Double(part) / Double(whole) }
}
