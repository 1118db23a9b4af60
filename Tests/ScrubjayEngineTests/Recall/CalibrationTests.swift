import Testing

@testable import ScrubjayEngine

/// What evidence is worth as a score.
@Suite struct CalibrationTests {
  @Test(arguments: [RecallArms.both, .words, .meaning])
  func `More evidence is a higher score, and the middle is one half`(arms: RecallArms) {
    let calibration = Calibration(arms, namesSpeaker: false)
    #expect(calibration.score(calibration.middle) == 0.5)
    let scores = stride(from: -2, through: 5, by: 0.01).map(calibration.score)
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 < $1 })
    #expect(scores.allSatisfy { $0 > 0 && $0 < 1 })
    for far in [-1e6, 1e6, .infinity, -.infinity] { #expect((0...1).contains(calibration.score(far))) }
  }

  @Test func `Naming a speaker tells nothing of whether they said it`() {
    let plain = Calibration(.both, namesSpeaker: false)
    let naming = Calibration(.both, namesSpeaker: true)
    #expect(abs(naming.score(1 + RecallFeature.speaker.weight) - plain.score(1)) < 1e-12)
  }
}
