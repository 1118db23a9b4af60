import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayLanguage

/// Cutting a text into passages of a sentence or a few.
@Suite struct PassagesTests {
  private static let long = "The harbour was full of old wooden boats"

  @Test func `Each sentence that says enough is a passage`() {
    let sentences = ["\(Self.long). ", "\(Self.long)! ", "\(Self.long)?! ", "\(Self.long)…\n", "\(Self.long)"]
    #expect(Passages.of(sentences.joined()) == sentences)
    let lines = ["\(Self.long)\n\n", "- \(Self.long)\n", "- \(Self.long)"]
    // What stands before the first word of a line belongs to the sentence before.
    #expect(Passages.of(lines.joined()) == ["\(Self.long)\n\n- ", "\(Self.long)\n- ", Self.long])
  }

  @Test(arguments: [
    "", " ", "Hello", "Hello. How are you?", long, "\(long).", "\(long)...", "?!", "\n\n\n", "喜欢。", "😀😀",
    // The rest says too little to stand by itself.
    "\(long). Really?",
  ])
  func `A single sentence, or too little, has no passages`(text: String) { #expect(Passages.of(text) == []) }

  @Test func `Short sentences stand together until they say enough`() {
    let text = "I see. It was so. She left early. He stayed on for the night. They met again. All was well with them."
    #expect(
      Passages.of(text) == [
        "I see. It was so. She left early. He stayed on for the night. ", "They met again. All was well with them.",
      ])
  }

  @Test(arguments: ["3.50 euros", "the U.S.A in one go", "example.org today", "12.30.45", "what?is it", "v1.2.3"])
  func `A stop within a word or a number does not end a sentence`(part: String) {
    #expect(Passages.of("\(Self.long) and cost \(part) \(Self.long)") == [])
  }

  @Test func `A long text has sixteen passages at most, of about the same size`() {
    for count in [16, 17, 31, 100, 1_000] {
      let text = (0..<count).map { "\(Self.long) \($0). " }.joined()
      let passages = Passages.of(text)
      #expect((8...16).contains(passages.count), "\(count): \(passages.count)")
      #expect(passages.joined() == text)
      let sizes = passages.dropLast().map(\.utf8.count)
      #expect(sizes.max() ?? 0 <= 2 * (sizes.min() ?? 0), "\(sizes)")
    }
  }

  @Test func `Chinese, where a sign says more, is cut at its own stops`() {
    let sentences = ["我昨天和妹妹一起去了海边的小镇。", "我们在那里吃了很多新鲜的鱼！", "你什么时候也想一起去看看呢？", "下次可以坐火车去那里玩几天"]
    #expect(Passages.of(sentences.joined()) == sentences)
    #expect(Passages.of("好的。是的。我知道。") == [])
  }

  /// Scalars that end sentences, start words, join or do neither.
  private static let alphabet: [Unicode.Scalar] = Array(
    "aeinstEH  ..!?…。！？؟\n\r01é漢字かな한글ไทยน้ำ👍🏽👩‍💻🇫🇷ﬁ½עב\u{0}\u{AD}\u{200D}\u{301}\u{2028}\u{FEFF}".unicodeScalars)

  @Test(arguments: 0..<8) func `Nothing of a text is lost, whatever it is`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      var scalars = String.UnicodeScalarView()
      let isAny = Bool.random(using: &random)
      for _ in 0..<Int.random(in: 0...600, using: &random) {
        let any = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random))
        if let scalar = isAny ? any : random.pick(Self.alphabet) { scalars.append(scalar) }
      }
      let text = String(scalars)
      let passages = Passages.of(text)
      // By bytes: Swift's own equality takes two spellings of é for one.
      #expect(
        passages.isEmpty || passages.joined().utf8.elementsEqual(text.utf8), "\(random) \(text.debugDescription)")
      #expect(passages.count != 1 && passages.count <= 16, "\(random) \(text.debugDescription)")
      #expect(passages.allSatisfy { $0.hasMeaning }, "\(random) \(text.debugDescription)")
    }
  }

  @Test func `A long text begins with whole sentences up to a kilobyte, a short one is all of itself`() {
    let short = String(repeating: "\(Self.long). ", count: 3)
    #expect(Passages.beginning(of: short) == short)
    let sentence = "\(Self.long). "
    let long = String(repeating: sentence, count: 100)
    #expect(Passages.beginning(of: long) == String(repeating: sentence, count: 1_024 / sentence.utf8.count))
    let endless = String(repeating: "boat ", count: 500)
    #expect(Passages.beginning(of: endless).utf8.count == 1_024)
    #expect(Passages.beginning(of: String(repeating: "船", count: 500)).utf8.count == 1_023)
  }
}
