import Testing

@testable import ScrubjayCLI

/// Randomness, intervals and p-values whose answers are known.
struct StatisticsTests {
  @Test func theGeneratorIsSplitMix64() {
    // The values that the authors' own program prints for this seed.
    var random = SplitMix(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test func everyIndexIsDrawnAboutAsOften() {
    var random = SplitMix(seed: 3)
    var counts = [0, 0, 0]
    for _ in 0..<3_000 { counts[random.index(below: 3)] += 1 }
    #expect(counts.allSatisfy { (900...1_100).contains($0) }, "\(counts)")
  }

  @Test func theIntervalOfAShareIsThatOfTheBinomial() {
    // Of 100 with a mean of a half, the standard error is 0.05, and 95 % lie within 1.96 of it.
    let values = (0..<100).map { Double($0 % 2) }
    let interval = Bootstrap.interval(of: values)
    #expect(abs(interval.low - 0.402) < 0.015)
    #expect(abs(interval.high - 0.598) < 0.015)
    #expect(Bootstrap.interval(of: values) == interval)
  }

  @Test func whereAllValuesAreTheSameThereIsNoDoubt() {
    #expect(Bootstrap.interval(of: [0.3, 0.3]) == Interval(low: 0.3, high: 0.3))
    #expect(Bootstrap.interval(of: []) == Interval(low: 0, high: 0))
  }

  private static let choices: [(differences: [Double], expected: Double)] = [
    // All five signs the same: 2 of 32 choices.
    ([1, 1, 1, 1, 1], 0.0625), ([0, 0.5, 0, 0.5, 0.5], 0.25), ([1, -1], 1), ([0, 0], 1), ([], 1),
    // At least 4 away from zero are 3+2+1 and 3+2-1, and their negatives: 4 of 8.
    ([3, 2, -1], 0.5),
  ]

  @Test(arguments: choices)
  func pValuesAreThoseOfAllChoicesOfSigns(_ differences: [Double], _ expected: Double) {
    #expect(abs(SignFlipTest.pValue(of: differences) - expected) < 0.015)
  }

  @Test func noPValueIsZero() {
    let differences = Array(repeating: 0.1, count: 100)
    #expect(SignFlipTest.pValue(of: differences) == 1.0 / 10_001)
  }
}
