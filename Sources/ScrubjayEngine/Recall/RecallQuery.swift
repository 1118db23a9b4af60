public import ScrubjayCore

/// What to find, and where to look.
public struct RecallQuery: Sendable, Hashable {
  /// The question, or some words.
  public var query: String
  /// What was said by and to this user, and what is known of them.
  public var user: String?
  /// What was said with this app, and what it knows.
  public var app: String?
  /// What was said in sessions of this project, and what it knows.
  public var project: String?
  /// What was said in this session, and what only it knows.
  public var session: String?
  /// Memories in or below these namespaces.
  public var namespaces: [NamespacePrefix]
  /// What kinds of item to find.
  public var kinds: Set<ItemKind>
  /// Memories of these types; any when empty.
  public var types: [MemoryType]
  /// Memories of this category.
  public var category: String?
  /// Messages of this role.
  public var role: Role?
  /// Messages of this channel.
  public var channel: String?
  /// Said, or stored, at or after this time.
  public var since: Timestamp?
  /// Said, or stored, at or before this time.
  public var until: Timestamp?
  /// How many hits at most.
  public var limit: Int
  /// Hits that score at least this, from 0 to 1.
  public var minimumScore: Double?
  /// Whether each hit says why it was found.
  public var explains: Bool

  /// How many hits a recall gives unless asked otherwise.
  public static let defaultLimit = 10

  /// What to find, and where to look.
  public init(
    _ query: String, user: String? = nil, app: String? = nil, project: String? = nil, session: String? = nil,
    namespaces: [NamespacePrefix] = [], kinds: Set<ItemKind> = Set(ItemKind.allCases), types: [MemoryType] = [],
    category: String? = nil, role: Role? = nil, channel: String? = nil, since: Timestamp? = nil,
    until: Timestamp? = nil, limit: Int = RecallQuery.defaultLimit, minimumScore: Double? = nil, explains: Bool = false
  ) {
    self.query = query
    self.user = user
    self.app = app
    self.project = project
    self.session = session
    self.namespaces = namespaces
    self.kinds = kinds
    self.types = types
    self.category = category
    self.role = role
    self.channel = channel
    self.since = since
    self.until = until
    self.limit = limit
    self.minimumScore = minimumScore
    self.explains = explains
  }
}

/// Something found.
public struct RecallHit: Sendable, Hashable {
  /// The message or memory.
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

    /// What was said, or is known.
    public var content: String {
      switch self {
      case .message(let event): event.content.text
      case .memory(let memory): memory.content
      }
    }

    /// The id of the message or memory.
    public var id: String {
      switch self {
      case .message(let event): event.id
      case .memory(let memory): memory.id
      }
    }
  }

  /// What was said, or is known.
  public var content: String { item.content }
}

/// Why something was found: what each stage of recall contributed to its score.
public struct Explanation: Sendable, Hashable {
  /// What its words contributed.
  public let words: [TermShare]
}

/// What one term of the query contributed to a score.
public struct TermShare: Sendable, Hashable {
  /// The word of the query.
  public let word: String
  /// The index term that the item holds.
  public let term: String
  /// How often the item holds it.
  public let frequency: Int
  /// How rare it is among the owner's items: the inverse document frequency.
  public let rarity: Double
  /// Its part of the score.
  public let share: Double
}
