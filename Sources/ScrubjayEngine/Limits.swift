/// The limits of what callers may store and ask; each is part of the error that names it.
public enum Limits {
  /// How far a clock is from UTC, in minutes: less than a day.
  public static let utcOffsetMinutes = -1_439...1_439
  /// An id, an app, a user, a key or a name, in bytes of UTF-8.
  public static let nameBytes = 256
  /// The content of a message, an event or a memory, in bytes of UTF-8.
  public static let contentBytes = 1_048_576
  /// The content of a document, in bytes of UTF-8.
  public static let documentBytes = 2_097_152
  /// The path of a document, in bytes of UTF-8.
  public static let pathBytes = 1_024
  /// Metadata, a value, a state value or a state delta, in bytes of JSON.
  public static let jsonBytes = 262_144
  /// Events or messages of one request.
  public static let eventsPerRequest = 1_000
  /// Memories of one request.
  public static let memoriesPerRequest = 1_000
  /// Elements of one page of a list.
  public static let pageSize = 1_000
  /// A recall's query, in bytes of UTF-8.
  public static let queryBytes = 32_768
  /// A recall's query that is embedded as one, in bytes of UTF-8; a longer one is embedded in parts, of so much or more.
  public static let queryPartBytes = 1_024
  /// Parts into which a long query is divided, about: they are longer rather than more.
  public static let partsPerQuery = 8
  /// What stands at the beginning, or at the end, of a long query, in bytes of UTF-8, at most.
  public static let queryEdgeBytes = 512
  /// Terms of a recall's query that are looked for. Of a query with more, those of its end and its beginning are, and the
  /// first and last of the others.
  public static let termsPerRecall = 2_048
  /// Namespaces of one recall.
  public static let namespacesPerRecall = 64
  /// Sources of one memory.
  public static let sourcesPerMemory = 256
  /// Memories that one consolidation compares with each other.
  public static let memoriesPerConsolidation = 5_000
  /// What these may say, in bytes of UTF-8.
  public static let bytesPerConsolidation = 67_108_864
  /// Ids of each kind that a report of retention names; what goes beyond is only counted.
  public static let idsPerReport = 1_000
  /// Grants of one key.
  public static let grantsPerKey = 256
}
