import Foundation
import ScrubjayCore
import Testing

@testable import ScrubjayModels

@Suite struct KindTests {
  private let reference: KindReference

  init() throws { reference = try KindReference.shared.get() }

  @Test func `Models of each kind make the reference's vectors`() async throws {
    #expect(reference.kinds.count == 7)
    for kind in reference.kinds {
      let model = try KindModel(kind, reference)
      let threads = EncoderThreads(try LazyModel(directory: model.directory), name: "test", count: 1, isYielding: false)
      let embedder = try LocalEmbedder(directory: model.directory, threads: 1)
      for text in kind.texts {
        let purpose: EmbeddingPurpose = text.purpose == "query" ? .query : .document
        let parts = try await threads.run { try $0.parts(of: text.text, as: purpose) }
        #expect(parts[0] == text.tokens, "\(kind.name): \(text.text)")
        let found = try await embedder.embed([text.text], as: purpose)[0]
        #expect(found.count == parts.count)
        let wanted = Reference.values(text.vector)
        let farthest = zip(found[0].values, wanted).map { abs($0 - $1) }.max() ?? 1
        #expect(found[0].values.count == wanted.count && farthest < 2e-5, "\(kind.name): \(text.text)")
      }
      await embedder.close()
      await threads.close()
    }
  }

  @Test func `Every part of a long text has the prefix, within the model's input`() async throws {
    for kind in reference.kinds where kind.name.contains("mean, prefixes") {
      let model = try KindModel(kind, reference)
      let threads = EncoderThreads(try LazyModel(directory: model.directory), name: "test", count: 1, isYielding: false)
      let text = String(repeating: "the word sentence ", count: 60) + "漢"
      for (purpose, word) in [(EmbeddingPurpose.query, "query: "), (.document, "passage: "), (.awaited, "passage: ")] {
        let (parts, prefix) = try await threads.run { thread in
          (try thread.parts(of: text, as: purpose), try thread.parts(of: "", as: purpose)[0].dropLast())
        }
        #expect(prefix.count > 1 && parts.count > 5, "\(word)")
        #expect(parts.allSatisfy { $0.count == 40 && $0.starts(with: prefix) })
      }
      await threads.close()
    }
  }

  @Test func `A long text that runs together with its prefix is cut alone`() async throws {
    let model = try KindModel(reference.kinds[0], reference)
    let prefixes = EmbeddingPrefixes(query: "w", document: "")
    let threads = EncoderThreads(
      try LazyModel(directory: model.directory, prefixes: prefixes), name: "test", count: 1, isYielding: false)
    let text = "ord" + String(repeating: " sentence", count: 60)
    let (prefix, short, long, alone) = try await threads.run { thread in
      (
        try thread.parts(of: "", as: .query)[0], try thread.parts(of: "ord", as: .query),
        try thread.parts(of: text, as: .query), try thread.parts(of: text, as: .document)
      )
    }
    let word = try #require(reference.vocabulary.firstIndex(of: "word"))
    #expect(prefix.count == 3 && short == [[prefix[0], Int32(word), prefix[2]]])
    #expect(long.count == 2 && long.allSatisfy { $0.count == 40 && $0.starts(with: prefix.dropLast()) })
    #expect(long[0].dropFirst(2).dropLast() == alone[0].dropFirst().dropLast(2))
    await threads.close()
  }

  @Test func `Cased tokenizers cut random texts as the reference does`() throws {
    let vocabulary = try Vocabulary(parsing: Array(reference.vocabulary.joined(separator: "\n").utf8))
    var cased = WordPieceTokenizer(
      vocabulary, WordRules(isLowerCase: false, dropsAccents: false, splitsIdeographs: true))
    var keeping = WordPieceTokenizer(
      vocabulary, WordRules(isLowerCase: true, dropsAccents: false, splitsIdeographs: true))
    #expect(reference.words.count == 100)
    for words in reference.words {
      let ends = (vocabulary.start, vocabulary.end)
      #expect([ends.0] + cased.pieces(of: words.text) + [ends.1] == words.cased, "\(words.text.debugDescription)")
      #expect([ends.0] + keeping.pieces(of: words.text) + [ends.1] == words.keeping, "\(words.text.debugDescription)")
    }
  }

