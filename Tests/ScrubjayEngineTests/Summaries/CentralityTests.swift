import Testing

@testable import ScrubjayEngine

/// Which sentences are central, and which of them are chosen.
@Suite struct CentralityTests {
  private static let star = SentenceSimilarity([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1], []], count: 5)

  @Test func `What most are near to is the most central`() {
    let ranks = Centrality.ranks(Self.star)
    #expect(ranks[0] == 1 && ranks[1...3].allSatisfy { $0 < 1 && abs($0 - ranks[1]) < 1e-6 })
    #expect(Centrality.ranks(SentenceSimilarity([], count: 0)).isEmpty)
    #expect(Centrality.ranks(SentenceSimilarity([[0, 0]], count: 1)) == [1])
  }

  @Test func `What is like something chosen comes later or not at all`() {
    let near = SentenceSimilarity([[1, 0], [1, 0.01], [0.8, 0.6], [0, 1]], count: 4)
    let choice = SentenceChoice(scores: [1, 0.99, 0.9, 0.85], costs: [10, 10, 10, 10], similarity: near)
    #expect(choice.best(within: 20, most: 9) == [0, 3])
    #expect(choice.best(within: 100, most: 9) == [0, 2, 3])
    #expect(choice.best(within: 100, most: 1) == [0])
    #expect(choice.best(within: 9, most: 9) == [])
  }
}
