/// What speaks for a hit: its features, and what they sum up to.
struct Evidence {
  private let weights: RecallWeights
  private(set) var shares: [FeatureShare] = []
  /// The sum of the shares.
  private(set) var sum = 0.0

  init(_ weights: RecallWeights) { self.weights = weights }

  /// Sets a feature; one that adds nothing is not shown.
  mutating func set(_ feature: RecallFeature, _ value: Double) {
    let share = FeatureShare(feature: feature, value: value, share: value * weights[feature])
    guard share.share != 0 else { return }
    shares.append(share)
    sum += share.share
  }
}
