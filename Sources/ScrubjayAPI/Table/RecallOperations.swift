import ScrubjayCore
import ScrubjayEngine

/// Recall.
enum RecallOperations {
  private static let query = Field<String>.required(
    "query", .text(Limits.queryBytes), "A question or keywords.")
  private static let user = Field<String?>.optional(
    "user", .text(Limits.nameBytes), "Conversations with this user, and memories about them.")
  private static let app = Field<String?>.optional(
    "app", .text(Limits.nameBytes), "Conversations with this app, and its memories.")
  private static let project = Field<String?>.optional(
    "project", .text(Limits.nameBytes), "Conversations in this project, and its memories.")
  private static let session = Field<String?>.optional(
    "session", .text(Limits.nameBytes),
    "This session's conversation, and the memories it sees: its own and those of its user, app, project and organization."
  )
  private static let namespaces = Field<[NamespacePrefix]>.optional(
    "namespaces", .list(of: Fields.prefix, 0...Limits.namespacesPerRecall), default: [],
    "Memories and documents in or below these namespaces.")
  private static let kinds = Field<[ItemKind]>.optional(
    "kinds", .list(of: .oneOf(ItemKind.named), 1...ItemKind.named.count), default: ItemKind.named,
    "The kinds of items to search.")
  private static let types = Field<[MemoryType]>.optional(
    "types", .list(of: .oneOf, 0...MemoryType.allCases.count), default: [], "Memories of these types.")
  private static let limit = Field<Int>.optional(
    "limit", .integer(1...Limits.pageSize), default: RecallQuery.defaultLimit,
    shown: .integer(RecallQuery.defaultLimit), "The maximum number of hits.")
  private static let minimumScore = Field<Double?>.optional(
    "min_score", .number(0...1), "The minimum score of a hit.")
  private static let threshold = Field<Double?>.optional(
    "threshold", .number(-1...1),
    "The minimum cosine similarity between the embeddings of a hit and of the query.")
  private static let mode = Field<RecallMode>.optional(
    "mode", .oneOf, default: .both, shown: .string(RecallMode.both.rawValue),
    "The search mode: words, meaning, or both; without an embedding model, both means words.")
  private static let validAt = Field<StatedTimestamp?>.optional(
    "valid_at", .statedTime, "Memories that are valid at this time; by default now, or the time of 'as_of'.")
  private static let asOf = Field<StatedTimestamp?>.optional(
    "as_of", .statedTime,
    "As known at this time: messages up to then, the memory versions that were current then, documents unchanged since."
  )
  private static let timeZone = Field<String?>.optional(
    "time_zone", .text(Limits.nameBytes),
    """
    The caller's time zone, \(Fields.timeZoneAbout). An offset of 'valid_at' or 'as_of' takes precedence; without \
    either it is the session's, or the user's.
    """)
  private static let filter = Field<Filter>.optional("filter", filterKind, default: Filter(), "Further conditions.")
  static let explain = Field<Bool>.optional(
    "explain", .flag, default: false, shown: false, "Whether to explain the score of each hit.")

  private struct Filter: Sendable {
    var role: Role?
    var channel: String?
    var category: String?
    var since: Timestamp?
    var until: Timestamp?
  }

  private static let role = Field<Role?>.optional("role", .oneOf, "Messages of this role.")
  private static let channel = Field<String?>.optional("channel", .text(Limits.nameBytes), "Messages of this channel.")
  private static let category = Field<String?>.optional(
    "category", .text(Limits.nameBytes), "Memories of this category.")
  private static let since = Field<Timestamp?>.optional("since", .time, "Said or stored at or after this time.")
  private static let until = Field<Timestamp?>.optional("until", .time, "Said or stored at or before this time.")
  private static let filterKind = Kind<Filter>.object([role.any, channel.any, category.any, since.any, until.any]) {
    input throws(ScrubjayError) in
    Filter(
      role: input[role], channel: input[channel], category: input[category], since: input[since],
      until: input[until])
  }

  static let all: [Operation] = [
    .one(
      "recall", .post, "/v1/recall", "Search messages, memories and documents",
      """
      Name a user, a session or namespaces; only a key with the grant 'admin' may omit them. A user without an app \
      means all apps that the key may read. With a threshold, or with the mode 'meaning', it is 503 \
      'embedder_unavailable' if there is no embedding model.
      """,
      takes: [
        query.any, user.any, app.any, project.any, session.any, namespaces.any, kinds.any, types.any, limit.any,
        threshold.any, minimumScore.any, mode.any, validAt.any, asOf.any, timeZone.any, filter.any, explain.any,
      ], reads: true, gives: .recall
    ) { context, input in
      let filter = input[filter]
      let start = ContinuousClock.now
      let result = try await context.engine.recall(
        RecallQuery(
          input[query], user: input[user], app: input[app], project: input[project], session: input[session],
          namespaces: input[namespaces], kinds: Set(input[kinds]), types: input[types], category: filter.category,
          role: filter.role, channel: filter.channel, since: filter.since, until: filter.until, limit: input[limit],
          threshold: input[threshold], minimumScore: input[minimumScore], validAt: input[validAt]?.time,
          asOf: input[asOf]?.time,
          utcOffset: (input[validAt] ?? input[asOf])?.utcOffset, timeZone: input[timeZone],
          mode: input[mode],
          explains: input[explain]), as: context.call)
      return RecallAnswer(result: result, took: ContinuousClock.now - start)
    }
  ]
}
