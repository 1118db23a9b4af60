/// The bootstrap's percentile interval (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13).
///
/// As many values as there are get drawn from them, with replacement, again and again; 95 of 100 of the means of such
/// draws lie within the interval. The draws follow from a seed, the same for every measure of the same questions.
enum Bootstrap {
  private static let resamples = 2_000
  private static let confidence = 0.95
  private static let seed: UInt64 = 1

  /// The interval of the mean of values; from 0 to 0 for none.
  static func interval(of values: [Double]) -> Interval {
    guard let first = values.first else { return Interval(low: 0, high: 0) }
    guard values.contains(where: { $0 != first }) else { return Interval(low: first, high: first) }
    var random = SplitMix(seed: seed)
    var means: [Double] = []
    means.reserveCapacity(resamples)
    for _ in 0..<resamples {
      var sum = 0.0
      for _ in values.indices { sum += values[random.index(below: values.count)] }
      means.append(sum / Double(values.count))
    }
    means.sort()
    let tail = Int((Double(resamples) * (1 - confidence) / 2).rounded())
    // The 50th and the 1950th of 2000.
    return Interval(low: means[tail - 1], high: means[resamples - tail - 1])
  }
}
