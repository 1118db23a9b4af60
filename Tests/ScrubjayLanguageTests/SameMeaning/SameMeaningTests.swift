import Foundation
import Testing

@testable import ScrubjayLanguage

/// Which texts of facts say the same, judged by labelled pairs.
@Suite struct SameMeaningTests {
  struct Pair: Decodable, Sendable {
    let label: SameMeaning.Relation
    let a: String
    let b: String
  }

  private static let meaning = SameMeaning(Analyser())

  private static func pairs(_ name: String) throws -> [Pair] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
    return try JSONDecoder().decode([Pair].self, from: Data(contentsOf: file))
  }

  /// Measured: 1.0 and 1.0 of the pairs that the rules were made with, 1.0 and 0.5 of those that were written afterwards.
  @Test(arguments: [("near-duplicates.json", 100, 1, 0.97), ("near-duplicates-held-out.json", 40, 1, 0.48)])
  func `Precision and recall of what is the same stay what they were measured to be`(
    file: String, count: Int, leastPrecision: Double, leastRecall: Double
  ) throws {
    let pairs = try Self.pairs(file)
    #expect(pairs.count == count)
    let judged = pairs.map { (pair: $0, relation: Self.meaning.relation($0.a, $0.b)) }
    let wrong = judged.filter { $0.relation == .same && $0.pair.label != .same }
    let missed = judged.filter { $0.relation != .same && $0.pair.label == .same }
    let right = judged.count { $0.relation == .same && $0.pair.label == .same }
    let confused = judged.filter { $0.relation != $0.pair.label && $0.relation != .same && $0.pair.label != .same }
    func names(_ list: [(pair: Pair, relation: SameMeaning.Relation)]) -> [String] {
      list.map { "\($0.pair.a) / \($0.pair.b): \($0.relation.rawValue)" }
    }
    let precision = Double(right) / Double(right + wrong.count)
    let recall = Double(right) / Double(right + missed.count)
    let figures = """
      precision \(precision), recall \(recall); wrong: \(names(wrong)); missed: \(names(missed)); \
      confused: \(names(confused))
      """
    print("Same (\(file)): \(figures)")
    #expect(precision >= leastPrecision && recall >= leastRecall, "\(figures)")
  }

  @Test func `A cosine makes the same what differs by a word that decides nothing`() {
    let pair = ("Collects old stamps", "Collects old postage stamps")
    #expect(Self.meaning.relation(pair.0, pair.1) == .refinement)
    #expect(Self.meaning.relation(pair.0, pair.1, cosine: 0.97) == .same)
    for (one, other) in [
      ("Has two dogs", "Has three dogs"), ("Likes dogs", "Dislikes dogs"), ("Lives in Porto", "Lives in Lisbon"),
      ("Left in 2020", "Left before 2020"), ("Mother is tall", "Sister is tall"),
      ("Loves her mother", "Loves her sister"), ("Lives in Porto", "Lived in Porto"),
    ] {
      #expect(Self.meaning.relation(one, other, cosine: 0.999) != .same, "\(one) / \(other)")
    }
  }
}
