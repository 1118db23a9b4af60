import ScrubjayTestKit
import Testing

@testable import ScrubjayModels

@Suite struct TokenizerTests {
  private let vocabulary: Vocabulary

  init() throws {
    let pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "##a", "able", "a", ".", "é", "ß", "x"]
    vocabulary = try Vocabulary(parsing: Array(pieces.joined(separator: "\n").utf8))
  }

  private func pieces(_ text: String) -> [Int32] {
    var tokenizer = WordPieceTokenizer(vocabulary)
    return tokenizer.pieces(of: text)
  }

  @Test func `The longest piece is taken each time`() {
    #expect(pieces("unaffable") == [4, 5, 6])
    #expect(pieces("UNA un.able") == [4, 7, 4, 10, 8])
    #expect(pieces("unaffablex") == [1])
    #expect(pieces("a [SEP]a[MASK]") == [9, 3, 9, 1, 1, 1])
    #expect(pieces("") == [])
  }

  @Test func `Words of over a hundred scalars are unknown`() {
    #expect(pieces("a" + String(repeating: "\u{301}", count: 200)) == [9])
    #expect(pieces(String(repeating: "a", count: 100)) == [9] + Array(repeating: 7, count: 99))
    #expect(pieces(String(repeating: "a", count: 101) + " a") == [1, 9])
  }

  @Test(arguments: [
    ("unaffable", 3), ("", 0), ("a [SEP] a", 3), ("zz", 1), ("zzz a zzzzz", 6), ("un🚲.", 3),
  ])
  func `An unknown word counts one token for every two characters`(text: String, tokens: Int) {
    var tokenizer = WordPieceTokenizer(vocabulary)
    #expect(tokenizer.count(of: text) == tokens)
    #expect(tokenizer.count(of: text) == tokens)
  }

  @Test func `A counter reads the vocabulary of an installed model alone`() throws {
    let counter = try VocabularyCounter(directory: InstalledModel.directory)
    #expect(counter.name.hasPrefix("bert-"))
    #expect(counter.count("The kettle whistled.") == 4)
    #expect(counter.count(String(repeating: "x", count: 500)) == 250)
  }

  @Test func `Any text gives pieces of the vocabulary, the same each time and word by word`() throws {
    var random = SeededRandom(seed: 31)
    var tokenizer = WordPieceTokenizer(vocabulary)
    for _ in 0..<500 {
      let text = random.text(upTo: 40)
      let found = tokenizer.pieces(of: text)
      #expect(found.allSatisfy { $0 >= 0 && $0 < vocabulary.count }, "\(random)")
      #expect(found == pieces(text), "\(random)")
      #expect(tokenizer.pieces(of: "\(text) a") == found + [9], "\(random)")
      #expect(tokenizer.pieces(of: ".\(text)") == [10] + found, "\(random)")
    }
  }

  @Test func `The parts of a long text hold all of it`() {
    let windows = TokenWindows(room: 254)
    #expect(windows.parts(of: 0) == [0..<0])
    #expect(windows.parts(of: 254) == [0..<254])
    #expect(windows.parts(of: 255) == [0..<254, 1..<255])
    #expect(windows.parts(of: 600) == [0..<254, 173..<427, 346..<600])
    for room in [1, 2, 7, 254] {
      for count in Array(0...600) + [9_999, 262_144] {
        let parts = TokenWindows(room: room).parts(of: count)
        #expect(parts.count == max(1, (count + room - 1) / room))
        #expect(parts[0].lowerBound == 0 && parts[parts.count - 1].upperBound == count)
        #expect(count <= room || parts.allSatisfy { $0.count == room })
        for (part, next) in zip(parts, parts.dropFirst()) {
          #expect(next.lowerBound > part.lowerBound && next.lowerBound <= part.upperBound)
        }
      }
    }
  }

  @Test func `Batches hold every part once, within their limit`() {
    var random = SeededRandom(seed: 32)
    let lengths = (0..<300).map { _ in
      (0..<Int.random(in: 1...3, using: &random)).map { _ in Int.random(in: 2...256, using: &random) }
    }
    let plan = BatchPlan(lengths: lengths, batchTokens: 512)
    let places = plan.batches.flatMap(\.self)
    #expect(Set(places).count == places.count)
    #expect(places.count == lengths.reduce(0) { $0 + $1.count })
    #expect(plan.batches.allSatisfy { $0.reduce(0) { $0 + lengths[$1.text][$1.part] } <= 512 })
    let texts = lengths.map { String(repeating: "a", count: $0[0]) }
    for count in [1, 2, 7, 1_000] {
      let shares = TextShares(texts, count: count).ranges
      #expect(shares.count <= count && shares.flatMap(\.self) == Array(texts.indices))
    }
  }
}
