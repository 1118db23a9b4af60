import Foundation

/// What evidence is worth: the probability that a hit answers the query, measured on hits of conversations of several kinds
/// and fitted by a logistic function (Platt, "Probabilistic Outputs for Support Vector Machines", 1999).
struct Calibration {
  /// The evidence at which a hit answers as often as not.
  let middle: Double
  /// By how much the natural logarithm of the odds grows with each unit of evidence.
  let slope: Double

  init(_ arms: RecallArms) {
    (middle, slope) =
      switch arms {
      case .both: (1.6, 4)
      case .words: (1, 4)
      case .meaning: (1, 4)
      }
  }

  /// The probability, from 0 to 1.
  func score(_ evidence: Double) -> Double { 1 / (1 + exp(slope * (middle - evidence))) }
}
