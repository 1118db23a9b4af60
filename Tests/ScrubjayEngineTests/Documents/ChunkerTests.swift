import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayEngine

@Suite struct ChunkerTests {
  private static func chunks(
    _ text: String, _ type: DocumentType = .markdown, tokens: Int = 40, overlap: Int = 8
  ) -> [DocumentChunk] {
    Chunker(tokens: tokens, overlap: overlap).chunks(of: text, Outline(text, type))
  }

  private static func words(_ count: Int, _ word: String = "word") -> String {
    Array(repeating: word, count: count).joined(separator: " ")
  }

  @Test func `A text that fits is one chunk, and an empty one is none`() {
    #expect(Self.chunks("").isEmpty)
    #expect(Self.chunks("One. Two.").map(\.text) == ["One. Two."])
    let standard = Chunker()
    #expect((standard.tokens, standard.overlap) == (512, 50))
  }

  @Test func `A chunk begins with the last words of the one before it`() throws {
    let text = (0..<200).map { "w\($0)" }.joined(separator: " ")
    let chunks = Self.chunks(text, .text)
    #expect(chunks.count > 4)
    for (chunk, next) in zip(chunks, chunks.dropFirst()) {
      #expect(next.start < chunk.end)
      let repeated = String(decoding: next.text.utf8.prefix(chunk.end - next.start), as: UTF8.self)
      #expect(chunk.text.hasSuffix(repeated))
      #expect((1...8).contains(TokenCount.of(repeated)))
    }
    #expect(chunks.content == text)
  }

  @Test func `It is cut where a heading begins, rather than where a paragraph does`() throws {
    let text = "# One\n\n\(Self.words(10)).\n\n## Two\n\n\(Self.words(5)).\n\n\(Self.words(30)).\n"
    let chunks = Self.chunks(text)
    let second = try #require(chunks.dropFirst().first)
    let own = String(decoding: second.text.utf8.dropFirst(chunks[0].end - second.start), as: UTF8.self)
    #expect(own.hasPrefix("## Two"))
    #expect(chunks[0].headings == ["One"])
    #expect(second.headings == ["One", "Two"])
  }

  @Test func `It is cut between paragraphs, else between sentences, else between words`() throws {
    func firstCut(_ text: String) -> String { Self.chunks(text, .text)[0].text }
    #expect(firstCut("\(Self.words(20)).\n\n\(Self.words(30)).") == "\(Self.words(20)).\n\n")
    #expect(firstCut("\(Self.words(25)). \(Self.words(30)).") == "\(Self.words(25)). ")
    #expect(firstCut(Self.words(100)) == "\(Self.words(40)) ")
    // A text without any spaces is cut nevertheless.
    #expect(Self.chunks(String(repeating: "x", count: 2_000), .text).count > 5)
    #expect(firstCut(String(repeating: "漢字です。", count: 30)).hasSuffix("。"))
  }

  @Test func `Fenced code that fits is kept whole, and longer code is cut between its lines`() throws {
    let code = "```swift\n\((0..<5).map { "let x\($0) = \($0)" }.joined(separator: "\n"))\n```\n"
    let text = "\(Self.words(25)).\n\n\(code)\n\(Self.words(30)).\n"
    #expect(Self.chunks(text).contains { $0.text.contains(code) })
    let long = "```\n\((0..<40).map { "let x\($0) = \($0)" }.joined(separator: "\n"))\n```\n"
    let cuts = Self.chunks(long).dropLast()
    #expect(!cuts.isEmpty)
    for chunk in cuts { #expect(chunk.text.hasSuffix("\n")) }
    // What looks like a heading in code is none.
    let comment = "# Title\n\n```sh\n# no heading\n```\n\n\(Self.words(60))"
    #expect(Self.chunks(comment).allSatisfy { $0.headings == ["Title"] })
  }

  @Test func `Front matter and byte order marks are part of what is kept`() {
    let text = "\u{FEFF}---\ntitle: Boats\n---\n# Heading\r\n\r\ntext\r\n"
    let chunks = Self.chunks(text)
    #expect(chunks.content.utf8.elementsEqual(text.utf8))
    #expect(Outline(text, .markdown).frontMatterTitle == "Boats")
  }

  @Test(arguments: 0..<400) func `Whatever the text, its chunks hold all of it, in order and within their size`(
    round: Int
  ) {
    var random = SeededRandom(seed: UInt64(round))
    var text = ""
    for _ in 0..<Int.random(in: 0..<60, using: &random) { text += Self.block(&random) }
    let overlap = random.pick([0, 3, 8, 50])
    let size = max(random.pick([20, 64, 512]), overlap * 2 + 50)
    let chunks = Self.chunks(text, random.pick([.markdown, .text]), tokens: size, overlap: overlap)
    #expect(chunks.content.utf8.elementsEqual(text.utf8), "\(random)")
    var end = 0
    var begin = -1
    for (place, chunk) in chunks.enumerated() {
      #expect(chunk.place == place, "\(random)")
      #expect(chunk.start <= end && chunk.end > end && chunk.start > begin, "\(random)")
      #expect(TokenCount.of(chunk.content) <= size, "\(random)")
      let repeated = String(decoding: chunk.text.utf8.prefix(end - chunk.start), as: UTF8.self)
      #expect(repeated.utf8.count == end - chunk.start, "a scalar is cut, \(random)")
      #expect(TokenCount.of(repeated) <= overlap, "\(random)")
      (begin, end) = (chunk.start, chunk.end)
    }
    #expect(end == text.utf8.count, "\(random)")
  }

  /// A piece of markdown, or of anything.
  private static func block(_ random: inout SeededRandom) -> String {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: "\(String(repeating: "#", count: Int.random(in: 1...7, using: &random))) Heading \(random.text(upTo: 10))\n"
    case 1:
      random.pick([
        "```\n", "~~~~ swift\n", "---\n", "===\n", "\n\n", "\r\n", "    indented\n", "- item\n", "  - inner\n",
        "1. one\n", "> quoted\n",
        "a | b\n--- | ---\n", "| row |\n",
      ])
    case 2: random.text(upTo: 200)
    case 3: String(repeating: random.pick(["x", "漢", "é", "🇩🇪", " ", "\n", "."]), count: 120)
    default:
      words(Int.random(in: 1..<40, using: &random), random.pick(["word", "antidisestablishmentarianism", "42"]))
        + random.pick([".\n\n", ". ", "\n"])
    }
  }
}
