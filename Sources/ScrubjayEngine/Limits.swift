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
  /// What of a recall's query is embedded, in bytes of UTF-8: what a question is about stands at its beginning.
  public static let embeddedQueryBytes = 4_096
  /// Terms of a recall's query that are looked for; those after them do not count.
  public static let termsPerRecall = 256
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
