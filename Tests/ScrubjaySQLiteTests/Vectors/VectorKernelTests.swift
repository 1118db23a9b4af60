import CScrubjayKernels
import ScrubjayTestKit
import Testing

@Suite struct VectorKernelTests {
  private static let versions = [
    ("portable", scrubjay_vectors_portable), ("AVX2", scrubjay_vectors_avx2),
    ("AVX-512 VNNI", scrubjay_vectors_avx512_vnni),
  ].filter { scrubjay_vectors_runs($0.1) }

  @Test(arguments: versions.map(\.0)) func `A version computes exact products, of any dimension`(name: String) throws {
    let version = try #require(Self.versions.first { $0.0 == name }).1
    var random = SeededRandom(seed: 5)
    for dimension in [1, 5, 15, 16, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 191, 192, 193, 384, 768, 1_536] {
      for rows in [0, 1, 2, 3, 4, 5, 17] {
        let query = Self.code(dimension, &random)
        let codes = Self.code(dimension * rows, &random)
        // What stands behind the end is never written.
        var products = [Int32](repeating: 77, count: rows + 1)
        scrubjay_vectors_products(version, query, codes, rows, dimension, &products)
        let wanted = (0..<rows).map { row in
          (0..<dimension).reduce(Int32(0)) { $0 + Int32(query[$1]) * Int32(codes[row * dimension + $1]) }
        }
        #expect(products == wanted + [77], "\(name), \(rows) rows of \(dimension), \(random)")
      }
    }
  }

  @Test(arguments: versions.map(\.0)) func `A version bears the largest coordinates`(name: String) throws {
    let version = try #require(Self.versions.first { $0.0 == name }).1
    for (left, right) in [(Int8(127), Int8(127)), (-127, 127), (-127, -127), (-128, -128), (127, -128)] {
      let query = [Int8](repeating: left, count: 2_049)
      let codes = [Int8](repeating: right, count: 2 * 2_049)
      var products: [Int32] = [0, 0]
      scrubjay_vectors_products(version, query, codes, 2, 2_049, &products)
      let product = Int32(left) * Int32(right) * 2_049
      #expect(products == [product, product])
    }
  }

  @Test func `The fastest version is one that runs`() {
    #expect(scrubjay_vectors_runs(scrubjay_vectors_fastest()))
    #expect(Self.versions.last?.1 == scrubjay_vectors_fastest())
  }

  private static func code(_ count: Int, _ random: inout SeededRandom) -> [Int8] {
    (0..<count).map { _ in Int8.random(in: -128...127, using: &random) }
  }
}
