import ScrubjayCore
import ScrubjayTestKit
import ScrubjayLanguage
import Testing

@testable import ScrubjayEngine

/// Conversations summed up in their own sentences.
@Suite struct ExtractiveSummaryTests {
  private typealias Turn = ExtractiveSummary.Turn

  private static func turns(_ script: String) -> [Turn] {
    script.split(separator: "\n").enumerated().map { index, line in
      let parts = line.split(separator: ":", maxSplits: 1)
      let speaker = parts[0].trimmingPrefix { $0 == " " }
      return Turn(
        speaker: String(speaker), role: speaker == "Scrubjay" ? .assistant : .user,
        text: parts[1].trimmingPrefix { $0 == " " }.description, at: Timestamp(seconds: Int64(index) * 60))
    }
  }

  private static let kitchen = turns(
    """
    Ana: Hi, good morning!
    Scrubjay: Good morning, how can I help you today?
    Ana: We are planning the renovation of the kitchen and have to choose the tiles and the worktop.
    Scrubjay: For the kitchen worktop there are oak, granite and steel, and for the tiles there are several shades of green.
    Ana: My husband likes the granite worktop, but granite is heavy.
    Ana: What do you think?
    Scrubjay: Granite lasts longest as a worktop in a kitchen, oak is warmer.
    Ana: Okay, we decided to take the oak worktop and the dark green tiles for the kitchen.
    Scrubjay: Noted, the oak worktop and the dark green tiles.
    Ana: I will order the tiles by Friday, and Rui must measure the wall first.
    Ana: Okay, we decided to take the oak worktop and the dark green tiles for the kitchen!
    Ana: By the way, the weather is lovely here.
    Scrubjay: Thanks for telling me!
    Ana: Thank you, bye!
    """)

  private static func written(_ turns: [Turn], characters: Int, vectors: ExtractiveSummary.Vectors? = nil) async throws
    -> [String]
  {
    try await ExtractiveSummary.lines(of: turns, characters: characters, vectors: vectors).map(\.written)
  }

  /// Vectors as of a model: of a hash of each word.
  private static let vectors: ExtractiveSummary.Vectors = { texts in
    texts.map { text in
      var vector = [Float](repeating: 0, count: 64)
      for word in PhraseText(text).words {
        let hash = word.utf8.reduce(UInt64(5381)) { ($0 &* 33) ^ UInt64($1) }
        vector[Int(hash % 64)] += 1
      }
      return vector
    }
  }

  @Test(arguments: [false, true]) func `Decisions and tasks stand in the summary, with their speaker`(hasModel: Bool)
    async throws
  {
    let lines = try await Self.written(Self.kitchen, characters: 400, vectors: hasModel ? Self.vectors : nil)
    #expect(lines.contains { $0.hasPrefix("Ana: Okay, we decided to take the oak worktop") }, "\(lines)")
    #expect(lines.contains("Ana: I will order the tiles by Friday, and Rui must measure the wall first."), "\(lines)")
    #expect(lines.reduce(0) { $0 + $1.count + 1 } <= 400)
    #expect(!lines.contains { $0.contains("?") || $0.contains("bye") || $0.contains("Good morning") })
  }

  @Test(arguments: [false, true]) func `What is said twice stands there once`(hasModel: Bool) async throws {
    let lines = try await Self.written(Self.kitchen, characters: 5_000, vectors: hasModel ? Self.vectors : nil)
    #expect(lines.count { $0.contains("we decided") } == 1, "\(lines)")
  }

  @Test func `Sentences stand in the order of time, and the same ones every time`() async throws {
    let first = try await ExtractiveSummary.lines(of: Self.kitchen, characters: 600, vectors: nil)
    #expect(first.map(\.at) == first.map(\.at).sorted() && first.count > 2)
    for _ in 0..<5 {
      #expect(try await ExtractiveSummary.lines(of: Self.kitchen, characters: 600, vectors: nil) == first)
    }
  }

  @Test func `Little is summed up as what it is`() async throws {
    #expect(try await Self.written([], characters: 500) == [])
    #expect(try await Self.written(Self.turns("Ana: Hi!"), characters: 500) == [])
    let one = Self.turns("Ana: We moved the meeting to Tuesday.")
    #expect(try await Self.written(one, characters: 500) == ["Ana: We moved the meeting to Tuesday."])
    #expect(try await Self.written(one, characters: 10) == [])
    #expect(try await Self.written(one, characters: 0) == [])
    let tool = [
      Turn(speaker: "search", role: .tool, text: "Ten results were found for oak.", at: Timestamp(seconds: 0))
    ]
    #expect(try await Self.written(tool, characters: 500) == [])
  }

  @Test(arguments: [false, true]) func `Two thousand sentences stay within the limits`(hasModel: Bool) async throws {
    var random = SeededRandom(seed: 4)
    let nouns = [
      "kitchen", "garden", "budget", "train", "violin", "contract", "oak", "harbour", "lesson", "recipe", "server",
      "bridge",
    ]
    let turns = (0..<1_000).map { index in
      let sentences = (0..<2).map { _ in
        "The \(random.pick(nouns)) and the \(random.pick(nouns)) near the \(random.pick(nouns)) need \(Int.random(in: 2...99, using: &random)) days."
      }
      return Turn(
        speaker: "Ana", role: .user, text: sentences.joined(separator: " "), at: Timestamp(seconds: Int64(index)))
    }
    let asked = Asked()
    let counted: ExtractiveSummary.Vectors = { texts in
      await asked.add(texts.count)
      return try await Self.vectors(texts)
    }
    let lines = try await ExtractiveSummary.lines(of: turns, characters: 2_000, vectors: hasModel ? counted : nil)
    #expect(!lines.isEmpty && lines.count <= ExtractiveSummary.lines)
    #expect(lines.reduce(0) { $0 + $1.written.count + 1 } <= 2_000)
    #expect(await asked.count == (hasModel ? ExtractiveSummary.sentences : 0))
  }

  private actor Asked {
    private(set) var count = 0
    func add(_ count: Int) { self.count += count }
  }

  @Test func `Other languages are summed up too`() async throws {
    let german = try await Self.written(
      Self.turns(
        """
        Jana: Hallo, guten Morgen!
        Jana: Wir planen den Umzug nach Hamburg und suchen eine Wohnung mit Balkon.
        Jana: Wir haben entschieden, dass wir die Wohnung am Hafen nehmen.
        Jana: Was meinst du?
        Jana: Das Wetter ist heute schön und warm.
        """), characters: 120)
    #expect(german.contains { $0.contains("entschieden") } && !german.contains { $0.contains("?") }, "\(german)")
    let chinese = try await Self.written(
      Self.turns("Li: 你好!\nLi: 我们讨论了厨房的装修。我们决定用橡木台面。今天天气很好。"), characters: 40)
    #expect(chinese.contains { $0.contains("决定") }, "\(chinese)")
  }

  @Test func `Vectors that are missing make nothing near`() async throws {
    let lines = try await Self.written(Self.kitchen, characters: 2_000, vectors: { _ in [] })
    #expect(lines.contains { $0.contains("we decided") })
  }
}
