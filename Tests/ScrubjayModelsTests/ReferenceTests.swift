import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayModels

@Suite struct ReferenceTests {
  @Test func `Texts are cut into the tokens of the reference`() throws {
    let reference = try Reference.load()
    let bytes = try ModelFile("vocab.txt", in: InstalledModel.directory).contents(upTo: Vocabulary.maximumBytes)
    let vocabulary = try Vocabulary(parsing: bytes)
    var tokenizer = WordPieceTokenizer(vocabulary)
    let wanted = reference.texts.map { ($0.text, $0.tokens) } + reference.words.map { ($0.text, $0.tokens) }
    #expect(wanted.count >= 370)
    for (text, tokens) in wanted {
      let found = [vocabulary.start] + tokenizer.pieces(of: text) + [vocabulary.end]
      #expect(found == tokens, "\(text.debugDescription)")
    }
  }

  @Test func `Vectors point where those of the reference do`() async throws {
    let reference = try Reference.load()
    try await TestModel.withEmbedder { embedder in
      let found = try await embedder.embed(reference.texts.map(\.text), as: .document)
      var lowest: Float = 1
      for (wanted, found) in zip(reference.texts, found) {
        // The reference sees the beginning of a long text alone, which is our first part of it.
        let cosine = zip(wanted.values, found[0].values).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(cosine >= 0.9999, "\(wanted.text.debugDescription.prefix(100))")
        lowest = min(lowest, cosine)
      }
      #expect(lowest >= 0.99999, "the lowest cosine")
    }
  }
}
