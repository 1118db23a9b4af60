import Foundation

/// What speaks for a hit: its features, and what they sum up to.
struct Evidence {
  private(set) var shares: [FeatureShare] = []
  /// The sum of the shares.
  private(set) var sum = 0.0

  /// Sets a feature; one that is 0 says nothing, and is not shown.
  mutating func set(_ feature: RecallFeature, _ value: Double) {
    guard value != 0 else { return }
    let share = FeatureShare(feature: feature, value: value)
    shares.append(share)
    sum += share.share
  }

  /// The probability that the hit answers the query, as far as measured: the logistic function of the evidence.
  var score: Double { 1 / (1 + exp(Self.slope * (Self.middle - sum))) }

  /// The evidence at which a hit answers as often as not.
  private static let middle = 1.2
  /// How fast the odds grow with the evidence: per unit, their natural logarithm grows by this.
  private static let slope = 5.0
}
