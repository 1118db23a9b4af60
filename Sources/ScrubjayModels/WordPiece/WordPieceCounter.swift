public import ScrubjayCore
import Synchronization

/// Counts tokens by the vocabulary of a model in a folder, without its weights.
public final class WordPieceCounter: TokenCounter {
  /// The name of the model.
  public let name: String
  private let tokenizer: Mutex<WordPieceTokenizer>

  /// Reads the vocabulary of a model of the BERT family.
  ///
  /// - Throws: `model_unusable`.
  public init(directory: String) throws(ScrubjayError) {
    let files = try ModelContents(directory: directory)
    name = files.name
    tokenizer = Mutex(WordPieceTokenizer(try Vocabulary(parsing: files.vocabulary)))
  }

  /// Returns how many pieces a text has, without those before and after it that only the model needs. A word that cannot be
  /// put together of pieces is one to the model; here it counts one for every two characters.
  public func count(_ text: String) -> Int { tokenizer.withLock { $0.count(of: text) } }
}
