import ScrubjayCore

/// The file with a model's vocabulary, read but not yet understood.
struct TokenizerFile: Sendable {
  /// What kind of a tokenizer it is for.
  private enum Kind: Sendable {
    case wordPiece(WordRules)
    case sentencePiece
  }

  /// The file's name.
  let name: String
  /// What it holds.
  let bytes: [UInt8]
  private let kind: Kind

  private static let wordPiece = "vocab.txt"
  /// A description of tokenizers that is not read here.
  private static let otherFile = "tokenizer.json"
  /// The names that SentencePiece's files have.
  private static let sentencePiece = ["sentencepiece.bpe.model", "sentencepiece.model", "spiece.model"]
  /// Those of `transformers`' tokenizers that number SentencePiece's pieces as XLM-R does.
  private static let sentencePieceClasses: [JSON] = ["XLMRobertaTokenizer", "XLMRobertaTokenizerFast"]

  /// Returns the name of the file that a folder has, or should have.
  static func name(in directory: String) -> String {
    ([wordPiece] + sentencePiece).first { ModelFile.exists($0, in: directory) } ?? wordPiece
  }

  /// Opens the file in a folder, or says how to get it.
  ///
  /// - Throws: `model_unusable`.
  static func open(_ directory: String) throws(ScrubjayError) -> ModelFile {
    let name = name(in: directory)
    if !ModelFile.exists(name, in: directory), ModelFile.exists(otherFile, in: directory) {
      let known = ([wordPiece] + sentencePiece).joined(separator: ", ")
      throw .modelUnusable(
        "The folder has its vocabulary as \(otherFile) alone, which is not read. Supported is any of \(known): add the one "
          + "that the model, or the model it was made from, is published with.")
    }
    return try ModelFile(name, in: directory)
  }

  /// Reads the file in a folder.
  ///
  /// - Throws: `model_unusable`.
  init(directory: String) throws(ScrubjayError) {
    name = Self.name(in: directory)
    let file = try Self.open(directory)
    if Self.sentencePiece.contains(name) {
      bytes = try file.contents(upTo: SentencePieceFile.maximumBytes)
      let fields = try ModelFields.ifPresent("tokenizer_config.json", in: directory)
      try fields?.expect("tokenizer_class", Self.sentencePieceClasses, orNone: true)
      kind = .sentencePiece
    } else {
      bytes = try file.contents(upTo: Vocabulary.maximumBytes)
      kind = .wordPiece(try WordRules.of(directory))
    }
    let fields = try ModelFields.ifPresent("sentence_bert_config.json", in: directory)
    if try fields?.flag("do_lower_case", standard: false) == true, !isLowerCase {
      throw .modelUnusable(
        "sentence_bert_config.json has do_lower_case true, which is supported only where the tokenizer does that.")
    }
  }

  private var isLowerCase: Bool {
    switch kind {
    case .wordPiece(let rules): rules.isLowerCase
    case .sentencePiece: false
    }
  }

  /// What the bytes do not say of the tokenizer, for the model's fingerprint; `nil` for what most models have.
  var rules: String? {
    switch kind {
    case .wordPiece(.uncased): nil
    case .wordPiece(let rules): rules.text
    case .sentencePiece: "sentencepiece"
    }
  }

  /// Returns the vocabulary with the way texts are cut into its pieces.
  ///
  /// - Throws: `model_unusable`.
  func tokenization() throws(ScrubjayError) -> Tokenization {
    switch kind {
    case .wordPiece(let rules): .wordPiece(try Vocabulary(parsing: bytes), rules)
    case .sentencePiece: .unigram(try UnigramVocabulary(SentencePieceFile(parsing: bytes, name: name), name: name))
    }
  }
}
