import Foundation
import ScrubjayTestKit

extension SeededRandom {
  /// Numbers around zero.
  mutating func numbers(_ count: Int, within limit: Float) -> [Float] {
    (0..<count).map { _ in Float.random(in: -limit...limit, using: &self) }
  }
}

/// Attention by its formula: softmax(scale · Q Kᵀ) V for each head.
func attention(_ projections: [Float], tokens: Int, heads: Int, size: Int, scale: Double) -> [Double] {
  let width = heads * size
  func value(_ kind: Int, _ token: Int, _ head: Int, _ index: Int) -> Double {
    Double(projections[token * 3 * width + kind * width + head * size + index])
  }
  var output = [Double](repeating: 0, count: tokens * width)
  for head in 0..<heads {
    for query in 0..<tokens {
      let scores = (0..<tokens).map { key in
        (0..<size).reduce(0) { $0 + value(0, query, head, $1) * value(1, key, head, $1) } * scale
      }
      let highest = scores.max() ?? 0
      let weights = scores.map { exp($0 - highest) }
      let sum = weights.reduce(0, +)
      for index in 0..<size {
        let mean = (0..<tokens).reduce(0) { $0 + weights[$1] * value(2, $1, head, index) } / sum
        output[query * width + head * size + index] = mean
      }
    }
  }
  return output
}

/// Layer normalisation by its formula.
func normalised(_ row: [Double], _ scale: [Float], _ shift: [Float], epsilon: Double) -> [Double] {
  let mean = row.reduce(0, +) / Double(row.count)
  let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
  return row.indices.map {
    (row[$0] - mean) / (variance + epsilon).squareRoot() * Double(scale[$0]) + Double(shift[$0])
  }
}

/// The Gaussian error linear unit by its formula.
func gelu(_ x: Double) -> Double { x / 2 * (1 + erf(x / 2.0.squareRoot())) }
