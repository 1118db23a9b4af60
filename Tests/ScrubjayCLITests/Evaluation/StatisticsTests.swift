import Testing

@testable import ScrubjayCLI

/// Randomness and intervals whose answers are known.
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
}
