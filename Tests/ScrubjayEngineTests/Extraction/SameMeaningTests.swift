import Foundation
import Testing

@testable import ScrubjayEngine

/// Which texts of facts say the same, judged by labelled pairs.
@Suite struct SameMeaningTests {
  struct Pair: Decodable, Sendable {
    let label: SameMeaning.Relation
    let a: String
    let b: String
  }

  private static let meaning = SameMeaning(Analyser())

  private static func pairs() throws -> [Pair] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "near-duplicates.json")
    return try JSONDecoder().decode([Pair].self, from: Data(contentsOf: file))
  }

  @Test func `Precision and recall of what is the same stay what they were measured to be`() throws {
    let pairs = try Self.pairs()
    #expect(pairs.count == 100)
    let judged = pairs.map { (pair: $0, relation: Self.meaning.relation($0.a, $0.b)) }
    let wrong = judged.filter { $0.relation == .same && $0.pair.label != .same }
    let missed = judged.filter { $0.relation != .same && $0.pair.label == .same }
    let right = judged.count { $0.relation == .same && $0.pair.label == .same }
    let others = judged.filter { $0.relation != $0.pair.label && $0.relation != .same && $0.pair.label != .same }
    func names(_ list: [(pair: Pair, relation: SameMeaning.Relation)]) -> [String] {
      list.map { "\($0.pair.a) / \($0.pair.b): \($0.relation.rawValue)" }
    }
    let precision = Double(right) / Double(right + wrong.count)
    let recall = Double(right) / Double(right + missed.count)
    print(
      "Same: precision \(precision), recall \(recall), others told apart \(65 - others.count - wrong.count) of 65;",
      "wrong: \(names(wrong)); missed: \(names(missed)); others: \(names(others))")
    #expect(precision == 1 && recall >= 0.9, "wrong: \(names(wrong)), missed: \(names(missed))")
  }
}
