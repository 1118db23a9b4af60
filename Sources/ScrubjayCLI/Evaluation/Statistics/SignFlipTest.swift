/// The two-sided randomisation test of paired differences (Fisher, "The Design of Experiments", 1935; for rankings:
/// Smucker, Allan and Carterette, "A comparison of statistical significance tests for information retrieval
/// evaluation", 2007).
///
/// If two configurations were equally good, each question's difference could as well have the other sign. The p-value is
/// the share of random choices of signs whose mean is at least as far from zero as the real one; the real one counts as
/// a choice, so that no p-value is zero (Phipson and Smyth, "Permutation P-values should never be zero", 2010).
enum SignFlipTest {
  private static let permutations = 10_000
  private static let seed: UInt64 = 2

  /// The p-value of the differences' mean; 1 where there are no differences.
  static func pValue(of differences: [Double]) -> Double {
    let moved = differences.filter { $0 != 0 }
    guard !moved.isEmpty else { return 1 }
    // Sums of the same numbers in another order may differ in their last digits.
    let observed = abs(moved.reduce(0, +)) - 1e-9
    var random = SplitMix(seed: seed)
    var asFar = 1
    for _ in 0..<permutations {
      var sum = 0.0
      var signs: UInt64 = 0
      for (index, difference) in moved.enumerated() {
        if index.isMultiple(of: UInt64.bitWidth) { signs = random.next() }
        sum += signs & 1 == 0 ? difference : -difference
        signs >>= 1
      }
      if abs(sum) >= observed { asFar += 1 }
    }
    return Double(asFar) / Double(permutations + 1)
  }
}
