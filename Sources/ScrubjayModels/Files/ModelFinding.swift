/// What a check found about a model's files.
public struct ModelFinding: Sendable, Hashable, CustomStringConvertible {
  /// How it is to be taken.
  public enum Kind: Sendable, Hashable {
    /// As it should be.
    case good
    /// Worth knowing; the model can be used.
    case note
    /// The model cannot be used.
    case problem
  }

  /// How it is to be taken.
  public let kind: Kind
  /// What it is about: a file, or the model's answers.
  public let subject: String
  /// What was found, as a sentence.
  public let message: String

  init(_ kind: Kind, _ subject: String, _ message: String) {
    self.kind = kind
    self.subject = subject
    self.message = message
  }

  /// The subject and what was found.
  public var description: String { "\(subject): \(message)" }
}
