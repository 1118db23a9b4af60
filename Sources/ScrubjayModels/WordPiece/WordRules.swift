import ScrubjayCore

/// What becomes of a text's words before their pieces are looked up, as a model's `tokenizer_config.json` says.
struct WordRules: Sendable, Hashable {
  /// Whether capitals become small letters.
  let isLowerCase: Bool
  /// Whether accents are dropped.
  let dropsAccents: Bool
  /// Whether each Chinese character is a word.
  let splitsIdeographs: Bool

  /// Those of most models, and of those that say nothing.
  static let uncased = WordRules(isLowerCase: true, dropsAccents: true, splitsIdeographs: true)

  /// Reads those of the model in a folder.
  ///
  /// - Throws: `model_unusable`.
  static func of(_ directory: String) throws(ScrubjayError) -> WordRules {
    guard let fields = try ModelFields.ifPresent("tokenizer_config.json", in: directory) else { return .uncased }
    let isLowerCase = try fields.flag("do_lower_case", standard: true)
    return WordRules(
      isLowerCase: isLowerCase, dropsAccents: try fields.flag("strip_accents", standard: isLowerCase),
      splitsIdeographs: try fields.flag("tokenize_chinese_chars", standard: true))
  }

  /// What these are in a model's fingerprint.
  var text: String { "words \(isLowerCase) \(dropsAccents) \(splitsIdeographs)" }
}
