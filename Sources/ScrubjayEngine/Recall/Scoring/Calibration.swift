import Foundation
import ScrubjayLanguage

/// What evidence is worth: the probability that a hit answers the query, measured on hits of conversations of several kinds
/// and fitted by a logistic function (Platt, "Probabilistic Outputs for Support Vector Machines", 1999).
struct Calibration {
  /// The evidence at which a hit answers as often as not.
  let middle: Double
  /// By how much the natural logarithm of the odds grows with each unit of evidence.
  let slope: Double

  /// - Parameters:
  ///   - known: How much of the query the embedder has words for.
  ///   - agreement: Where somebody who speaks is asked about, how many of the best hits they say. All that they say has the
  ///     evidence for it, which therefore tells nothing; what only others say seldom answers.
  init(_ arms: RecallArms, _ kind: QuestionKind, known: Double, agreement: Double?) {
    let fit = Self.fit(arms, kind, known)
    let weights = RecallWeights(kind)
    middle = fit.middle + (agreement.map { weights[.speaker] + Self.disagreement * (1 - $0) } ?? 0)
    slope = fit.slope
  }

  private static func fit(_ arms: RecallArms, _ kind: QuestionKind, _ known: Double) -> (middle: Double, slope: Double)
  {
    let words = (middle: 1.0, slope: 3.8)
    switch arms {
    case .words: return words
    case .meaning: return (1.5, 3)
    case .both where kind.contains(.statement): return (1.3, 4.5)
    // What is ranked nearly by words alone is worth what it is by words alone.
    case .both: return (words.middle * (1 - known) + 1.6 * known, 3)
    }
  }

  /// The evidence that is missing where none of the best hits is said by who is asked about.
  private static let disagreement = 2.0

  /// The probability, from 0 to 1.
  func score(_ evidence: Double) -> Double { 1 / (1 + exp(slope * (middle - evidence))) }
}
