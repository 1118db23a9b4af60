import ScrubjayCore

/// The sizes of a model of the BERT family.
struct BERTConfiguration: Sendable, Hashable {
  /// Which architecture it is.
  let family: BERTFamily
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
  /// The position of a text's first token: XLM-R's come after the one for what fills up a batch.
  let firstPosition: Int
  /// How many rows the table of tokens has.
  let vocabulary: Int
  /// What keeps the normalisation from dividing by zero.
  let epsilon: Float
  /// How many tokens are seen at once, with those before and after a text.
  let maximumTokens: Int
  /// How the tokens' vectors become that of their text.
  let pooling: Pooling

  /// How many tokens are seen at once when the model does not say.
  private static let usualTokens = 512
  /// How many tokens a model has to see at least: one, and those before and after it.
  private static let leastTokens = 3
  /// The number of the token that fills up a batch, in XLM-R.
  private static let standardPadding: Int64 = 1

  /// How many numbers stand for a token within a head.
  var headWidth: Int { width / heads }

  /// Reads the configuration of the model in a folder.
  ///
  /// - Throws: `model_unusable`, also for a model of another family.
  init(directory: String) throws(ScrubjayError) {
    let fields = try ModelFields("config.json", in: directory)
    family = try Self.family(fields)
    try fields.expect("hidden_act", [.string("gelu")])
    try fields.expect("position_embedding_type", [.string("absolute")], orNone: true)
    try fields.expect("is_decoder", [false], orNone: true)
    layers = try fields.size("num_hidden_layers", upTo: 128)
    width = try fields.size("hidden_size", upTo: 16_384)
    heads = try fields.size("num_attention_heads", upTo: 1_024)
    innerWidth = try fields.size("intermediate_size", upTo: 65_536)
    positions = try fields.size("max_position_embeddings", upTo: 65_536)
    firstPosition = try Self.firstPosition(fields, family, positions: positions)
    vocabulary = try fields.size("vocab_size", upTo: 4_194_304)
    guard let epsilon = fields.json["layer_norm_eps"]?.doubleValue, epsilon >= 0, epsilon < 1 else {
      throw .modelUnusable("config.json has no layer_norm_eps between 0 and 1.")
    }
    self.epsilon = Float(epsilon)
    guard width % heads == 0 else {
      throw .modelUnusable("config.json has a hidden_size that its num_attention_heads do not divide.")
    }
    pooling = try Pooling.of(directory)
    try ModelModules.check(directory)
    maximumTokens = try Self.maximumTokens(directory, positions: positions - firstPosition)
  }

  private static func family(_ fields: ModelFields) throws(ScrubjayError) -> BERTFamily {
    let type = fields.json["model_type"] ?? .null
    guard let family = type.stringValue.flatMap(BERTFamily.init) else {
      let known = BERTFamily.allCases.map(\.rawValue).joined(separator: " and ")
      throw .modelUnusable(
        "config.json has the model_type \(type.text.prefix(ModelFields.quoted)); supported is the BERT family: \(known), such "
          + "as all-MiniLM, e5, bge, gte, arctic-embed and their multilingual models.")
    }
    return family
  }

  private static func firstPosition(
    _ fields: ModelFields, _ family: BERTFamily, positions: Int
  ) throws(ScrubjayError) -> Int {
    guard family == .xlmRoberta else { return 0 }
    let given = fields.json["pad_token_id"] ?? .null
    let padding = given == .null ? standardPadding : given.integerValue ?? -1
    guard padding >= 0, padding < Int64(positions - leastTokens) else {
      throw .modelUnusable("config.json has a pad_token_id that leaves no positions for tokens.")
    }
    return Int(padding) + 1
  }

  private static func maximumTokens(_ directory: String, positions: Int) throws(ScrubjayError) -> Int {
    let usual = min(usualTokens, positions)
    guard let fields = try ModelFields.ifPresent("sentence_bert_config.json", in: directory),
      fields.json["max_seq_length"].map({ $0 != .null }) ?? false
    else { return usual }
    let tokens = try fields.size("max_seq_length", upTo: positions)
    guard tokens >= leastTokens else {
      throw .modelUnusable("sentence_bert_config.json has a max_seq_length below \(leastTokens).")
    }
    return tokens
  }
}
