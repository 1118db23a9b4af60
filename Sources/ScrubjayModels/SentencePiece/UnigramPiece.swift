/// A piece of text that a model of SentencePiece knows, with how likely it is.
struct UnigramPiece: Sendable, Hashable {
  /// What a piece is, by the number in the file.
  enum Kind: UInt64, Sendable {
    /// Text that is found in texts.
    case normal = 1
    /// What stands for all that is not known.
    case unknown = 2
    /// A sign that no text has, such as that for a text's start.
    case control = 3
    /// Text that is always a piece of its own.
    case userDefined = 4
    /// A number that no text gets.
    case unused = 5
  }

  var text: [UInt8]
  /// The logarithm of its probability.
  var score: Float
  var kind: Kind
}
