import CScrubjayKernels
import Foundation
import ScrubjayTestKit
import Testing

@testable import ScrubjayModels

@Suite struct KernelTests {
  /// Runs `body` with each variant of the kernels that this processor can run.
  ///
  /// The level is the whole process's: another test may lower it meanwhile, and what is computed stays right.
  private func atEachLevel(_ body: (scrubjay_level) -> Void) {
    defer { scrubjay_limit_level(scrubjay_level_avx512_vnni) }
    for level in [scrubjay_level_generic, scrubjay_level_avx2, scrubjay_level_avx512] {
      scrubjay_limit_level(level)
      body(level)
    }
  }

  private static let sizes: [(tokens: Int, heads: Int, size: Int)] = [
    (1, 1, 1), (2, 3, 4), (7, 2, 5), (8, 12, 32), (9, 1, 16), (16, 2, 17), (17, 1, 33), (31, 2, 64), (33, 3, 48),
    (100, 1, 32), (256, 1, 32),
  ]

  @Test func `Attention is what its formula says`() {
    var random = SeededRandom(seed: 11)
    for (tokens, heads, size) in Self.sizes {
      let width = heads * size
      let projections = random.numbers(tokens * 3 * width, within: 2)
      let scratch = FloatMemory(count: scrubjay_attention_scratch(tokens, size))
      let wanted = attention(projections, tokens: tokens, heads: heads, size: size, scale: 0.3)
      atEachLevel { level in
        // What an earlier sequence left behind must not matter.
        scratch.start.update(repeating: .nan, count: scratch.count)
        var found = [Float](repeating: 0, count: tokens * width)
        scrubjay_attention(projections, tokens, heads, size, 0.3, scratch.start, &found)
        let farthest = zip(found, wanted).map { abs(Double($0) - $1) }.max() ?? 0
        #expect(farthest < 1e-5, "\(tokens) tokens, \(heads) heads of \(size), level \(level.rawValue); \(random)")
      }
    }
  }

  @Test func `Attention copes with scores far apart`() {
    let scratch = FloatMemory(count: scrubjay_attention_scratch(2, 1))
    // Queries 1000 and -1000, keys 1 and -1, values 3 and 5.
    let projections: [Float] = [1000, 1, 3, -1000, -1, 5]
    atEachLevel { level in
      var found: [Float] = [0, 0]
      scrubjay_attention(projections, 2, 1, 1, 1, scratch.start, &found)
      #expect(found == [3, 5], "level \(level.rawValue)")
    }
  }

  @Test func `Rows are brought to mean 0 and variance 1`() {
    var random = SeededRandom(seed: 12)
    for (count, width) in [(1, 1), (3, 5), (2, 16), (5, 17), (4, 100), (7, 384)] {
      let rows = random.numbers(count * width, within: 5).map { $0 + 100 }
      let scale = random.numbers(width, within: 2)
      let shift = random.numbers(width, within: 2)
      let wanted = stride(from: 0, to: rows.count, by: width).flatMap {
        normalised(rows[$0..<$0 + width].map(Double.init), scale, shift, epsilon: 1e-5)
      }
      atEachLevel { level in
        var found = rows
        scrubjay_rows_normalise(&found, count, width, scale, shift, 1e-5)
        let farthest = zip(found, wanted).map { abs(Double($0) - $1) }.max() ?? 0
        #expect(farthest < 1e-3, "\(count) rows of \(width), level \(level.rawValue); \(random)")
      }
    }
  }

  @Test func `The direction of rows is that of their mean`() {
    var random = SeededRandom(seed: 13)
    for (count, width) in [(1, 1), (3, 5), (9, 16), (20, 384)] {
      let rows = random.numbers(count * width, within: 3)
      var found = [Float](repeating: 0, count: width)
      scrubjay_rows_direction(rows, count, width, &found)
      let sums = (0..<width).map { column in (0..<count).reduce(0.0) { $0 + Double(rows[$1 * width + column]) } }
      let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
      for (found, sum) in zip(found, sums) { #expect(abs(Double(found) - sum / length) < 1e-5) }
    }
    var nothing: [Float] = [1, 1]
    scrubjay_rows_direction([2, -1, -2, 1], 2, 2, &nothing)
    #expect(nothing == [0, 0])
  }

  @Test func `Rows of words are found at any alignment`() {
    let words: [Float] = [1, 2, 3, 4, 5, 6]
    let bytes = [UInt8](repeating: 0, count: 3) + words.flatMap { withUnsafeBytes(of: $0, Array.init) }
    var found = [Float](repeating: 0, count: 4)
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      scrubjay_rows_embed(start + 3, [10, 20, 30, 40], [2, 0], 2, 2, &found)
    }
    #expect(found == [15, 26, 31, 42])
  }
}
