import ScrubjayCore
import ScrubjayTestKit
import Testing

@Suite struct NearestRecallTests {
  private static let dimension = 384
  private static let count = 20_000

  @Test func `Of the really nearest among twenty thousand in clusters, nearly all are found`() async throws {
    var random = SeededRandom(seed: 3)
    let centres = (0..<200).map { _ in random.embedding(Self.dimension) }
    let embeddings = (0..<Self.count).map { index in
      random.embedding(Self.dimension, around: centres[index % 200], noise: 0.06)
    }
    try await withVectors { storage, _ in
      let shelf = try await VectorShelf(storage, dimension: Self.dimension)
      for first in stride(from: 0, to: Self.count, by: 1_000) {
        try await shelf.set(
          Dictionary(uniqueKeysWithValues: (first..<first + 1_000).map { (Int64($0 + 1), embeddings[$0]) }))
      }
      var found = [10: 0, 50: 0]
      for number in 0..<12 {
        let query = random.embedding(Self.dimension, around: centres[number * 7], noise: 0.06)
        let exact = Self.nearest(query, 50, of: embeddings)
        for limit in [10, 50] {
          let items = try await shelf.nearest(query, limit: limit)
          #expect(items.count == limit)
          found[limit, default: 0] += Set(items).intersection(exact.prefix(limit)).count
        }
      }
      for (limit, count) in found.sorted(by: { $0.key < $1.key }) {
        let recall = Double(count) / Double(12 * limit)
        print("Recall at \(limit) of \(Self.count) vectors: \(recall)")
        #expect(recall >= 0.99)
      }
    }
  }

  /// The items whose embeddings are nearest, by comparing all of them.
  private static func nearest(_ query: Embedding, _ limit: Int, of embeddings: [Embedding]) -> [Int64] {
    let cosines = embeddings.map { embedding in
      query.values.withUnsafeBufferPointer { left in
        embedding.values.withUnsafeBufferPointer { right in
          var sum: Float = 0
          var index = 0
          while index < dimension {
            sum += left[index] * right[index]
            index += 1
          }
          return sum
        }
      }
    }
    return cosines.indices.sorted { cosines[$0] > cosines[$1] }.prefix(limit).map { Int64($0 + 1) }
  }
}
