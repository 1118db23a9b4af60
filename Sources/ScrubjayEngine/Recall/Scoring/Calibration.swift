import Foundation

/// What evidence is worth: the probability that a hit answers the query, measured on hits of conversations of several kinds
/// and fitted by a logistic function (Platt, "Probabilistic Outputs for Support Vector Machines", 1999).
struct Calibration {
  /// The evidence at which a hit answers as often as not.
  let middle: Double
  /// By how much the natural logarithm of the odds grows with each unit of evidence.
  let slope: Double

  /// - Parameter namesSpeaker: Whether one of those who speak is named. All that they say has the evidence for it, and so it
  ///   tells nothing of whether they said what is asked.
  init(_ arms: RecallArms, _ weights: RecallWeights, namesSpeaker: Bool) {
    let (middle, slope) =
      switch arms {
      case .both: (1.45, 2.9)
      case .words: (0.9, 3.8)
      case .meaning: (1.3, 2.7)
      }
    self.middle = middle + (namesSpeaker ? weights[.speaker] : 0)
    self.slope = slope
  }

  /// The probability, from 0 to 1.
  func score(_ evidence: Double) -> Double { 1 / (1 + exp(slope * (middle - evidence))) }
}
