/// How a memory came to be known, where it was not stored as it is by someone who knew it.
public struct Provenance: Sendable, Hashable, Codable {
  /// Whose word it is; of several, that which is trusted least.
  public let voice: Voice
  /// By which way.
  public let means: Means
  /// What made it, with its version: rules such as `rules/1`, or a prompt and a model such as
  /// `extraction/2 openai:gpt-4o-mini`.
  public let maker: String

  /// Whose word something is; what is trusted most comes first.
  public enum Voice: String, Sendable, Codable, CaseIterable, Comparable {
    /// The user said so.
    case user
    /// The agent said so, or the tools that it used.
    case agent
    /// It is written in a document.
    case document

    private var distrust: Int {
      switch self {
      case .user: 0
      case .agent: 1
      case .document: 2
      }
    }

    /// Whether the first is trusted more.
    public static func < (left: Self, right: Self) -> Bool { left.distrust < right.distrust }
  }

  /// The ways in which something comes to be known.
  public enum Means: String, Sendable, Codable, CaseIterable {
    /// It was found in what was said.
    case extraction
    /// It sums up what was said.
    case summary
    /// It was made of memories that contradicted or repeated each other.
    case merge
  }

  /// A provenance.
  public init(voice: Voice, means: Means, maker: String) {
    self.voice = voice
    self.means = means
    self.maker = maker
  }
}
