/// What would come of looking at a user's messages.
public struct ExtractionPreview: Sendable, Hashable {
  /// The user.
  public let user: String
  /// How many messages would be processed.
  public let messages: Int
  /// What would be done.
  public let steps: [Step]

  /// What would be done with a fact.
  public struct Step: Sendable, Hashable {
    /// What would be done.
    public let action: Action
    /// What the fact says.
    public let content: String
    /// Its category, if it would be stored.
    public let category: String?
    /// The memories that it is merged with, or that it supersedes.
    public let memories: [String]
    /// Why it would not be taken.
    public let reason: String?
  }

  /// What can be done with a fact.
  public enum Action: String, Sendable, CaseIterable {
    /// It is stored.
    case add
    /// It is known; that has one more source.
    case merge
    /// It is stored, and what it contradicts holds no longer.
    case supersede
    /// It is stored, and what it contradicts waits for someone to decide.
    case holdBack = "hold_back"
    /// It is not taken.
    case ignore
  }
}
