import Foundation
import ScrubjayCore
import Testing

@testable import ScrubjayModels

@Suite struct BERTTests {
  @Test(arguments: [("", 2), ("bert.", 2), ("", 1), ("bert.", 0)])
  func `A model of other sizes is computed by the formulas`(prefix: String, types: Int) async throws {
    let model = try TinyModel(seed: 3, prefix: prefix, types: types)
    let contents = try ModelContents(directory: model.directory)
    let encoder = try BERTEncoder(BERTWeights(contents.weights, contents.configuration))
    // One, several, and so many rows that there are several blocks and a rest.
    for lengths in [[2], [5, 1, 12], [3], [40, 39, 40, 2, 17, 33], Array(repeating: 7, count: 37)] {
      let sequences = lengths.map { length in (0..<length).map { Int32(($0 * 7 + length) % TinyModel.pieces.count) } }
      for (tokens, found) in zip(sequences, try encoder.encode(sequences)) {
        let wanted = model.embedding(of: tokens.map(Int.init))
        let farthest = zip(found.values, wanted).map { abs(Double($0) - $1) }.max() ?? 1
        #expect(farthest < 1e-4, "\(tokens.count) tokens of \(lengths)")
      }
    }
  }

  @Test func `Tokens that the model does not have are refused`() throws {
    let model = try TinyModel(seed: 4)
    let contents = try ModelContents(directory: model.directory)
    let encoder = try BERTEncoder(BERTWeights(contents.weights, contents.configuration))
    for tokens in [[], [-1], [Int32(TinyModel.pieces.count)], Array(repeating: 1, count: TinyModel.positions + 1)] {
      #expect(throws: ScrubjayError.self) { try encoder.encode([[1], tokens]) }
    }
    #expect(try encoder.encode([]) == [])
  }

  @Test func `Blocks hold every row once`() {
    for rows in 0...1_000 {
      let blocks = BERTEncoder.blocks(of: rows)
      #expect(blocks.reduce(0) { $0 + $1.rows } == rows)
      #expect(blocks.allSatisfy { $0.computed >= $0.rows && $0.computed < $0.rows + 8 })
      var next = 0
      for block in blocks {
        #expect(block.start == next)
        next += block.rows
      }
    }
  }
}
