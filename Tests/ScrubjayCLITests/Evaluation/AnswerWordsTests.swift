import Testing

@testable import ScrubjayCLI

/// Whether passages still hold what a text has of an answer.
struct AnswerWordsTests {
  private static let passages = [
    "We walked along the harbour. ", "She bought three red kayaks in Porto. ", "The kayaks were delivered on Friday.",
  ]

  private static let cases: [(answer: String, kept: [Int], isKept: Bool)] = [
    ("red kayaks", [1], true), ("three kayaks from Porto", [1], true),
    // Another form of a word is the same; stop words and words that the text does not have do not matter.
    ("a kayak that is RED", [1], true), ("red kayaks from Lisbon", [1], true),
    // A single word of several is not enough.
    ("red kayaks", [2], false), ("kayaks, delivered on Friday", [1], false), ("kayaks, on Friday", [2], true),
    ("harbour; Friday", [0, 2], true), ("harbour; Friday", [0, 1], false),
    // Of an answer in other words nobody knows where it is.
    ("boats", [1], false), ("boats", [0, 1, 2], false), ("", [0, 1, 2], false),
  ]

  @Test(arguments: cases) func allWordsThatTheTextHasOfTheAnswerHaveToBeThere(
    _ answer: String, _ kept: [Int], _ isKept: Bool
  ) {
    #expect(AnswerWords().areKept(of: answer, in: Self.passages, kept) == isKept)
  }

  @Test func itIsTheSameInALanguageWithoutSpaces() {
    let passages = ["我们昨天沿着河边走了很久。", "姐姐在波尔图买了三条红色的皮艇。"]
    #expect(AnswerWords().areKept(of: "红色的皮艇", in: passages, [1]))
    #expect(!AnswerWords().areKept(of: "红色的皮艇", in: passages, [0]))
  }
}
