import ScrubjayCore

/// The sizes of a model of the BERT family.
struct BERTConfiguration: Sendable, Hashable {
  /// How many layers there are.
  let layers: Int
  /// How many numbers stand for a token between layers, and for a text at the end.
  let width: Int
  /// How many heads share the width in attention.
  let heads: Int
  /// How many numbers stand for a token in the middle of a layer.
  let innerWidth: Int
  /// How many positions were learnt.
  let positions: Int
  /// How many rows the table of tokens has.
  let vocabulary: Int
  /// What keeps the normalisation from dividing by zero.
  let epsilon: Float
  /// How many tokens are seen at once, with those before and after a text.
  let maximumTokens: Int

  /// How many numbers stand for a token within a head.
  var headWidth: Int { width / heads }

  /// Reads the configuration of the model in a folder.
  ///
  /// - Throws: `model_unusable`, also for a model of another family.
  init(directory: String) throws(ScrubjayError) {
    let fields = try Fields("config.json", in: directory)
    try fields.expect("model_type", .string("bert"))
    try fields.expect("hidden_act", .string("gelu"))
    try fields.expect("position_embedding_type", .string("absolute"), orNone: true)
    try fields.expect("is_decoder", false, orNone: true)
    layers = try fields.size("num_hidden_layers", upTo: 128)
    width = try fields.size("hidden_size", upTo: 16_384)
    heads = try fields.size("num_attention_heads", upTo: 1_024)
    innerWidth = try fields.size("intermediate_size", upTo: 65_536)
    positions = try fields.size("max_position_embeddings", upTo: 65_536)
    vocabulary = try fields.size("vocab_size", upTo: 4_194_304)
    guard let epsilon = fields.json["layer_norm_eps"]?.doubleValue, epsilon >= 0, epsilon < 1 else {
      throw .modelUnusable("config.json has no layer_norm_eps between 0 and 1.")
    }
    self.epsilon = Float(epsilon)
    guard width % heads == 0 else {
      throw .modelUnusable("config.json has a hidden_size that its num_attention_heads do not divide.")
    }
    try Self.expectLowerCase(directory)
    try Self.expectMeanPooling(directory)
    maximumTokens = try Self.maximumTokens(directory, positions: positions)
  }

  private static func maximumTokens(_ directory: String, positions: Int) throws(ScrubjayError) -> Int {
    guard ModelFile.exists("sentence_bert_config.json", in: directory) else { return min(512, positions) }
    let fields = try Fields("sentence_bert_config.json", in: directory)
    guard fields.json["max_seq_length"].map({ $0 != .null }) ?? false else { return min(512, positions) }
    let tokens = try fields.size("max_seq_length", upTo: positions)
    guard tokens > 2 else { throw .modelUnusable("sentence_bert_config.json has a max_seq_length below 3.") }
    return tokens
  }

  private static func expectLowerCase(_ directory: String) throws(ScrubjayError) {
    guard ModelFile.exists("tokenizer_config.json", in: directory) else { return }
    let fields = try Fields("tokenizer_config.json", in: directory)
    try fields.expect("do_lower_case", true, orNone: true)
    try fields.expect("strip_accents", true, orNone: true)
    try fields.expect("tokenize_chinese_chars", true, orNone: true)
  }

  private static func expectMeanPooling(_ directory: String) throws(ScrubjayError) {
    guard ModelFile.exists("1_Pooling/config.json", in: directory) else { return }
    let fields = try Fields("1_Pooling/config.json", in: directory)
    let isMean = fields.json["pooling_mode_mean_tokens"] == true || fields.json["pooling_mode"] == "mean"
    let others = (fields.json.members ?? []).filter {
      $0.name.hasPrefix("pooling_mode_") && $0.name != "pooling_mode_mean_tokens" && $0.value == true
    }
    guard isMean, others.isEmpty else {
      throw .modelUnusable("1_Pooling/config.json asks for another pooling than the mean of the tokens.")
    }
  }
}

/// The fields of a small JSON file.
private struct Fields {
  let json: JSON
  private let name: String

  init(_ name: String, in directory: String) throws(ScrubjayError) {
    self.name = name
    let bytes = try ModelFile(name, in: directory).contents(upTo: 1 << 20)
    do { json = try JSON(parsing: bytes) } catch { throw .modelUnusable("\(name) is not JSON. \(error.message)") }
  }

  /// Refuses another value than the one that is known here.
  func expect(_ field: String, _ wanted: JSON, orNone: Bool = false) throws(ScrubjayError) {
    let found = json[field] ?? .null
    if found == wanted || (orNone && found == .null) { return }
    throw .modelUnusable("\(name) has \(field) \(found.text.prefix(100)), where only \(wanted.text) is known here.")
  }

  /// A number of things, at least one.
  func size(_ field: String, upTo limit: Int) throws(ScrubjayError) -> Int {
    guard let value = json[field]?.integerValue, value >= 1, value <= Int64(limit) else {
      throw .modelUnusable("\(name) has no \(field) between 1 and \(limit).")
    }
    return Int(value)
  }
}