  @Test func `What makes other vectors makes another name`() throws {
    let kind = try #require(reference.kinds.first { $0.name.hasPrefix("uncased, mean") })
    let model = try KindModel(kind, reference)
    func name(_ prefixes: EmbeddingPrefixes? = nil) throws -> String {
      try LocalEmbedder(directory: model.directory, prefixes: prefixes, threads: 1).model.name
    }
    var names = [try name(), try name(.empty), try name(EmbeddingPrefixes(query: "query: passage: ", document: ""))]
    #expect(try name(EmbeddingPrefixes(query: "query: ", document: "passage: ")) == names[0])
    try model.remove("config_sentence_transformers.json")
    #expect(try name() == names[1])
    try model.write("1_Pooling/config.json", Data(#"{"pooling_mode_cls_token": true}"#.utf8))
    names.append(try name())
    try model.write("tokenizer_config.json", Data(#"{"do_lower_case": false}"#.utf8))
    names.append(try name())
    #expect(Set(names).count == names.count)
  }

  @Test func `A prefix that leaves no room is refused, and one that is no text`() async throws {
    let model = try KindModel(reference.kinds[0], reference)
    let long = EmbeddingPrefixes(query: String(repeating: "word ", count: 38), document: "")
    let embedder = try LocalEmbedder(directory: model.directory, prefixes: long, threads: 1)
    let error = await #expect(throws: ScrubjayError.self) { try await embedder.embed(["a"], as: .query) }
    #expect(error?.message.contains("no room") == true)
    #expect(try await embedder.embed(["a"], as: .document).count == 1)
    await embedder.close()
    let tooLong = String(repeating: "x", count: EmbeddingPrefixes.maximumBytes + 1)
    let longer = EmbeddingPrefixes(query: "", document: tooLong)
    #expect(throws: ScrubjayError.self) { try LocalEmbedder(directory: model.directory, prefixes: longer) }
    try model.write("config_sentence_transformers.json", Data(#"{"prompts": {"query": 1}}"#.utf8))
    #expect(throws: ScrubjayError.self) { try LocalEmbedder(directory: model.directory) }
  }

  @Test func `What XLM-R's files may not say is refused by name`() throws {
    let kind = try #require(reference.kinds.first { $0.name == "xlm-roberta, first token" })
    let cases: [(String, (inout [String: Any]) -> Void, String)] = [
      ("config.json", { $0["pad_token_id"] = 39 }, "pad_token_id"),
      ("config.json", { $0["pad_token_id"] = -1 }, "pad_token_id"),
      ("config.json", { $0["model_type"] = "roberta" }, "xlm-roberta"),
      ("sentence_bert_config.json", { $0["max_seq_length"] = 41 }, "max_seq_length"),
      ("sentence_bert_config.json", { $0["do_lower_case"] = true }, "do_lower_case"),
      ("tokenizer_config.json", { $0["tokenizer_class"] = "T5Tokenizer" }, "tokenizer_class"),
    ]
    for (name, change, word) in cases {
      let model = try KindModel(kind, reference)
      var fields = try KindReference.files(of: kind)[name] as? [String: Any] ?? [:]
      change(&fields)
      try model.write(name, try JSONSerialization.data(withJSONObject: fields))
      let error = #expect(throws: ScrubjayError.self) { try LocalEmbedder(directory: model.directory, threads: 1) }
      #expect(error?.message.contains(word) == true, "\(error?.message ?? "")")
    }
    let model = try KindModel(kind, reference)
    try model.remove("sentence_bert_config.json")
    #expect(try ModelContents(directory: model.directory).configuration.maximumTokens == 40)
    #expect(try LocalEmbedder(directory: model.directory, threads: 1).model.name.hasPrefix("xlm-roberta-2x15-"))
  }

  @Test func `A file names its folder`() async throws {
    let model = try KindModel(reference.kinds[0], reference)
    let byFile = try LocalEmbedder(directory: "\(model.directory)/config.json", threads: 1)
    #expect(byFile.model == (try LocalEmbedder(directory: model.directory, threads: 1).model))
    #expect(ModelFiles(directory: "\(model.directory)/model.safetensors").exist)
  }
}
