import ScrubjayLanguage
import Testing

@testable import ScrubjayEngine

/// What evidence is worth as a score.
@Suite struct CalibrationTests {
  @Test(arguments: [RecallArms.both, .words, .meaning], [QuestionKind([]), .several, .statement])
  func `More evidence is a higher score, and the middle is one half`(
    arms: RecallArms, kind: QuestionKind
  ) {
    let calibration = Calibration(arms, kind, known: 1, agreement: nil)
    #expect(calibration.score(calibration.middle) == 0.5)
    let scores = stride(from: -2, through: 5, by: 0.01).map(calibration.score)
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 < $1 })
    #expect(scores.allSatisfy { $0 > 0 && $0 < 1 })
    for far in [-1e6, 1e6, .infinity, -.infinity] { #expect((0...1).contains(calibration.score(far))) }
  }

  @Test(arguments: [QuestionKind([]), .several])
  func `Naming a speaker tells nothing of whether they said it`(kind: QuestionKind) {
    let plain = Calibration(.both, kind, known: 1, agreement: nil)
    let naming = Calibration(.both, kind, known: 1, agreement: 1)
    #expect(abs(naming.score(1 + RecallWeights(kind)[.speaker]) - plain.score(1)) < 1e-12)
  }

  @Test func `What only others say than the one who is asked about seldom answers`() {
    let scores = [1, 2.0 / 3, 1.0 / 3, 0].map { Calibration(.both, [], known: 1, agreement: $0).score(2) }
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 > $1 })
    #expect(scores[3] < scores[0] / 10)
  }

  @Test func `What the model has no words for is worth what its words are`() {
    let words = Calibration(.words, [], known: 1, agreement: nil)
    #expect(Calibration(.both, [], known: 0, agreement: nil).middle == words.middle)
    #expect(Calibration(.both, [], known: 0.5, agreement: nil).middle > words.middle)
  }
}
