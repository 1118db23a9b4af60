public import ScrubjayCore

/// What a model wants to read before a text, by what the text is embedded for.
public struct EmbeddingPrefixes: Sendable, Hashable {
  /// What stands before a text to find by.
  public let query: String
  /// What stands before a text to be found.
  public let document: String

  /// Nothing before any text.
  public static let empty = EmbeddingPrefixes(query: "", document: "")

  /// How long one may be, in bytes.
  public static let maximumBytes = 2_048

  /// Prefixes, with the space at their end if the model was trained with one.
  public init(query: String, document: String) {
    self.query = query
    self.document = document
  }

  /// Returns what stands before a text that is embedded for a purpose.
  public func prefix(for purpose: EmbeddingPurpose) -> String {
    switch purpose {
    case .query: query
    case .document, .awaited: document
    }
  }

  static let file = "config_sentence_transformers.json"

  /// Reads those that the model in a folder says it was trained with.
  ///
  /// - Throws: `model_unusable`.
  static func of(_ directory: String) throws(ScrubjayError) -> EmbeddingPrefixes {
    guard let json = try ModelFields.ifPresent(file, in: directory)?.json, let prompts = json["prompts"],
      prompts != .null
    else { return .empty }
    var texts: [String: String] = [:]
    for prompt in prompts.members ?? [] {
      guard let text = prompt.value.stringValue else {
        throw .modelUnusable("\(file) has a prompt \(prompt.name) that is not text.")
      }
      texts[prompt.name] = text
    }
    return EmbeddingPrefixes(
      query: texts["query"] ?? "", document: texts["document"] ?? texts["passage"] ?? "")
  }
}
