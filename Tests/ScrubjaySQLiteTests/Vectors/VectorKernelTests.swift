import CScrubjayKernels
import ScrubjayTestKit
import Testing

@Suite struct VectorKernelTests {
  private static let levels = [
    scrubjay_level_generic, scrubjay_level_avx2, scrubjay_level_avx512, scrubjay_level_avx512_vnni,
  ]

  /// The products at each level that this processor has.
  ///
  /// The level is the whole process's: another test may change it meanwhile, and what is computed stays right.
  private static func products(_ query: [Int8], _ codes: [Int8], rows: Int) -> [[Int32]] {
    defer { scrubjay_limit_level(scrubjay_level_avx512_vnni) }
    return levels.map { level in
      scrubjay_limit_level(level)
      // What stands behind the end is never written.
      var products = [Int32](repeating: 77, count: rows + 1)
      scrubjay_vectors_products(query, codes, rows, query.count, &products)
      return products
    }
  }

  @Test func `Products are exact, of any dimension`() {
    var random = SeededRandom(seed: 5)
    for dimension in [1, 5, 15, 16, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 191, 192, 193, 384, 768, 1_536] {
      for rows in [0, 1, 2, 3, 4, 5, 17] {
        let query = Self.code(dimension, &random)
        let codes = Self.code(dimension * rows, &random)
        let wanted = (0..<rows).map { row in
          (0..<dimension).reduce(Int32(0)) { $0 + Int32(query[$1]) * Int32(codes[row * dimension + $1]) }
        }
        for products in Self.products(query, codes, rows: rows) {
          #expect(products == wanted + [77], "\(rows) rows of \(dimension), \(random)")
        }
      }
    }
  }

  @Test func `The largest coordinates are borne`() {
    for (left, right) in [(Int8(127), Int8(127)), (-127, 127), (-127, -127), (-128, -128), (127, -128)] {
      let query = [Int8](repeating: left, count: 2_049)
      let codes = [Int8](repeating: right, count: 2 * 2_049)
      let product = Int32(left) * Int32(right) * 2_049
      for products in Self.products(query, codes, rows: 2) { #expect(products == [product, product, 77]) }
    }
  }

  private static func code(_ count: Int, _ random: inout SeededRandom) -> [Int8] {
    (0..<count).map { _ in Int8.random(in: -128...127, using: &random) }
  }
}
