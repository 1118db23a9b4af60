import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// What of ranked items goes into a budget of tokens.
@Suite struct PackingTests {
  /// Counts words, so that a test can count along.
  private struct Words: TokenCounter {
    let name = "words"
    func count(_ text: String) -> Int { text.split(whereSeparator: \.isWhitespace).count }
  }

  /// A text of so many words.
  private static func words(_ count: Int, _ word: String = "word") -> String {
    Array(repeating: "\(word) ", count: count).joined()
  }

  /// An item of passages of so many words each, which match so well.
  private static func item(_ head: String, _ passages: [(words: Int, match: Double)]) -> PackingItem {
    let passages = passages.enumerated().map { PassageMatch(text: words($1.words, "w\($0)"), match: $1.match) }
    return PackingItem(head: head, text: passages.map(\.text).joined(), passages: passages)
  }

  private static func pack(_ items: [PackingItem], _ budget: Int) -> Packing {
    Packing(items, budget: budget, counter: Words())
  }

  @Test func `Items go in whole, by rank, with their heads`() {
    let items = ["one two", "three", "four five six"].map { PackingItem(head: "Ana: ", text: $0) }
    let packing = Self.pack(items, 5)
    #expect(packing.pieces.map(\.text) == ["Ana: one two", "Ana: three"])
    #expect(packing.pieces.map(\.tokens) == [3, 2])
    #expect(packing.pieces.map(\.item) == [0, 1])
    #expect(packing.tokens == 5)
    #expect(packing.piece(ofItem: 1)?.text == "Ana: three")
    #expect(packing.piece(ofItem: 2) == nil)
  }

  @Test func `What does not fit is passed over, and what is shorter still goes in`() {
    let packing = Self.pack([300, 4, 2, 3].map { PackingItem(text: Self.words($0)) }, 8)
    #expect(packing.pieces.map(\.item) == [1, 2])
    #expect(packing.tokens == 6)
  }

  @Test(arguments: [0, 1, -5]) func `In no room, or among no items, nothing goes in`(budget: Int) {
    #expect(Self.pack([PackingItem(text: "one two")], budget).pieces == [])
    #expect(Self.pack([PackingItem(text: "one two")], budget).tokens == 0)
    #expect(Self.pack([], 100).pieces == [])
  }

  @Test func `A long item goes in with the passages that match best, and signs for the others`() {
    let item = Self.item("Ana: ", [(30, 0.1), (30, 0.2), (30, 0.5), (30, 0.4), (120, 0.3)])
    let packing = Self.pack([item], 150)
    let piece = packing.pieces.first
    // The first passage counts 0.2 more; with the sign before each, three passages of 30 fit into 100.
    #expect(piece?.passages == [0, 2, 3])
    #expect(
      piece?.text == "Ana: " + item.passages[0].text + "… " + item.passages[2].text + item.passages[3].text + "… ")
    #expect(piece?.tokens == 93)
    #expect(packing.tokens == 93)
  }

  @Test func `Up to 200 tokens, and without passages, an item goes in whole or not at all`() {
    #expect(Self.pack([Self.item("", [(100, 1), (100, 0)])], 300).pieces.first?.passages == nil)
    #expect(Self.pack([Self.item("", [(100, 1), (100, 0)])], 199).pieces == [])
    #expect(Self.pack([PackingItem(text: Self.words(900))], 899).pieces == [])
    #expect(Self.pack([PackingItem(text: Self.words(900))], 900).tokens == 900)
  }

  @Test func `The best passage goes in even if it is long, as far as there is room`() {
    let item = Self.item("", [(20, 0), (150, 0.9), (150, 0.1)])
    #expect(Self.pack([item], 200).pieces.first?.passages == [1])
    #expect(Self.pack([item], 200).tokens == 152)
    #expect(Self.pack([item], 151).pieces == [])
  }

  @Test func `Room that is left over makes the best of the cut items whole`() {
    let items = (0..<3).map { Self.item("\($0) ", [(90, 1), (90, 0.5), (90, 0)]) }
    let narrow = Self.pack(items, 470)
    #expect(narrow.pieces.map(\.passages) == [nil, [0], [0]])
    #expect(narrow.tokens == 271 + 92 + 92)
    let wide = Self.pack(items, 3 * 271)
    #expect(wide.pieces.map(\.passages) == [nil, nil, nil])
    #expect(wide.pieces.map(\.text) == items.map { $0.head + $0.text })
  }

  @Test func `What would be the same in the prompt goes in once`() {
    let items = ["Ana: ", "Ben: ", "Ana: "].map { PackingItem(head: $0, text: "Good morning!") }
    let packing = Self.pack(items, 100)
    #expect(packing.pieces.map(\.item) == [0, 1])
    #expect(packing.piece(ofItem: 2) == packing.pieces[0])
    #expect(packing.tokens == 6)
  }

  @Test func `A text without spaces is cut and counted like any other`() throws {
    let sentences = (1...12).map { "今天我和姐姐在河边的市集上卖了第\($0)幅画，然后一起喝茶聊天。" }
    let item = PackingItem(
      head: "2025-03-02 安娜: ", text: sentences.joined(),
      passages: sentences.enumerated().map { PassageMatch(text: $1, match: $0 == 7 ? 0.8 : 0.1) })
    let packing = Packing([item], budget: 120, counter: TokenEstimate())
    let piece = try #require(packing.pieces.first)
    #expect(piece.passages?.contains(7) == true)
    #expect(piece.text.contains(sentences[7]))
    #expect(TokenEstimate().count(piece.text) <= piece.tokens)
    #expect(piece.tokens <= 120)
  }

  @Test func `Whatever the items, the budget is kept, nothing comes twice, and the result is the same each time`() {
    var random = SeededRandom(seed: 67)
    for _ in 0..<200 {
      let items = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        let passages = (0..<Int.random(in: 0...6, using: &random)).map { _ in
          (words: Int.random(in: 1...120, using: &random), match: Double.random(in: 0...1, using: &random))
        }
        let item = Self.item("\(Int.random(in: 0...3, using: &random)) ", passages)
        return passages.count > 1 ? item : PackingItem(head: item.head, text: item.text)
      }
      let budget = Int.random(in: 0...2_000, using: &random)
      let packing = Self.pack(items, budget)
      #expect(packing.tokens <= budget, "\(random)")
      #expect(packing.tokens == packing.pieces.reduce(0) { $0 + $1.tokens }, "\(random)")
      #expect(packing.pieces.allSatisfy { Words().count($0.text) == $0.tokens }, "\(random)")
      #expect(packing.pieces.map(\.item) == packing.pieces.map(\.item).sorted(), "\(random)")
      #expect(Set(packing.pieces.map { items[$0.item] }).count == packing.pieces.count, "\(random)")
      #expect(packing == Self.pack(items, budget), "\(random)")
    }
  }
}
