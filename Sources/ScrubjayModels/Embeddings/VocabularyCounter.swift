public import ScrubjayCore
import Synchronization

/// Counts tokens by the vocabulary of a model in a folder, without its weights.
public final class VocabularyCounter: TokenCounter {
  /// The name of the model.
  public let name: String
  private let tokenizer: Mutex<any Tokenizer>

  /// Reads the vocabulary of a model of the BERT family.
  ///
  /// - Throws: `model_unusable`.
  public init(directory: String) throws(ScrubjayError) {
    let files = try ModelContents(directory: directory)
    name = files.name
    tokenizer = Mutex(try files.tokenizer.tokenization().tokenizer())
  }

  /// Returns how many tokens a text has, without those before and after it that only the model needs. What the vocabulary
  /// does not know counts about what a model that writes would make of it.
  public func count(_ text: String) -> Int { tokenizer.withLock { $0.count(of: text) } }
}
