import ScrubjayCore
import ScrubjayEngine

/// Recall.
enum RecallOperations {
  private static let query = Field<String>.required(
    "query", .text(Limits.queryBytes), "The question, or some words.")
  private static let user = Field<String?>.optional(
    "user", .text(Limits.nameBytes), "What was said by and to this user, and what is known of them.")
  private static let app = Field<String?>.optional(
    "app", .text(Limits.nameBytes), "What was said with this app, and what it knows.")
  private static let project = Field<String?>.optional(
    "project", .text(Limits.nameBytes), "What was said in this project, and what it knows.")
  private static let session = Field<String?>.optional(
    "session", .text(Limits.nameBytes),
    "What was said in this session, and what it sees: memories of its own, its user, app, project and organization.")
  private static let namespaces = Field<[NamespacePrefix]>.optional(
    "namespaces", .list(of: Fields.prefix, 0...Limits.namespacesPerRecall), default: [],
    "Memories and documents in or below these namespaces.")
  private static let kinds = Field<[ItemKind]>.optional(
    "kinds", .list(of: .oneOf(ItemKind.named), 1...ItemKind.named.count), default: ItemKind.named,
    "What kinds of item to find.")
  private static let types = Field<[MemoryType]>.optional(
    "types", .list(of: .oneOf, 0...MemoryType.allCases.count), default: [], "Memories of these types.")
  private static let limit = Field<Int>.optional(
    "limit", .integer(1...Limits.pageSize), default: RecallQuery.defaultLimit,
    shown: .integer(RecallQuery.defaultLimit), "How many hits at most.")
  private static let minimumScore = Field<Double?>.optional(
    "min_score", .number(0...1), "Only hits that score at least this.")
  private static let threshold = Field<Double?>.optional(
    "threshold", .number(-1...1),
    "Only hits whose meaning is at least this near: the cosine of their embedding and the query's.")
  private static let mode = Field<RecallMode>.optional(
    "mode", .oneOf, default: .both, shown: .string(RecallMode.both.rawValue),
    "By what to find: words, meaning, or both; where there is no embedding model, both is words.")
  private static let validAt = Field<StatedTimestamp?>.optional(
    "valid_at", .statedTime, "Memories that hold at this time; now when not said, or at the time of 'as_of'.")
  private static let asOf = Field<StatedTimestamp?>.optional(
    "as_of", .statedTime,
    "What was known at this time: what was said by then, memories in the version that was current, unchanged documents."
  )
  private static let timeZone = Field<String?>.optional(
    "time_zone", .text(Limits.nameBytes),
    """
    The time zone of who asks, \(Fields.timeZoneAbout). An offset of 'valid_at' or 'as_of' counts before it; without \
    either it is the session's, or the user's.
    """)
  private static let filter = Field<Filter>.optional("filter", filterKind, default: Filter(), "Further conditions.")
  static let explain = Field<Bool>.optional(
    "explain", .flag, default: false, shown: false, "Whether each hit says why it was found.")

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
      Name a user, a session or namespaces; a key with the grant 'admin' may leave all out. A user without an app \
      means the apps that the key may read. A threshold that nothing reaches gives no hits; with one, or by meaning \
      alone, it is 503 'embedder_unavailable' where there is no embedding model.
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
