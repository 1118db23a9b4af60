import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayModels

@Suite struct SentencePieceTests {
  private let reference: KindReference
  private let vocabulary: UnigramVocabulary

  init() throws {
    reference = try KindReference.shared.get()
    vocabulary = try Self.vocabulary(Array(reference.sentencepiece))
  }

  private static func vocabulary(_ bytes: [UInt8]) throws -> UnigramVocabulary {
    try UnigramVocabulary(SentencePieceFile(parsing: bytes, name: "spiece.model"), name: "spiece.model")
  }

  private func tokens(_ text: String) -> [Int32] {
    [vocabulary.start] + UnigramTokenizer(vocabulary).pieces(of: text) + [vocabulary.end]
  }

  @Test func `Texts are cut into the pieces of the reference`() {
    #expect(reference.sentences.count > 400)
    for sentence in reference.sentences {
      #expect(tokens(sentence.text) == sentence.tokens, "\(sentence.text.debugDescription)")
    }
  }

  @Test func `Any text is cut, in time that grows with its length`() throws {
    var random = SeededRandom(seed: 41)
    for _ in 0..<300 {
      let text = random.text(upTo: 60)
      let found = tokens(text)
      #expect(found.allSatisfy { $0 >= 0 && $0 < vocabulary.count }, "\(random)")
      #expect(!zip(found, found.dropFirst()).contains { $0 == vocabulary.unknown && $1 == $0 }, "\(random)")
    }
    #expect(tokens("") == [0, 2] && tokens(" \t\n ") == [0, 2])
    for unit in ["a", " ", "e\u{301}", "\u{FDFA}", "\u{10FFFF}", "漢", "\u{2581}"] {
      // What takes a square's time would take minutes.
      #expect(tokens(String(repeating: unit, count: 100_000)).count <= 1_900_000, "\(unit.debugDescription)")
    }
  }

  @Test func `Bytes changed at random never crash`() throws {
    var random = SeededRandom(seed: 42)
    let whole = Array(reference.sentencepiece)
    var taken = 0
    for _ in 0..<150 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        // Most of the map of characters stands at the end.
        let range = Bool.random(using: &random) ? bytes.indices : bytes.indices.suffix(2_500)
        bytes[Int.random(in: range, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
      }
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0...bytes.count / 50, using: &random)) }
      guard let changed = try? Self.vocabulary(bytes) else { continue }
      taken += 1
      var tokenizer = UnigramTokenizer(changed) as any Tokenizer
      for sentence in reference.sentences.prefix(40) {
        let found = tokenizer.pieces(of: sentence.text)
        #expect(found.allSatisfy { $0 >= 0 && $0 < changed.count }, "\(random)")
      }
    }
    #expect(taken > 20)
  }

  /// A field with bytes, as in protobuf's wire format.
  private func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    var length: [UInt8] = []
    var rest = bytes.count
    repeat {
      length.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
      rest >>= 7
    } while rest > 0
    return [number << 3 | 2] + length + bytes
  }

  private func piece(_ text: String, _ score: Float, _ kind: UInt8) -> [UInt8] {
    field(
      1,
      field(1, Array(text.utf8)) + [2 << 3 | 5] + withUnsafeBytes(of: score.bitPattern.littleEndian, Array.init)
        + [3 << 3, kind])
  }

  private var signs: [UInt8] { piece("<unk>", 0, 2) + piece("<s>", 0, 3) + piece("</s>", 0, 3) }

  @Test func `What is not supported is refused by name`() throws {
    let good = signs + piece("a", -1, 1)
    #expect(try Self.vocabulary(good).count == 6)
    let cases: [([UInt8], String)] = [
      ([], "does not start"), (piece("a", 0, 1) + good, "does not start"), (signs, "does not start"),
      (good + piece("b", .nan, 1), "not a number"), (good + piece("b", -.infinity, 1), "not a number"),
      (good + piece("b", 0, 6), "kind 6"), (good + piece("", 0, 1), "0 bytes"),
      (good + piece(String(repeating: "x", count: 513), 0, 1), "513 bytes"),
      (good + field(2, [3 << 3, 2]), "BPE"), (good + field(2, [0xC0, 0x01, 1]), "suffix"),
      (good + field(2, [0x98, 0x02, 1]), "byte_fallback"), (good + [0xFF], "cut off"),
      (good + [0x0A, 0x7F], "cut off"),
      (good + [0x00, 0x00], "cut off"), (good + [0x0B], "cut off"),
      (good + Array(repeating: 0xFF, count: 11), "cut off"),
      (good + field(3, field(2, [1])), "charsmap"), (good + field(3, field(2, [8, 0, 0, 0, 1, 2, 3, 4])), "charsmap"),
      (good + field(3, field(2, [4, 0, 0, 0, 0, 0, 0, 0, 1])), "charsmap"),
      (good + field(3, field(2, [4, 0, 0, 0, 0, 0, 0, 0] + Array(repeating: 1, count: 257) + [0])), "charsmap"),
      (good + field(3, field(2, [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0])), "charsmap"),
    ]
    for (bytes, word) in cases {
      do {
        _ = try Self.vocabulary(bytes)
        Issue.record("\(word) was taken")
      } catch let error as ScrubjayError {
        #expect(error.code == .modelUnusable && error.message.contains(word), "\(error.message)")
      }
    }
  }

  @Test func `Rules of the normaliser can be other ones`() throws {
    func cut(_ rules: [UInt8], _ text: String) throws -> [Int32] {
      let pieces = piece("a", -1, 1) + piece("▁", -1, 1) + piece(" ", -1, 1) + piece("▁a", -1.5, 1)
      return UnigramTokenizer(try Self.vocabulary(signs + pieces + field(3, rules))).pieces(of: text)
    }
    #expect(try cut([], " a  a ") == [7, 7])
    #expect(try cut([3 << 3, 0], " a  a ") == [4, 7])
    #expect(try cut([4 << 3, 0], " a  a ") == [5, 7, 5, 7, 5])
    #expect(try cut([5 << 3, 0], " a  a ") == [5, 4, 6, 4].map { $0 == 5 ? 6 : $0 })
  }

  @Test func `Words whose pieces are unknown are not counted as known`() async throws {
    let kind = try #require(reference.kinds.first { $0.name == "xlm-roberta, first token" })
    let model = try KindModel(kind, reference)
    let embedder = try LocalEmbedder(directory: model.directory, threads: 1)
    #expect(try await embedder.knownShare(of: "the word the") > 0.9)
    #expect(try await embedder.knownShare(of: "ᚠᚢᚦ ᚠᚢ") == 0)
    let share = try await embedder.knownShare(of: "the ᚠᚢᚦ")
    #expect(share > 0.4 && share < 0.6)
    await embedder.close()
  }
}
