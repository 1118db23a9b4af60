import ScrubjayTestKit
import Testing

@testable import ScrubjayLanguage

@Suite struct ParticipantsTests {
  private static let participants = Participants(["Caroline", "Mel Anie-Smith", "Łukasz", "Will", "Ø", "花子"])

  @Test(arguments: [
    ("What did Caroline do on Sunday?", "What did do on Sunday?"),
    ("what did caroline do?", "what did do?"),
    ("Caroline's bike, and Caroline’s dog", "bike, and dog"),
    ("Thanks, Caroline! See you.", "Thanks, ! See you."),
    ("Mel and Smith went to Anie", "and went to"),
    ("Lukasz met ŁUKASZ", "met"),
    ("Will she come? I will see.", "she come? I will see."),
    ("Carolines carol line", "Carolines carol line"),
    ("nobody is named", "nobody is named"),
    ("Caroline", "Caroline"), ("Caroline, Mel!", "Caroline, Mel!"), ("", ""), ("  ", "  "),
    ("👩🏽‍🚒 Caroline", "👩🏽‍🚒 Caroline"),
    ("the grade is Ø", "the grade is Ø"),
  ]) func `Names are left out`(text: String, wanted: String) {
    let found = Self.participants.left(outOf: text)
    #expect(found.trimmed == wanted.trimmed)
  }

  @Test func `Where nobody is known, nothing is left out`() {
    #expect(Participants([]).left(outOf: "  Caroline  and I ") == "  Caroline  and I ")
  }

  /// What is left holds no other scalars, in the same order, whatever the text.
  @Test func `What is left is part of the text`() {
    var random = SeededRandom(seed: 4)
    let pieces = [
      "Caroline", "caroline", " ", "'s", "’s", "’", "'", "é", "e\u{301}", "\u{301}", "花子", ".", "Will", "👩🏽‍🚒", "\n", "a",
    ]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in random.pick(pieces) }.joined()
      let left = Array(Self.participants.left(outOf: text).unicodeScalars)
      var rest = left[...]
      for scalar in text.unicodeScalars where rest.first == scalar || (rest.first == "'" && scalar == "’") {
        rest = rest.dropFirst()
      }
      #expect(rest.isEmpty, "\(text.debugDescription), \(random)")
    }
  }
}

extension String {
  fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}
