import Foundation
import ScrubjayCore
import ScrubjayModels
import ScrubjayTestKit
import ScrubjayLanguage
import Testing

@testable import ScrubjayEngine

/// Which texts of facts say the same, with how near the installed model finds them.
@Suite struct SameMeaningCosineTests {
  private struct Pair: Decodable {
    let label: SameMeaning.Relation
    let a: String
    let b: String
  }

  @Test func `Cosines make nothing the same that is not`() async throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../ScrubjayLanguageTests/SameMeaning/near-duplicates.json").standardized
    let pairs = try JSONDecoder().decode([Pair].self, from: Data(contentsOf: file))
    let embedder = try LocalEmbedder(directory: InstalledModel.directory)
    let vectors = try await embedder.embed(pairs.flatMap { [$0.a, $0.b] }, as: .document).map { $0[0].values }
    let meaning = SameMeaning(Analyser())
    var (right, wrong): (Int, [String]) = (0, [])
    for (index, pair) in pairs.enumerated() {
      let cosine = zip(vectors[2 * index], vectors[2 * index + 1]).reduce(Float(0)) { $0 + $1.0 * $1.1 }
      guard meaning.relation(pair.a, pair.b, cosine: Double(cosine)) == .same else { continue }
      if pair.label == .same { right += 1 } else { wrong.append("\(pair.a) / \(pair.b) (\(cosine))") }
    }
    let same = pairs.count { $0.label == .same }
    print("Same with cosines: \(right) of \(same), wrong: \(wrong)")
    #expect(wrong == [] && Double(right) >= 0.9 * Double(same))
  }
}
