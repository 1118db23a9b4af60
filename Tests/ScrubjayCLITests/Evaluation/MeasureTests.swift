import ScrubjayCore
import Testing

@testable import ScrubjayCLI

/// The measures, on rankings whose figures are known.
struct MeasureTests {
  @Test func measuresAreMeans() {
    #expect(Figures([])[.recallAt10] == 0)
    let figures = Figures([
      .madeUp(["x", "a", "y", "b"], evidence: ["a", "b"]), .madeUp(["a", "a"], evidence: ["a"]),
    ])
    #expect(figures.questions == 2)
    #expect(figures[.recallAt1] == 0.5)
    #expect(figures[.recallAt3] == 0.75)
    #expect(figures[.recallAt5] == 1)
    #expect(figures[.reciprocalRank] == 0.75)
    // (1/log2(3) + 1/log2(5)) / (1 + 1/log2(3)), and 1.
    #expect(abs(figures[.ndcgAt10] - (0.650921 + 1) / 2) < 0.00001)
  }

  @Test func afterAHundredHitsTheMeasuresStayWithinOne() {
    let ids = (1...30).map(String.init)
    let figures = Figures([.madeUp(ids, evidence: ids)])
    #expect(figures[.ndcgAt10] == 1)
    #expect(abs(figures[.recallAt10] - 1.0 / 3) < 1e-9)
    #expect(figures[.allFoundAt10] == 0)
  }

  @Test func allIsFoundWhereNothingIsMissing() {
    #expect(Measure.allFoundAt10.value(ranks: [10, 1]) == 1)
    #expect(Measure.allFoundAt10.value(ranks: [11, 1]) == 0)
    #expect(Measure.allFoundAt10.value(ranks: [nil, 1]) == 0)
  }

  @Test func whatIsStaleCountsWhereItComesFirst() throws {
    let far = Array(repeating: "x", count: 10)
    let staleness = try #require(
      Staleness([
        .madeUp(["old", "now"], evidence: ["now"], stale: ["old"]),
        .madeUp(["now", "old"], evidence: ["now"], stale: ["old"]),
        .madeUp(["x", "old"], evidence: ["now"], stale: ["old"]),
        .madeUp(far + ["old"], evidence: ["now"], stale: ["old"]),
        .madeUp(["x"], evidence: ["x"]),
      ]))
    #expect(staleness.questions == 4)
    #expect(staleness.share == 0.5)
    #expect(Staleness([.madeUp(["x"], evidence: ["x"])]) == nil)
  }

  @Test func aThresholdKeepsWhatScoresAtLeastThat() throws {
    // Scores are 1, 0.9, 0.8 and so on.
    let calibration = Calibration([
      .madeUp(["a", "x", "b"], evidence: ["a", "b"]), .madeUp(["x", "a"], evidence: ["a", "c"]),
      .madeUp(["x"], evidence: [], isAnswerable: false), .madeUp([], evidence: [], isAnswerable: false),
    ])
    #expect(calibration.points.map(\.minimumScore).first == 0.05)
    #expect(calibration.points.count == 19)
    let point = try #require(calibration.points.first { $0.minimumScore == 0.9 })
    #expect(point.precision == 0.5)
    #expect(point.recall == 0.5)
    #expect(point.answered == 1)
    #expect(point.kept == 1)
    #expect(point.silent == 0.5)
    #expect(point.hitsPerAnswerable == 2)
    #expect(point.hitsPerUnanswerable == 0.5)
    let strict = try #require(calibration.points.last)
    #expect(strict.minimumScore == 0.95)
    #expect(strict.precision == 0.5)
    #expect(strict.answered == 0.5)
  }

  /// An unanswerable question whose best hit has a rank's score: 1, 0.9, 0.8 and so on.
  private static func unanswerable(_ rank: Int?) -> AskedQuestion {
    let hits = rank.map { Array(repeating: EvaluationHit(id: "x", score: Double(11 - $0) / 10), count: 2) } ?? []
    return AskedQuestion(
      EvaluationSet.Question(
        text: "question", category: "any", evidence: [], stale: [], time: nil, isAnswerable: false),
      of: "someone", hits: hits, depth: 20)
  }

  @Test(
    arguments: [
      // The best scores of unanswerable questions, as ranks; the least threshold that leaves half of them nothing.
      ([1, 2, 3, 4], 0.8001, 0.5), ([4, 3, 2], 0.8001, 2.0 / 3), ([nil, 1], 0, 0.5), ([2, 2, 2, 1], 0.9001, 0.75),
      ([5], 0.6001, 1),
    ] as [([Int?], Double, Double)])
  func halfOfTheUnanswerableAreSilentFromAThresholdOn(_ ranks: [Int?], _ threshold: Double, _ silent: Double) throws {
    let answerable: [AskedQuestion] = [
      .madeUp(["a", "x"], evidence: ["a"]), .madeUp(["x", "x", "x", "a"], evidence: ["a"]),
      .madeUp([], evidence: ["a"]),
    ]
    let point = try #require(Calibration(answerable + ranks.map(Self.unanswerable)).halfSilent)
    #expect(abs(point.minimumScore - threshold) < 1e-9)
    #expect(point.silent == silent)
    #expect(point.kept == 2.0 / 3)
    #expect(point.answered == (threshold <= 0.7 ? 2.0 / 3 : 1.0 / 3))
  }

  @Test func whereNothingIsAskedThereIsNoShare() {
    let calibration = Calibration([.madeUp([], evidence: ["a"])])
    #expect(calibration.points.allSatisfy { $0.precision == nil && $0.recall == 0 && $0.silent == nil })
    #expect(calibration.halfSilent == nil)
    #expect(Calibration([Self.unanswerable(1)]).halfSilent == nil)
  }
}
