import ScrubjayCore
import Testing

@testable import ScrubjayCLI

/// What each feature of the ranking is worth, on made-up hits.
struct AblationTests {
  private static func hit(_ id: String, _ shares: [(feature: String, share: Double)]) -> EvaluationHit {
    EvaluationHit(
      id: id, score: 0.5, explanation: .init(evidence: shares.reduce(0) { $0 + $1.share }, shares: shares))
  }

  private static let hits = [
    hit("a", [("words", 1), ("speaker", 2)]), hit("b", [("words", 2)]), hit("c", [("words", 1), ("time", -0.5)]),
  ]

  private static func asked(depth: Int, _ hits: [EvaluationHit] = hits) -> AskedQuestion {
    let question = EvaluationSet.Question(
      text: "who", category: "any", evidence: ["b"], stale: [], time: nil, isAnswerable: true)
    return AskedQuestion(question, of: "someone", hits: hits, depth: depth)
  }

  @Test func hitsAreRankedByWhatIsLeft() {
    #expect(Ablation.ranking(Self.hits, without: "speaker").map(\.id) == ["b", "a", "c"])
    #expect(Ablation.ranking(Self.hits, without: "words").map(\.id) == ["a", "b", "c"])
    #expect(Ablation.ranking(Self.hits, without: "time").map(\.id) == ["a", "b", "c"])
  }

  @Test(arguments: [1, 2, 20])
  func aFeatureThatMisleadsShows(depth: Int) throws {
    let ablation = try Ablation([Self.asked(depth: depth)])
    #expect(ablation.features.map(\.name) == ["speaker", "time", "words"])
    #expect(ablation.whole[.recallAt1] == 0)
    #expect(ablation.features.map { ablation.difference($0, .recallAt1) } == [1, 0, 0])
    // Below the depth that the measures look at, a hit counts only where it comes up.
    #expect(ablation.whole[.reciprocalRank] == (depth == 1 ? 0 : 0.5))
    #expect(ablation.features[0].without[.reciprocalRank] == 1)
  }

  @Test func hitsWithoutFeaturesAreRefused() {
    #expect(throws: ScrubjayError.self) {
      try Ablation([Self.asked(depth: 20, Self.hits + [EvaluationHit(id: "d", score: 0.1)])])
    }
  }

  @Test func featuresAreReadFromWhatRecallAnswers() throws {
    let hit = EvaluationHit(
      try JSON(
        parsing: """
          {"score": 0.61, "metadata": {"external_id": "m1"}, "why": {"evidence": 1.2, "words": [],
           "features": [{"feature": "speaker", "value": 1.0, "share": 0.22}, {"feature": "words", "value": 2, "share": 0.98}]}}
          """))
    #expect(hit.id == "m1")
    #expect(hit.score == 0.61)
    #expect(hit.explanation?.evidence == 1.2)
    #expect(hit.explanation?.shares.map(\.feature) == ["speaker", "words"])
    #expect(hit.explanation?.shares.map(\.share) == [0.22, 0.98])
    #expect(EvaluationHit(["score": 1, "why": ["words": []]]).explanation == nil)
  }
}
