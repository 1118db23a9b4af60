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
    #expect(point.silent == 0.5)
    #expect(point.hitsPerAnswerable == 2)
    #expect(point.hitsPerUnanswerable == 0.5)
    let strict = try #require(calibration.points.last)
    #expect(strict.minimumScore == 0.95)
    #expect(strict.precision == 0.5)
    #expect(strict.answered == 0.5)
  }

  @Test func whereNothingIsAskedThereIsNoShare() {
    let points = Calibration([.madeUp([], evidence: ["a"])]).points
    #expect(points.allSatisfy { $0.precision == nil && $0.recall == 0 && $0.silent == nil })
  }
}
