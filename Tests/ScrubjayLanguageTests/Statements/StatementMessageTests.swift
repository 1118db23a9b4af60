import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayLanguage

/// What is taken of whole messages.
@Suite struct StatementMessageTests {
  private static let time = Timestamp(seconds: 1_794_744_000)

  private static func contents(_ message: String) -> [String] {
    StatementExtractor.statements(in: message, at: LocalTime(time)).map(\.content)
  }

  @Test func `A message may hold several statements, each of which is taken once`() {
    let message = """
      Hi! I'm allergic to nuts. What should I cook?
      My sister Ana lives in Porto and she's a nurse. I'm allergic to nuts!
      """
    #expect(
      Self.contents(message) == [
        "The user is allergic to nuts", "The user's sister Ana lives in Porto", "The user's sister Ana is a nurse",
      ])
  }

  @Test(arguments: [
    "```\nI live in Oslo\n```", "~~~ text\nI live in Oslo\n~~~", "> I live in Oslo\n> I have a dog",
    "    I live in Oslo",
    "Begin forwarded message:\nI live in Oslo", "-----Original Message-----\nI live in Oslo",
    "Proofread this please.\nI live in Oslo.", "“I live in Oslo.”", "He said 'I live in Oslo'.",
  ])
  func `What others wrote and what is only material is not taken`(message: String) {
    #expect(Self.contents(message) == [])
  }

  @Test(arguments: [
    "I love waiting /s", "I live in a castle /s obviously", "Yeah right, I love waiting.", "I love waiting 🙄",
  ])
  func `What is not meant is not taken`(message: String) {
    #expect(Self.contents(message) == [])
  }

  @Test func `What stands beside it is`() {
    #expect(
      Self.contents("I live in Bergen.\n> I live in Oslo\n```\nI have a dog\n```\nI have a cat.") == [
        "The user lives in Bergen", "The user has a cat",
      ])
    #expect(
      Self.contents("I run 5k every morning at 3 m/s on average.") == [
        "The user runs 5k every morning at 3 m/s on average"
      ])
    #expect(
      Self.contents("I volunteer at a shelter. I'm a birdwatcher.") == [
        "The user volunteers at a shelter", "The user is a birdwatcher",
      ])
    #expect(
      Self.contents("I live in Bergen.\n\n---------- Forwarded message\nI live in Oslo") == ["The user lives in Bergen"]
    )
  }

  @Test(
    arguments: [
      ("I have ADHD, can you help me plan?", "The user has ADHD"),
      ("ok so my mom has type 2 diabetes, what snacks could I bring?", "The user's mom has type 2 diabetes"),
      ("Ich bin Veganerin, was kann ich kochen?", "Die Nutzerin ist Veganerin"), ("我不吃辣，晚上吃什么好？", "用户不吃辣"),
      ("I keep bees, poor things", "The user keeps bees"),
      ("I play guitar, piano and drums", "The user plays guitar, piano and drums"),
      ("My wife is Catholic, and her parents keep asking", "The user's wife is Catholic"),
      ("My wife and I live in Leeds", "The user lives in Leeds"),
      ("My car is a diesel, if that matters", "The user's car is a diesel"),
      ("Do I have ADHD, what do you think?", nil), ("What if I live in Oslo, would that help?", nil),
    ] as [(String, String?)])
  func `A question or a remark behind a statement is left off`(message: String, content: String?) {
    #expect(Self.contents(message) == (content.map { [$0] } ?? []))
  }

  @Test func `A long text that hardly speaks of its writer is taken to be pasted`() {
    let report = String(
      repeating: "The committee met on Monday and talked about the bridge over the river. ", count: 30)
    #expect(Self.contents(report + "I live in Oslo.") == [])
    #expect(Self.contents("I live in Oslo. " + report.prefix(600)) == ["The user lives in Oslo"])
  }

  @Test func `Only so much of a message is taken`() {
    let many = (0..<40).map { "I have a dog named Rex\($0)." }.joined(separator: " ")
    #expect(Self.contents(many).count == StatementExtractor.statementsPerMessage)
    #expect(Self.contents(String(repeating: "I love ", count: 200_000)) == [])
  }

  @Test(arguments: 0..<8) func `Any words can be read`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let words = [
      "I", "I'm", "my", "My", "sister", "Ana", "'s", "lives", "have", "not", "don't", "always", "a", "the", "dog", "is",
      "in", "since",
      "2021", "last", "month", "two", "years", "ago", "and", "but", ",", ".", "because", "call", "me", "ich", "bin",
      "habe", "und", "wohne",
      "mi", "es", "me", "gusta", "je", "j'ai", "ma", "favourite", "colour", "name's", "been", "was", "born", "-", "(",
      ")", "if", "…", "\n",
      "allergic", "to", "never", "can", "can't", "stand", "working", "as", "very", "old", "5", "he", "she", "it", "\"",
      "'", "😀",
    ]
    for _ in 0..<300 {
      let message = (0..<Int.random(in: 0...12, using: &random)).map { _ in random.pick(words) }.joined(separator: " ")
      for text in [message, random.text(upTo: 60)] {
        let isEmpty = Self.contents(text).contains { !$0.contains(where: \.isLetter) }
        #expect(!isEmpty, "\(random): \(text)")
      }
    }
  }
}
