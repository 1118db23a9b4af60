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
  /// What was said in this session, and what it sees: its own memories, and those of its user, app, project and
  /// organization as far as the caller may read them; of entries with the same key the nearest.
  public var session: String?
  /// Memories and documents in or below these namespaces.
  public var namespaces: [NamespacePrefix]
  /// What kinds of item to find.
  public var kinds: Set<ItemKind>
  /// Memories of these types; any when empty.
  public var types: [MemoryType]
  /// Documents of this type.
  public var documentType: DocumentType?
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
  /// Hits whose meaning is at least this near: a cosine, from -1 to 1. What has no vector yet is left out.
  public var threshold: Double?
  /// Hits that score at least this, from 0 to 1.
  public var minimumScore: Double?
  /// Memories that hold at this time; now, or at the time that is asked of, when `nil`.
  public var validAt: Timestamp?
  /// What was known at this time: messages that were stored by then, memories in the version that was current then, and
  /// documents that have not changed since; now when `nil`.
  public var asOf: Timestamp?
  /// The offset from UTC, in minutes, of the clock by which the time of asking is given, if said.
  public var utcOffset: Int?
  /// The time zone of who asks, as its IANA name, where the time of asking has no offset; that of the session or the user
  /// when `nil`.
  public var timeZone: String?
  /// By what to find.
  public var mode: RecallMode
  /// Whether each hit says why it was found.
  public var explains: Bool
  /// Whether naming nothing means what the caller may read, which it does for documents alone.
  var isOfAllReadable = false

  /// How many hits a recall gives unless asked otherwise.
  public static let defaultLimit = 10

  /// What to find, and where to look.
  public init(
    _ query: String, user: String? = nil, app: String? = nil, project: String? = nil, session: String? = nil,
    namespaces: [NamespacePrefix] = [], kinds: Set<ItemKind> = Set(ItemKind.named), types: [MemoryType] = [],
    documentType: DocumentType? = nil, category: String? = nil, role: Role? = nil, channel: String? = nil,
    since: Timestamp? = nil,
    until: Timestamp? = nil, limit: Int = RecallQuery.defaultLimit, threshold: Double? = nil,
    minimumScore: Double? = nil, validAt: Timestamp? = nil, asOf: Timestamp? = nil,
    utcOffset: Int? = nil, timeZone: String? = nil, mode: RecallMode = .both,
    explains: Bool = false
  ) {
    self.query = query
    self.user = user
    self.app = app
    self.project = project
    self.session = session
    self.namespaces = namespaces
    self.kinds = kinds
    self.types = types
    self.documentType = documentType
    self.category = category
    self.role = role
    self.channel = channel
    self.since = since
    self.until = until
    self.limit = limit
    self.threshold = threshold
    self.minimumScore = minimumScore
    self.validAt = validAt
    self.asOf = asOf
    self.utcOffset = utcOffset
    self.timeZone = timeZone
    self.mode = mode
    self.explains = explains
  }
}

/// By what to find.
public enum RecallMode: String, Sendable, CaseIterable {
  /// By words and meaning; by words alone where there is no model.
  case both
  /// By the words that are shared with the query.
  case words
  /// By what is meant.
  case meaning
}
