import Foundation
import ScrubjayLanguage

/// Sentences as weights of their words: how often a word stands in them times how rare it is among all (tf-idf, Salton
/// and Buckley, 1988).
struct WordVectors {
  /// The weights by term, of length 1; empty for a sentence without words.
  private let vectors: [[String: Double]]
  /// Much is said by a sentence that holds much of what all do.
  private let centrality: [Double]

  init(_ sentences: [String]) {
    let analyser = Analyser()
    let terms = sentences.map { analyser.document($0).terms }
    var counts: [String: Int] = [:]
    for terms in terms { for term in terms.keys { counts[term, default: 0] += 1 } }
    let total = Double(sentences.count)
    let vectors = terms.map { terms in
      Self.normalised(
        terms.reduce(into: [:]) { $0[$1.key] = Double($1.value) * log(1 + total / Double(counts[$1.key] ?? 1)) })
    }
    // What all sentences say together; sums are taken in one order, so that they are the same every time.
    var sum: [String: Double] = [:]
    for vector in vectors { for (term, weight) in vector { sum[term, default: 0] += weight } }
    let centre = Self.normalised(sum)
    centrality = vectors.map { Self.product($0, centre) }
    self.vectors = vectors
  }

  private init(vectors: [[String: Double]]) {
    self.vectors = vectors
    centrality = []
  }

  /// The places of the sentences nearest to the centre of all, in their order (Radev et al., "Centroid-based
  /// summarization of multiple documents", 2004).
  func mostCentral(_ count: Int) -> [Int] {
    guard vectors.count > count else { return Array(vectors.indices) }
    let ranked = vectors.indices.sorted { one, other in
      centrality[one] != centrality[other] ? centrality[one] > centrality[other] : one < other
    }
    return ranked.prefix(count).sorted()
  }

  /// The vectors of some sentences.
  func chosen(_ places: [Int]) -> WordVectors { WordVectors(vectors: places.map { vectors[$0] }) }

  var count: Int { vectors.count }

  func cosine(_ one: Int, _ other: Int) -> Double { Self.product(vectors[one], vectors[other]) }

  /// The product of two vectors, summed in the order of their terms.
  private static func product(_ one: [String: Double], _ other: [String: Double]) -> Double {
    let (small, large) = one.count <= other.count ? (one, other) : (other, one)
    return small.compactMap { term, weight in large[term].map { $0 * weight } }.sorted().reduce(0, +)
  }

  private static func normalised(_ vector: [String: Double]) -> [String: Double] {
    let length = vector.values.map { $0 * $0 }.sorted().reduce(0, +).squareRoot()
    return length > 0 ? vector.mapValues { $0 / length } : vector
  }
}
