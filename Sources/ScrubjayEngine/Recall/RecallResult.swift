public import ScrubjayCore

/// What recall found.
public struct RecallResult: Sendable, Hashable {
  /// The hits, the best first.
  public let hits: [RecallHit]
  /// Whether they were looked for by meaning.
  public let meaning: MeaningState
  /// How long each step took.
  public let times: StageTimes
}

/// Whether a recall looked for meaning.
public enum MeaningState: String, Sendable, CaseIterable {
  /// It did.
  case searched
  /// Not yet: what there is is still being embedded for the first time.
  case building
  /// It could not: there is no model that could be asked.
  case unavailable
  /// It was not asked to.
  case unasked
}

/// Something found.
public struct RecallHit: Sendable, Hashable {
  /// The message, memory or chunk of a document.
  public let item: Item
  /// How well it answers the query, from 0 to 1; higher is better.
  public let score: Double
  /// Why it was found, if that was asked.
  public let why: Explanation?

  /// What was found.
  public enum Item: Sendable, Hashable {
    /// A message.
    case message(Event)
    /// A memory.
    case memory(Memory)
    /// A chunk of a document.
    case document(FoundChunk)

    /// What was said, is known, or is written.
    public var content: String {
      switch self {
      case .message(let event): event.content.text
      case .memory(let memory): memory.content
      case .document(let found): found.chunk.content
      }
    }

    /// The id of the message, memory or document.
    public var id: String {
      switch self {
      case .message(let event): event.id
      case .memory(let memory): memory.id
      case .document(let found): found.document.id
      }
    }
  }

  /// What was said, is known, or is written.
  public var content: String { item.content }
}

/// Why something was found: what speaks for it, and how much of that each of its features is.
public struct Explanation: Sendable, Hashable {
  /// What speaks for it: the sum of its features' shares, by which hits are ranked; the score follows from it.
  public let evidence: Double
  /// Its features.
  public let features: [FeatureShare]
  /// What of the query's topic its words have: the parts of the feature ``RecallFeature/words``.
  public let words: [TermShare]
  /// The cosine between the query and its nearest part, from -1 to 1; `nil` where meaning was not looked at, or there is
  /// no vector yet.
  public let cosine: Double?
  /// Its passages in their order, which together are all of it; none where it is a single one, or a chunk of a document.
  public let passages: [PassageMatch]
}

/// What one term of the query contributed to the words of a hit.
public struct TermShare: Sendable, Hashable {
  /// The word of the query.
  public let word: String
  /// The index term that the item holds.
  public let term: String
  /// How often the item holds it.
  public let frequency: Int
  /// How rare it is among the owner's items: the inverse document frequency.
  public let rarity: Double
  /// Its part of the value of ``RecallFeature/words``.
  public let share: Double
}
