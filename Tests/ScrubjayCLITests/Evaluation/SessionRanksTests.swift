import Testing

@testable import ScrubjayCLI

/// Where sessions rank, each by its best hit.
struct SessionRanksTests {
  /// A message of each of three sessions twice, and a memory that comes from two.
  private static let holders = [
    "a1": ["a"], "a2": ["a"], "b1": ["b"], "b2": ["b"], "c1": ["c"], "k1": ["b", "c"], "k2": [],
  ]

  private static func ranks(_ evidence: [String], _ hits: [String]) -> [String: Int?]? {
    SessionRanks(evidence, among: hits.map { EvaluationHit(id: $0, score: 1) }, holders).map {
      Dictionary(zip($0.sessions, $0.ranks)) { first, _ in first }
    }
  }

  @Test func aSessionRanksByItsBestHit() {
    #expect(Self.ranks(["b2"], ["a1", "a2", "b1", "b2"]) == ["b": 2])
    #expect(Self.ranks(["a1", "a2", "c1"], ["b1", "a2", "a1"]) == ["a": 2, "c": nil])
    // What is not from the file takes no session's rank.
    #expect(Self.ranks(["b1"], ["", "a1", "", "b1"]) == ["b": 2])
  }

  @Test func aMemoryStandsForTheSessionsThatItComesFrom() {
    #expect(Self.ranks(["k1"], ["a1", "c1"]) == ["b": nil, "c": 2])
    #expect(Self.ranks(["b1", "c1"], ["k1"]) == ["b": 1, "c": 2])
    #expect(Self.ranks(["k2", "a1"], ["a1"]) == ["a": 1])
  }

  @Test func whereThereIsNothingToTellApartThereAreNoRanks() {
    #expect(Self.ranks([], ["a1"]) == nil)
    #expect(Self.ranks(["k2"], ["a1"]) == nil)
    #expect(SessionRanks(["a1"], among: [EvaluationHit(id: "a1", score: 1)], ["a1": ["a"], "a2": ["a"]]) == nil)
  }

  @Test func onlyAHundredHitsAreLookedAt() {
    let hits = Array(repeating: "a1", count: 99)
    #expect(Self.ranks(["b1"], hits + ["b1"]) == ["b": 2])
    #expect(Self.ranks(["b1"], hits + ["a2", "b1"]) == ["b": nil])
  }

  @Test func measuresAreThoseThatPapersReport() {
    #expect(SessionMeasure.hitAt1.value(ranks: [3, 1]) == 1)
    #expect(SessionMeasure.hitAt1.value(ranks: [2, nil]) == 0)
    #expect(SessionMeasure.recallAt5.value(ranks: [5, 6, nil, 1]) == 0.5)
    #expect(SessionMeasure.ndcgAt5.value(ranks: [1, 2]) == 1)
    // 1/log2(3) over 1.
    #expect(abs(SessionMeasure.ndcgAt5.value(ranks: [2]) - 0.63093) < 0.00001)
    #expect(SessionMeasure.ndcgAt5.value(ranks: [6]) == 0)
  }
}
