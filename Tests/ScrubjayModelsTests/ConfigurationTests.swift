import Foundation
import ScrubjayCore
import Testing

@testable import ScrubjayModels

@Suite struct ConfigurationTests {
  /// What `body` throws for a model's folder that was changed.
  private func problem(_ change: (TinyModel) throws -> Void) throws -> String? {
    let model = try TinyModel(seed: 6)
    try change(model)
    do {
      let contents = try ModelContents(directory: model.directory)
      _ = try contents.tokenizer.tokenization()
      _ = try BERTWeights(contents.weights, contents.configuration)
      return nil
    } catch {
      #expect(error.code == .modelUnusable)
      return error.message
    }
  }

  private func write(_ name: String, _ text: String) -> (TinyModel) throws -> Void {
    { model in
      let url = URL(fileURLWithPath: model.file(name))
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  @Test func `A model that is as it should be is taken`() throws {
    #expect(try problem { _ in } == nil)
    #expect(try problem(write("sentence_bert_config.json", #"{"max_seq_length": 20}"#)) == nil)
    #expect(try problem(write("sentence_bert_config.json", #"{"max_seq_length": null}"#)) == nil)
    #expect(try problem(write("1_Pooling/config.json", #"{"pooling_mode_mean_tokens": true}"#)) == nil)
    #expect(try problem(write("tokenizer_config.json", #"{"do_lower_case": true}"#)) == nil)
  }

  @Test func `What is not known is refused by name`() throws {
    let cases: [([String: Any], String)] = [
      (["model_type": "gpt2"], "supported is the BERT family"), (["hidden_act": "relu"], "hidden_act"),
      (["position_embedding_type": "relative_key"], "position_embedding_type"), (["is_decoder": true], "is_decoder"),
      (["hidden_size": 16], "num_attention_heads"), (["hidden_size": 30], "shape"),
      (["num_hidden_layers": 0], "num_hidden"),
      (["num_hidden_layers": 3], "no tensor"), (["layer_norm_eps": -1], "layer_norm_eps"),
      (["vocab_size": 13], "shape"),
      (["max_position_embeddings": 9_999_999], "max_position"), (["intermediate_size": 1.5], "intermediate_size"),
    ]
    for (changes, word) in cases {
      let problem = try problem { try $0.configure(changes) }
      #expect(problem?.contains(word) == true, "\(changes): \(problem ?? "taken")")
    }
    let files = [
      ("config.json", "{", "JSON"), ("config.json", "[]", "model_type"),
      ("sentence_bert_config.json", #"{"max_seq_length": 41}"#, "max_seq_length"),
      ("sentence_bert_config.json", #"{"max_seq_length": 2}"#, "max_seq_length"),
      ("1_Pooling/config.json", #"{"pooling_mode_lasttoken": true}"#, "pooling_mode_lasttoken"),
      ("1_Pooling/config.json", #"{"pooling_mode": "max"}"#, "max"), ("1_Pooling/config.json", "{}", "no pooling"),
      (
        "1_Pooling/config.json", #"{"pooling_mode_mean_tokens": true, "pooling_mode_max_tokens": true}"#,
        "pooling_mode_max_tokens"
      ),
      ("tokenizer_config.json", #"{"do_lower_case": "no"}"#, "do_lower_case"),
      ("modules.json", #"[{"type": "sentence_transformers.models.Dense"}]"#, "Dense"),
      ("modules.json", "{}", "modules.json"), ("modules.json", "[{}]", "without a type"),
      ("vocab.txt", "a\nb\n", "[UNK]"), ("vocab.txt", "", "[UNK]"),
    ]
    for (name, text, word) in files {
      let problem = try problem(write(name, text))
      #expect(problem?.contains(word) == true, "\(name) \(text): \(problem ?? "taken")")
    }
  }

  @Test func `Weights in another format are refused with what to do`() throws {
    let problem = try problem { model in
      try write("pytorch_model.bin", "x")(model)
      try FileManager.default.removeItem(atPath: model.file("model.safetensors"))
    }
    #expect(problem?.contains("save_pretrained") == true)
  }

  @Test func `A vocabulary in another format is refused with what to do`() throws {
    let problem = try problem { model in
      try write("tokenizer.json", "{}")(model)
      try FileManager.default.removeItem(atPath: model.file("vocab.txt"))
    }
    #expect(problem?.contains("sentencepiece.bpe.model") == true)
  }

  @Test func `Text that would be made small before a cased tokenizer is refused`() throws {
    let problem = try problem { model in
      try write("sentence_bert_config.json", #"{"do_lower_case": true}"#)(model)
      #expect(try LazyModel(directory: model.directory).configuration.maximumTokens == 40)
      try write("tokenizer_config.json", #"{"do_lower_case": false}"#)(model)
    }
    #expect(problem?.contains("do_lower_case") == true)
  }

  @Test(arguments: ["config.json", "vocab.txt", "model.safetensors"])
  func `A missing file is named`(name: String) throws {
    let problem = try problem { try FileManager.default.removeItem(atPath: $0.file(name)) }
    #expect(problem?.contains(name) == true)
  }
}
