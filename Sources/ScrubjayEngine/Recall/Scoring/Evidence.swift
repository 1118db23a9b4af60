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
}
